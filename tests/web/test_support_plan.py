"""The support plan, reviews and handovers on their pages."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from factories import make_member, make_organisation, make_person, make_record, make_version

from aimwell.documents.plan import plan_html
from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.stream import events_of

pytestmark = pytest.mark.django_db

EPISODE = {"episode": {"aim": "maintain", "intended": "Stays as she is"}}
ROUTINE = {"purpose": "triage", "code": "routine", "label": "Routine", "role": "routine"}


CARERS = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "What I say",
    "type": "object",
    "x-aimwell": {"kind": "carer", "language": "en-GB"},
    "properties": {
        "all": {
            "type": "object",
            "title": "What I say",
            "properties": {
                "seen": {
                    "type": "boolean",
                    "title": "May the person see this?",
                    "x-aimwell": {"feeds": "carer.may_be_seen"},
                },
                "plan": {
                    "type": "string",
                    "title": "What to do if things go wrong",
                    "x-aimwell": {"feeds": "plan.contingency"},
                },
            },
        }
    },
}


class Desk:
    """A practitioner, a person whose request was accepted, and the pages of that person's pathway."""

    def __init__(self) -> None:
        self.ours = make_organisation("ours")
        self.user = make_member(self.ours)
        self.person = make_person(self.ours)
        self.browser = Client()
        self.browser.force_login(self.user)
        self.asked = self.act("conversation", {"request": {"wanted": "To get out"}})
        self.act("decide_triage", {"pathway": self.asked, "decision": ROUTINE})
        self.outcome = self.act("add_outcome", {"outcome": {"words": "To get out on my own"}})

    def act(self, kind, said) -> str:
        with acting_for(self.ours):
            return perform(self.person, kind, said, by=self.user).key

    def get(self, page: str) -> str:
        return self.browser.get(f"/w/ours/people/{self.person.pk}/pathway/{page}").content.decode()

    def post(self, page: str, **typed) -> str:
        address = f"/w/ours/people/{self.person.pk}/pathway/{page}"
        sent = {"token": uuid.uuid4(), **typed}
        return self.browser.post(address, sent, follow=True).content.decode()

    def story(self):
        with acting_for(self.ours):
            return fold(events_of(self.person))


@pytest.fixture
def desk():
    return Desk()


def test_a_part_of_the_plan_names_whose_words_it_holds(desk):
    page = desk.post(
        "plan/parts/contingency", words="Ring my son first", contributor="person", name="", why=""
    )
    assert "Ring my son first" in page
    assert "The person, written down by" in page
    desk.post("plan/parts/contingency", words="Ring my daughter", contributor="carer", name="Eve", why="")
    assert "Ring my daughter" in desk.get("plan/history")
    assert [line.text for line in desk.story().plan.parts["contingency"]] == [
        "Ring my son first",
        "Ring my daughter",
    ]


def test_an_empty_part_keeps_what_was_chosen_and_says_what_is_missing(desk):
    page = desk.post("plan/parts/cannot", words="", contributor="agency", name="The council", why="")
    assert "Write down what the plan says." in page
    assert 'value="The council"' in page


def test_an_action_is_added_done_and_shown_with_what_came_of_it(desk):
    desk.post("plan/add/action", what="Order a rail", who="Sam", when="2026-12-01", outcome=desk.outcome)
    (action,) = desk.story().plan.actions
    assert "by 1 December 2026" in desk.get("plan/")
    done = {"what": "Order a rail", "who": "Sam", "when": "2026-12-01", "status": "done", "note": "Fitted"}
    assert ": Fitted</span>" in desk.post(f"plan/steps/{action.key}", **done)
    assert "Nothing is different" in desk.post(f"plan/steps/{action.key}", **done)


def test_one_press_does_an_action_and_one_more_undoes_it(desk):
    desk.post("plan/add/action", what="Order a rail", who="Sam", when="1/12/2026", outcome="")
    (action,) = desk.story().plan.actions
    assert action.when == "2026-12-01"
    assert "Done: Order a rail" in desk.post(f"plan/done/{action.key}", status="done")
    assert "Nothing is different" in desk.post(f"plan/done/{action.key}", status="done")
    assert "To do: Order a rail" in desk.post(f"plan/done/{action.key}", status="open")
    (action,) = desk.story().plan.actions
    assert [one.status for one in (*action.earlier, action)] == ["open", "done", "open"]


def test_the_persons_copy_leaves_out_what_a_carer_wants_or_told_in_confidence(desk):
    desk.act("add_outcome", {"outcome": {"words": "An evening to myself", "whose": "carer"}})
    desk.post("plan/add/action", what="Order a rail", who="Sam", when="every day", outcome="")
    carers = make_version(desk.ours, desk.user, CARERS)
    for seen, words in ((True, "I can stay on Fridays"), (False, "Too much for me")):
        make_record(carers, desk.person, desk.user, {"all": {"seen": seen, "plan": words}})
    assert "Too much for me" in desk.get("plan/")
    with acting_for(desk.ours):
        desk.person.refresh_from_db()
        copy = plan_html(desk.person, by=desk.user)
    for words in ("Order a rail", "To get out on my own", "I can stay on Fridays"):
        assert copy.count(words) == 1
    for words in ("An evening to myself", "Too much for me"):
        assert words not in copy
    answer = desk.browser.get(f"/w/ours/people/{desk.person.pk}/pathway/plan/plan.pdf?large=1")
    assert answer.content.startswith(b"%PDF")


def test_a_review_that_closes_leads_to_the_handover(desk):
    closes = {"trigger": "planned", "led": "together", "decision": "close"}
    page = desk.post("review/hold", **closes)
    assert "close and hand over" in page
    assert f"{desk.asked}/hand-over" in page


def test_a_second_opinion_stands_on_the_pathway_with_its_answer(desk):
    page = desk.post("opinions/ask", sort="supervision", whom="Our lead", question="")
    assert "Write down what you ask." in page
    desk.post("opinions/ask", sort="supervision", whom="Our lead", question="Is the stair safe?")
    (asked,) = desk.story().opinions
    assert "Not answered yet." in desk.get("")
    page = desk.post(f"opinions/{asked.key}", who="Our lead", told="With a rail", changes="")
    assert "With a rail" in page
    assert "Not answered yet." not in page


def test_whoever_disagrees_says_why(desk):
    no = {"party": "carer", "name": "Eve", "outcome": desk.outcome, "agrees": "no", "how": ""}
    assert "Write down why they disagree." in desk.post("plan/agree", **no, reason="")
    page = desk.post("plan/agree", **no, reason="Not safe")
    assert "A carer (Eve) does not agree" in page
    assert "Not safe" in page


def test_a_review_keeps_three_views_and_needs_its_next_date(desk):
    assert "asked for" in desk.post("review/ask", trigger="person", why="She fell")
    held = {
        "trigger": "person",
        "led": "together",
        "changed": "She fell",
        "decision": "more",
        "reason": "",
        "experience": "",
        "view-0-person": "not_achieved",
        "note-0-person": "I am afraid now",
        "view-0-practitioner": "partly",
    }
    assert "Say when the next review is." in desk.post("review/hold", **held)
    due = {"next_on-day": "1", "next_on-month": "3", "next_on-year": "2099"}
    page = desk.post("review/hold", **held, **due)
    assert "I am afraid now" in page
    (review,) = desk.story().reviews
    assert [(view.who, view.says) for view in review.views] == [
        ("person", "not_achieved"),
        ("practitioner", "partly"),
    ]
    assert [one.answered for one in desk.story().asked] == [review.key]


def test_a_handover_waits_for_the_outcome_of_an_episode_and_then_for_its_answer(desk):
    begun = desk.act("open_episode", {"pathway": desk.asked, **EPISODE})
    typed = {
        "reason": "The plan is done",
        "risk": "Another fall",
        "red_flags": "Dizzy in the morning: ring us",
        "supports": "",
        "holder": "Her GP",
        "accepted": "unknown",
        "view": "",
        "learned": "",
    }
    page = desk.post(f"{desk.asked}/hand-over", **typed)
    assert "Record its outcome first" in page
    assert "Dizzy in the morning" in page
    verdict = {"success": "met", "direction": "same"}
    desk.act("end_episode", {"pathway": desk.asked, "episode_key": begun, "verdict": verdict})
    page = desk.post(f"{desk.asked}/hand-over", **typed)
    assert "Her GP, not accepted yet" in page
    assert "Dizzy in the morning" in desk.get(f"{desk.asked}/handover-letter")
    page = desk.post(f"{desk.asked}/handover-answer", accepted="yes", holder="", why="")
    assert "Her GP, accepted" in page
