"""The bundled plugins keep to the contract that every plugin must keep to."""

import pytest

from aimwell.plugins import Plugins
from aimwell.testing import check_plugin
from aimwell_plugins.measures import copm, toms, vas
from aimwell_plugins.tariffs import outcome_share
from aimwell_plugins.triage import eligibility, intended_outcome, priority


@pytest.mark.parametrize("module", [copm, toms, vas, intended_outcome, priority, eligibility, outcome_share])
def test_it_conforms(module):
    check_plugin(module)


def test_they_are_installed_by_their_entry_points():
    plugins = Plugins.installed()
    assert {"copm", "toms", "vas", "pain_vas"} <= plugins.measures.keys()
    assert plugins.plugin_of(plugins.measures["pain_vas"]).name == "vas"
    assert plugins.owner("triage_rule", "intended_outcome").package == "aimwell"
    assert plugins.owner("triage_rule", "risk_and_need").name == "priority"
    assert plugins.owner("triage_rule", "eligibility").package == "aimwell"
    assert plugins.owner("tariff", "outcome_share").name == "outcome_share"
