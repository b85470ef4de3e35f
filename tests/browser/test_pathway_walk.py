"""One person from a request for help to the handover, as those who help her write it down."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from devices import DESK, TELEPHONE
from django.utils import timezone
from factories import make_version, switch_on
from looks import faults_at_both_widths, faults_of
from pathway_walk_forms import ASSESSMENT, FACTORS, MEASURE, PRIORITY, TRIAGE
from pictures import picture
from playwright.sync_api import expect
from services import a_service
from steps import Step

from aimwell.organisations.scope import acting_for
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.stream import events_of

pytestmark = pytest.mark.browser

HOPED = "I want to walk to choir"
PREDICTED = "She still walks to choir with a friend"


class TestFromARequestToTheHandover:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service(TRIAGE)
        self.slug, self.person = self.service.organisation.slug, self.service.person
        switch_on(self.service.organisation, "intended_outcome", "priority")
        for form in (ASSESSMENT, MEASURE):
            make_version(self.service.organisation, self.service.practitioner, form)
        self.colleague = self.service.colleague()
        self.device, self.faults = device, []

    def at(self, path="pathway/"):
        return f"/w/{self.slug}/people/{self.person.pk}/{path}"

    def looks(self, page, *, both=False):
        self.faults += faults_at_both_widths(page) if both else faults_of(page)

    def test_everything_that_was_decided_stands_there_with_its_reason(self):
        now = timezone.now()
        self.hers = self.device(TELEPHONE).is_signed_in(self.service.practitioner)
        self.his = self.device(DESK).is_signed_in(self.colleague)
        self.when_a_conversation_is_written_down(self.hers.open(self.at()))
        self.when_triage_decides_otherwise_than_the_rule(self.hers.open(self.at("")))
        self.when_she_is_assessed_and_a_priority_confirmed(self.hers.open(self.at("")))
        self.when_she_says_what_she_wants(self.his.open(self.at()))
        self.when_an_episode_begins_from_its_baseline(self.his.page)
        self.when_the_plan_is_written_and_agreed(self.his.page)
        with time_machine.travel(now + timedelta(weeks=6)):
            hers = self.device(TELEPHONE).is_signed_in(self.service.practitioner)
            self.when_a_review_with_three_views_changes_the_aim(hers.open(self.at()))
        with time_machine.travel(now + timedelta(weeks=12)):
            self.his = self.device(DESK).is_signed_in(self.colleague)
            self.when_the_goals_are_rated_a_little_lower(self.his.open(self.at("")))
            self.then_the_decline_counts_as_success(self.his.open(self.at()))
            self.when_care_is_handed_over(self.his.page)
            self.then_her_story_holds_it_all()
        assert self.faults == []

    # The front door

    def when_a_conversation_is_written_down(self, page):
        page.get_by_role("link", name="Record a conversation").click()
        page.get_by_label("A carer, or family").check()
        page.get_by_label("Name of whoever asks").fill("Ann Example")
        page.get_by_label("What do they hope for?").fill(HOPED)
        page.get_by_label("Falls or moving about").check()
        page.get_by_label("Go on to triage").check()
        page.get_by_role("button", name="Record the conversation").click()
        expect(page.get_by_role("main")).to_contain_text("Waits for: triage")

    def when_triage_decides_otherwise_than_the_rule(self, page):
        page.get_by_role("button", name="Triage", exact=True).click()
        step = Step(page)
        for title, answer in FACTORS.items():
            step.choose(title, answer)
        step.write("Harm that can be foreseen", "Another winter indoors")
        step.goes_on()
        expect(page.get_by_text("Recommended: Not necessary")).to_be_visible()
        page.get_by_text("Decide otherwise").click()
        self.looks(page)
        page.get_by_label("Routine", exact=True).check()
        page.get_by_label("Your reason").fill(
            "Advice was tried in spring; the choir starts again in a month."
        )
        page.get_by_role("button", name="Keep this decision").click()
        expect(page.get_by_role("main")).to_contain_text("Decided Routine")
        step.signs()

    def when_she_is_assessed_and_a_priority_confirmed(self, page):
        page.get_by_role("button", name="Assessment", exact=True).click()
        step = Step(page)
        step.write("Which impact is to be reduced?", "She has not been out alone for six weeks")
        for title in PRIORITY:
            step.choose(title, "2")
        step.goes_on()
        self.rates(step, "5", "4", described="Walking to choir")
        step.goes_on()
        page.get_by_role("button", name="Confirm: high priority").click()
        step.signs()

    def rates(self, step, performance, satisfaction, described=""):
        row = step.row("Problem", 1)
        if described:
            row.get_by_label("What the problem is").fill(described)
            row.get_by_label("Importance").fill("9")
        row.get_by_label("Performance").fill(performance)
        row.get_by_label("Satisfaction").fill(satisfaction)

    # The episode

    def when_she_says_what_she_wants(self, page):
        main = page.get_by_role("main")
        expect(main).to_contain_text("Priority set")
        expect(main).to_contain_text("Advice was tried in spring")
        page.get_by_role("link", name="Add an outcome in the person’s words").click()
        page.get_by_label("What do they want, in their own words?").fill(HOPED)
        page.get_by_label("How important is it, from 0 to 10?").fill("9")
        page.get_by_label("What may happen now if it is not reached?").fill("Weaker legs")
        page.get_by_label("What will the person do?").fill("Practise on the stairs")
        page.get_by_role("button", name="Keep the outcome").click()
        expect(main).to_contain_text(HOPED)

    def when_an_episode_begins_from_its_baseline(self, page):
        page.goto(self.his.url + self.at())
        page.get_by_role("link", name="Begin an episode").click()
        page.get_by_label("Improve", exact=False).first.check()
        page.get_by_label(HOPED).check()
        page.get_by_label("What we predict").fill("She walks to choir without stopping")
        page.get_by_label("The person’s", exact=True).check()
        page.get_by_label("Measure (optional)").select_option(index=1)
        self.looks(page, both=True)
        page.get_by_role("button", name="Begin the episode").click()
        expect(page.get_by_role("main")).to_contain_text("Performance 5")

    def when_the_plan_is_written_and_agreed(self, page):
        expect(page.get_by_role("main")).to_contain_text("Direct: with the person, at Level 3")
        page.get_by_role("link", name="Open the support plan").click()
        for said in (HOPED, "Weaker legs", "Practise on the stairs"):
            expect(page.get_by_role("main")).to_contain_text(said)
        page.get_by_role("link", name="Add an action").click()
        page.get_by_label("What", exact=True).fill("Walk to the corner and back")
        page.get_by_label("By whom").fill("Ada, with Val")
        page.get_by_role("button", name="Add it").click()
        page.get_by_role("link", name="Record who agrees or disagrees").click()
        page.get_by_label("A carer", exact=True).check()
        page.get_by_label("No", exact=True).check()
        page.get_by_label("Why, and what was done").fill("Dusk frightens me. Val will walk with her.")
        page.get_by_role("button", name="Record it").click()
        expect(page.get_by_role("main")).to_contain_text("A carer does not agree")
        self.looks(page, both=True)

    def when_a_review_with_three_views_changes_the_aim(self, page):
        page.get_by_role("link", name="Hold a review").click()
        for who, says in (
            ("person", "Partly achieved"),
            ("carer", "Not achieved"),
            ("practitioner", "Achieved"),
        ):
            page.get_by_label(f"The {who} says").select_option(label=says)
        page.get_by_label("In the carer’s words").fill("Only when Val can come.")
        page.get_by_label("Go on as it is").check()
        due = timezone.localdate() + timedelta(weeks=6)
        for part, value in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
            page.get_by_label(part, exact=True).fill(str(value))
        self.looks(page)
        page.get_by_role("button", name="Record the review").click()
        expect(page.get_by_role("main")).to_contain_text("Only when Val can come.")
        page.get_by_role("link", name="Change the aim").click()
        page.get_by_label("Maintain", exact=False).first.check()
        page.get_by_label("What we predict now").fill(PREDICTED)
        page.get_by_label("Why is it another aim?").fill("She has what she wants, and wants to keep it.")
        page.get_by_role("button", name="Change the aim").click()
        expect(page.get_by_role("main")).to_contain_text("Why it changed: She has what she wants")
        self.looks(page)

    # The end

    def when_the_goals_are_rated_a_little_lower(self, page):
        page.get_by_role("button", name="The goals again", exact=True).click()
        step = Step(page)
        self.rates(step, "4", "3")
        step.goes_on()
        step.signs()

    def then_the_decline_counts_as_success(self, page):
        main = page.get_by_role("main")
        page.get_by_role("link", name="Record the outcome").click()
        expect(main).to_contain_text("got worse by less than a meaningful change")
        page.get_by_label("Met", exact=True).check()
        page.get_by_role("group", name="Did we get what we predicted?").get_by_label("Yes").check()
        page.get_by_label("What did we learn?").fill("A friend did more than exercises.")
        self.looks(page, both=True)
        page.get_by_role("button", name="Record the outcome").click()
        expect(main).to_contain_text("Met by its aim")
        expect(main).to_contain_text("Direction of change: for the worse")

    def when_care_is_handed_over(self, page):
        page.get_by_role("link", name="Hand over").click()
        page.get_by_label("Why does it end?").fill("She goes to choir")
        page.get_by_label("Which risk remains?").fill("Ice on the hill")
        page.get_by_label("Warning signs, and how to ask again").fill("A fall: ring us the same day")
        page.get_by_label("Who holds the duty of care now?").fill("Dr Moss, GP")
        page.get_by_label("Yes, they have accepted").check()
        page.get_by_label("What does the person say about it?").fill("I know whom to ring")
        self.looks(page)
        page.get_by_role("button", name="Hand over").click()
        main = page.get_by_role("main")
        for said in ("Handed over", "A fall: ring us the same day", "Dr Moss, GP, accepted", "“I know whom"):
            expect(main).to_contain_text(said.removeprefix("“"))
        self.looks(page, both=True)
        picture(page, "pathway", height=1600)

    def then_her_story_holds_it_all(self):
        with acting_for(self.service.organisation):
            (pathway,) = fold(events_of(self.person)).pathways
        (episode,) = pathway.episodes
        assert pathway.triage.overrides
        assert [change.aim for change in episode.changes] == ["improve"]
        assert (episode.aim, episode.verdict.success, episode.verdict.direction) == (
            "maintain",
            "met",
            "worse",
        )
        assert pathway.handover.red_flags
