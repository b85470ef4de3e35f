"""An organisation calls the eight aims what it likes; their codes stay, and so does what they were called."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from editor import make_editor
from factories import make_organisation

from aimwell.organisations.scope import acting_for
from aimwell.pathway.aims import aims_of
from aimwell.pathway.models import AimWording
from aimwell.pathway.rules.aims import DEFAULTS
from aimwell.plugins import installed_plugins

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_editor("ours")


def words(**other: str) -> dict[str, str]:
    """What the page sends, with some labels other than the default ones."""
    sent = {}
    for code, aim in DEFAULTS.items():
        sent |= {f"{code}-label": other.get(code, aim.label), f"{code}-intent": aim.intent}
    return sent


def test_a_manager_names_the_aims_and_the_names_before_are_kept(ours, client):
    organisation, manager = ours
    client.force_login(manager)
    address = "/cms/organisations/ours/aims/"
    assert "Succeeds when the measure is no worse" in client.get(address).content.decode()
    for name in ("Keep going", "Stay well"):
        page = client.post(address, words(maintain=name), follow=True).content.decode()
        assert "1 of the aims has new words." in page
    assert "is called “Keep going”" in page
    with acting_for(organisation):
        assert aims_of(organisation)["maintain"].label == "Stay well"
        assert AimWording.objects.count() == 2
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            AimWording.objects.update(label="x")
    client.post(address, {"defaults": "1"})
    with acting_for(organisation):
        assert aims_of(organisation) == DEFAULTS


def test_no_two_aims_have_one_name_and_nothing_typed_is_lost(ours, client):
    _, manager = ours
    client.force_login(manager)
    answer = client.post("/cms/organisations/ours/aims/", words(maintain="improve", comfort="Ease"))
    assert answer.status_code == 422
    assert "Another aim is called this already." in answer.content.decode()
    assert 'value="Ease"' in answer.content.decode()


def test_another_organisation_has_its_own_words(ours, client):
    _, manager = ours
    client.force_login(manager)
    client.post("/cms/organisations/ours/aims/", words(maintain="Stay well"))
    theirs = make_organisation("theirs")
    with acting_for(theirs):
        assert aims_of(theirs) == DEFAULTS
        assert not AimWording.objects.exists()


def test_no_aim_stands_among_the_outcome_measures():
    offered = {measure.label for measure in installed_plugins().measures.values()}
    assert not offered & {aim.label for aim in DEFAULTS.values()}
    assert not set(installed_plugins().measures) & set(DEFAULTS)
