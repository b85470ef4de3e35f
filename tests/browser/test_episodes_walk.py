"""An outcome in her words, an episode that is to maintain, a small decline, and a success by the aim."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from devices import DESK, TELEPHONE
from django.utils import timezone
from factories import make_record
from forms import ASSESSMENT, assessment_answers
from looks import faults_at_both_widths
from pictures import picture
from playwright.sync_api import expect
from services import a_service

from aimwell.organisations.roles import Role

pytestmark = pytest.mark.browser

WORDS = "To walk to the shop with my sister every Saturday"


class TestAnEpisode:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service(ASSESSMENT)
        self.manager = self.service.colleague(Role.SERVICE_MANAGER)
        self.device = device
        self.faults = []
        with time_machine.travel(timezone.now() - timedelta(days=20), tick=True):
            self.signed(performance=6)
        self.pathway = f"/w/{self.service.organisation.slug}/people/{self.service.person.pk}/pathway/"

    def signed(self, performance):
        answers = assessment_answers(performance=performance, satisfaction=6)
        make_record(self.service.version, self.service.person, self.service.practitioner, answers)

    def seen(self, page):
        self.faults += faults_at_both_widths(page)

    def test_a_small_decline_under_maintain_is_a_success(self):
        self.when_she_writes_down_what_the_person_wants()
        self.when_she_begins_an_episode()
        self.signed(performance=5)
        self.when_she_records_the_outcome_on_her_telephone()
        self.then_the_manager_counts_a_success()
        assert self.faults == [], "\n".join(self.faults)

    def when_she_writes_down_what_the_person_wants(self):
        self.desk = self.device(DESK).is_signed_in(self.service.practitioner)
        page = self.desk.open(self.pathway)
        page.get_by_role("link", name="Add an outcome in the person’s words").click()
        page.get_by_label("What do they want, in their own words?").fill("To feel better")
        page.get_by_role("button", name="Look at the wording first").click()
        expect(page.get_by_role("main")).to_contain_text("“better” can mean many things.")
        self.seen(page)
        page.get_by_label("What do they want, in their own words?").fill(WORDS)
        page.get_by_label("How important is it, from 0 to 10? (optional)").fill("9")
        page.get_by_role("button", name="Keep the outcome").click()
        page.get_by_role("link", name=f"“{WORDS}”").click()
        self.seen(page)

    def when_she_begins_an_episode(self):
        page = self.desk.open(self.pathway)
        page.get_by_role("link", name="Begin an episode").click()
        self.seen(page)
        page.get_by_role("button", name="Begin the episode").click()
        expect(page.get_by_role("alert")).to_contain_text("Choose the aim.")
        self.seen(page)
        page.get_by_role("radio", name="Maintain: Keep what somebody can do").check()
        page.get_by_role("checkbox", name=WORDS).check()
        page.get_by_label("What we predict").fill("Still walks there, with her sister, in December")
        page.get_by_role("radio", name="The person’s").check()
        page.get_by_label("Measure (optional)").select_option(index=1)
        page.get_by_role("button", name="Begin the episode").click()
        expect(page.get_by_role("alert")).to_contain_text("The episode has begun.")
        self.seen(page)
        page.get_by_role("link", name="Change the aim").click()
        self.seen(page)
        for step in ("Set a priority", "Write or change the formulation"):
            page.goto(page.url.partition("/pathway/")[0] + "/pathway/")
            page.get_by_role("link", name=step).click()
            self.seen(page)

    def when_she_records_the_outcome_on_her_telephone(self):
        page = self.device(TELEPHONE).is_signed_in(self.service.practitioner).open(self.pathway)
        page.get_by_role("link", name="Record the outcome").click()
        expect(page.get_by_role("main")).to_contain_text(
            "by less than a meaningful change, which counts as no worse."
        )
        self.seen(page)
        desk = self.desk.open(urlsplit(page.url).path)
        picture(desk, "episode-outcome", height=1300)
        page.get_by_role("radio", name="Met", exact=True).check()
        page.get_by_role("radio", name="Yes", exact=True).check()
        page.get_by_label("What did we learn? (optional)").fill("A bench half way helps.")
        page.get_by_role("button", name="Record the outcome").click()
        expect(page.get_by_role("main")).to_contain_text("Direction of change: for the worse.")
        self.seen(page)
        desk = self.desk.open(self.pathway)
        picture(desk, "pathway-episode", height=1700)

    def then_the_manager_counts_a_success(self):
        page = (
            self.device(DESK).is_signed_in(self.manager).open(f"/w/{self.service.organisation.slug}/episodes")
        )
        expect(page.get_by_role("main")).to_contain_text("1 went for the worse and met its aim")
        self.seen(page)
        picture(page, "episodes", height=1000)
