"""Personal outcomes by their pages: the words stand at the top of every page of the pathway, and stay."""

from __future__ import annotations

import uuid

import pytest
from factories import make_member, make_organisation, make_person

from aimwell.organisations.scope import acting_for
from aimwell.pathway.models import OutcomeRow
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.stream import events_of

pytestmark = pytest.mark.django_db

WORDS = "To sing in the choir every Sunday"


@pytest.fixture
def page(client):
    """Send something to a page below somebody's pathway and read what comes back."""
    organisation = make_organisation("ours")
    person = make_person(organisation)
    client.force_login(make_member(organisation))

    def sent(path: str = "", data: dict[str, str] | None = None) -> str:
        address = f"/w/ours/people/{person.pk}/pathway/{path}"
        if data is None:
            return client.get(address).content.decode()
        return client.post(address, {"token": str(uuid.uuid4()), **data}, follow=True).content.decode()

    sent.person = person
    with acting_for(organisation):
        yield sent


def key(page) -> str:
    return fold(events_of(page.person)).outcomes[0].key


def added(page, **more: str) -> str:
    return page("outcomes/add", {"words": WORDS, "whose": "person", **more})


def test_the_words_stand_at_the_top_of_every_page(page):
    assert f"“{WORDS}”" in added(page, importance="9")
    for path in ("", "outcomes/add", f"outcomes/{key(page)}/reword", f"outcomes/{key(page)}/"):
        assert f"“{WORDS}”" in page(path)
    row = OutcomeRow.objects.get()
    assert (row.words, row.whose, row.importance) == (WORDS, "person", 9)


def test_the_wording_can_be_looked_at_first_and_nothing_is_kept_or_lost(page):
    shown = page("outcomes/add", {"words": "To feel better", "why": "My days are long", "check": "1"})
    assert "can mean many things" in shown
    assert "My days are long" in shown
    assert not OutcomeRow.objects.exists()
    assert "It is clear what is meant." in page("outcomes/add", {"words": WORDS, "check": "1"})


def test_what_is_added_stands_beside_what_was_known(page):
    added(page, why="It is where my friends are")
    page(f"outcomes/{key(page)}/add-to", {"why": "And it lifts me", "spoke": "Her sister"})
    shown = page(f"outcomes/{key(page)}/")
    assert shown.index("And it lifts me") < shown.index("It is where my friends are")
    assert "said by Her sister" in shown
    assert "Nothing is entered yet" in page(f"outcomes/{key(page)}/add-to", {"why": ""})


def test_other_words_keep_the_earlier_ones(page):
    added(page)
    page(f"outcomes/{key(page)}/reword", {"words": "To lead the choir at Christmas"})
    shown = page(f"outcomes/{key(page)}/")
    assert "As they said it before" in shown
    assert f"“{WORDS}”" in shown


def test_a_carers_outcome_stands_apart(page):
    added(page)
    page("outcomes/add", {"words": "One free evening a week", "whose": "carer"})
    assert "What carers want for their own lives" in page()


def test_what_is_no_longer_wanted_is_marked_with_their_reason(page):
    added(page)
    assert "Say why, in their words." in page(f"outcomes/{key(page)}/drop", {"why": ""})
    shown = page(f"outcomes/{key(page)}/drop", {"why": "My voice is gone"})
    assert f"“{WORDS}”" not in shown
    assert "My voice is gone" in page(f"outcomes/{key(page)}/")
    assert OutcomeRow.objects.get().dropped is not None
