"""A plan is kept, reviewed and handed over: with one press, three views, and warning signs first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from devices import DESK
from django.utils import timezone
from factories import make_person
from looks import faults_at_both_widths
from pictures import picture
from playwright.sync_api import expect
from services import a_service

from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform
from aimwell.pathway.models import TaskRow

pytestmark = pytest.mark.browser

ROUTINE = {"purpose": "triage", "code": "routine", "label": "Routine", "role": "routine"}
WANTED = "To get out to the garden on my own"


class TestAPlan:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        service = a_service()
        self.organisation, self.practitioner = service.organisation, service.practitioner
        self.person = make_person(
            self.organisation, given_name="Rose", family_name="Garner", key_worker=self.practitioner
        )
        asked = self.act("conversation", {"request": {"wanted": "To get out again"}})
        self.act("decide_triage", {"pathway": asked, "decision": ROUTINE})
        outcome = self.act("add_outcome", {"outcome": {"words": WANTED, "why": "I am myself there"}})
        self.act("add_action", {"step": {"what": "Order a rail for the back step", "who": "Sam"}})
        self.act("add_action", {"step": {"what": "Walk to the gate", "who": "Rose", "when": "every morning"}})
        contingency = {"plan": {"contingency": "Ring my son first, then the helpline."}}
        self.act("write_plan", {**contingency, "by_whom": {"contributor": "person", "name": "Rose"}})
        no = {"party": "carer", "name": "Tom", "outcome": outcome, "agrees": False, "reason": "She may fall"}
        self.act("agree", {"agreement": no})
        self.faults = []
        self.page = device(DESK).is_signed_in(self.practitioner).open(f"/w/{self.organisation.slug}/")

    def act(self, kind, said):
        with acting_for(self.organisation):
            at = timezone.now() - timedelta(days=3)
            return perform(self.person, kind, said, by=self.practitioner, at=at).key

    def looked_at(self):
        self.faults += faults_at_both_widths(self.page)

    def test_a_plan_is_kept_reviewed_and_handed_over(self):
        self.when_an_action_is_done_with_one_press()
        self.then_the_plan_says_so_and_what_it_said_before()
        self.when_a_review_decides_to_close()
        self.then_the_pathway_reminds_of_the_handover()
        self.when_it_is_handed_over()
        self.then_it_waits_until_it_is_accepted()
        assert self.faults == []

    def when_an_action_is_done_with_one_press(self):
        self.page.goto(f"{self.page.url}people/{self.person.pk}/")
        self.page.get_by_role("link", name="Support plan of Rose Garner").click()
        picture(self.page, "support-plan", height=1000)
        self.page.get_by_role("button", name="Order a rail for the back step").click()

    def then_the_plan_says_so_and_what_it_said_before(self):
        expect(self.page.get_by_role("alert")).to_contain_text("Done: Order a rail")
        self.looked_at()
        self.page.get_by_role("link", name="How the plan has changed").click()
        expect(self.page.get_by_role("insertion")).to_contain_text("done")
        self.looked_at()
        self.page.get_by_role("link", name="Back to the plan").click()

    def when_a_review_decides_to_close(self):
        self.page.get_by_role("link", name="Hold a review").click()
        self.page.get_by_label("The person says").select_option("Achieved")
        self.page.get_by_label("In the person’s words").fill("I sit at the gate every day")
        self.page.get_by_label("The carer says").select_option("Partly achieved")
        self.page.get_by_label("Close and hand over").check()
        self.looked_at()
        self.page.get_by_role("button", name="Record the review").click()

    def then_the_pathway_reminds_of_the_handover(self):
        expect(self.page.get_by_role("table")).to_contain_text("I sit at the gate every day")
        self.looked_at()
        self.page.get_by_role("heading", name="Reviews").evaluate("(one) => one.scrollIntoView()")
        picture(self.page, "review-held", height=440)
        assert self.tasks() == ["after_review"]
        self.page.get_by_role("link", name="Hand over").first.click()

    def when_it_is_handed_over(self):
        self.page.get_by_label("Why does it end?").fill("Rose gets out as she wanted to")
        self.page.get_by_label("Which risk remains?").fill("A fall on ice")
        self.page.get_by_label("Warning signs, and how to ask again").fill("Dizzy in the morning: ring us")
        self.page.get_by_label("Who holds the duty of care now?").fill("Hill Road Surgery")
        self.looked_at()
        self.page.get_by_role("button", name="Hand over").click()
        self.looked_at()
        self.page.get_by_role("link", name="The handover letter, to print").click()
        expect(self.page.get_by_role("main")).to_contain_text("Dizzy in the morning: ring us")
        self.looked_at()
        picture(self.page, "handover-letter", height=900)
        self.page.get_by_role("link", name="Back to the pathway").click()

    def then_it_waits_until_it_is_accepted(self):
        assert self.tasks() == ["handover_answer"]
        self.page.get_by_role("link", name="Record the answer").click()
        self.page.get_by_label("Yes, they have accepted").check()
        self.looked_at()
        self.page.get_by_role("button", name="Record it").click()
        expect(self.page.get_by_role("main")).to_contain_text("Hill Road Surgery, accepted")
        assert self.tasks() == []

    def tasks(self):
        with acting_for(self.organisation):
            rows = TaskRow.objects.filter(person=self.person).exclude(kind="reply")
            return list(rows.values_list("kind", flat=True))
