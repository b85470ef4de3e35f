"""What an organisation can use: the offers of the plugins that it has on, and what it made itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aimwell.contracts import Json, Measure, Settings, Tariff, TriageRule
from aimwell.organisations.measures import own_measures
from aimwell.organisations.models import ContentPackUpload, Organisation, PluginUse
from aimwell.organisations.tables import own_rules
from aimwell.plugins import installed_plugins
from aimwell.plugins.content_pack import read_pack, worded


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What an organisation chose: the plugins it has on, and its settings by the offer's name."""

    plugins_on: frozenset[str]
    settings: Mapping[str, Settings] = field(default_factory=dict)

    def settings_of(self, offer: str, own: Mapping[str, Json] | None = None) -> dict[str, Json]:
        """The organisation's settings for an offer, with those of one question (``own``) over them."""
        return {**self.settings.get(offer, {}), **(own or {})}


@dataclass(frozen=True, kw_only=True)
class Offers(Choices):
    """Measures, triage rules and tariffs by name, beside what the organisation chose."""

    measures: Mapping[str, Measure]
    triage_rules: Mapping[str, TriageRule]
    tariffs: Mapping[str, Tariff]


def choices_of(organisation: Organisation) -> Choices:
    """What ``organisation`` has on and set. Call it acting for the organisation."""
    installed = installed_plugins().plugins
    uses = [use for use in PluginUse.objects.filter(organisation=organisation) if use.plugin in installed]
    return Choices(
        plugins_on=frozenset(use.plugin for use in uses if use.on),
        # Settings outlive the switch: a draft begun while the plugin was on is scored as it was set.
        settings={offer: chosen for use in uses for offer, chosen in use.settings.items()},
    )


def offers_of(organisation: Organisation) -> Offers:
    """What ``organisation`` can use today. Call it acting for the organisation.

    Where a plugin has come that offers something of the same name as one of its own, the plugin's is meant.
    """
    choices = choices_of(organisation)
    on = [plugin for plugin in installed_plugins().plugins.values() if plugin.name in choices.plugins_on]
    measures = {measure.name: measure for plugin in on for measure in plugin.measures}
    rules = {rule.name: rule for plugin in on for rule in plugin.triage_rules}
    return Offers(
        measures={**own_measures(organisation), **_in_own_words(organisation, measures)},
        triage_rules=own_rules(organisation) | rules,
        tariffs={tariff.name: tariff for plugin in on for tariff in plugin.tariffs},
        plugins_on=choices.plugins_on,
        settings=choices.settings,
    )


def _in_own_words(organisation: Organisation, measures: dict[str, Measure]) -> dict[str, Measure]:
    newest = (
        ContentPackUpload.objects.filter(organisation=organisation, measure__in=measures)
        .order_by("measure", "-uploaded_at")
        .distinct("measure")
    )
    packs = {upload.measure: read_pack(upload.text) for upload in newest}
    # A pack made for an older version of the measure was checked against that one; not forced on a newer.
    return {
        name: worded(measure, packs[name])
        if name in packs and packs[name].version == measure.version
        else measure
        for name, measure in measures.items()
    }
