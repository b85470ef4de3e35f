"""A manager makes a decision table from a default, mends a gap, tries a case; a second person approves it."""

from __future__ import annotations

import re

import pytest
from devices import DESK
from looks import WAGTAILS_OWN, is_cut_off, serious_faults
from pictures import picture
from playwright.sync_api import expect
from services import a_service

from aimwell.organisations.models import Organisation
from aimwell.organisations.roles import Role
from aimwell_cms.authoring.setup import provide

pytestmark = pytest.mark.browser

FORGIVEN = [*WAGTAILS_OWN, ("color-contrast", ".success")]  # A message of Wagtail's while it fades in.


class TestRulesThatAManagerKeeps:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service()
        Organisation.objects.filter(pk=self.service.organisation.pk).update(approval_needed=True)
        provide(self.service.organisation)
        self.browser = device(DESK).is_signed_in(self.service.colleague(Role.SERVICE_MANAGER))
        self.page = self.browser.page

    def test_a_table_is_made_mended_tried_and_approved(self):
        self.when_she_begins_with_a_default()
        self.when_she_takes_a_rule_out()
        self.then_the_gap_is_told_with_an_example()
        self.when_she_mends_it()
        self.then_what_she_tries_is_kept_as_a_case()
        self.when_she_submits_it()
        self.then_a_second_person_approves_it()

    def when_she_begins_with_a_default(self):
        self.browser.open(f"/cms/organisations/{self.service.organisation.slug}/rules/")
        self.page.get_by_label("Name of the new table").fill("Our triage")
        self.page.get_by_label("Begin with").select_option("intended_outcome")
        self.page.get_by_role("button", name="Make it").click()
        expect(self.page.get_by_text("needs local sign-off")).to_be_visible()
        expect(self.page.get_by_text("Nothing stops an approval")).to_be_visible()
        picture(self.page, "rules-edit", height=1400)

    def when_she_takes_a_rule_out(self):
        self.page.get_by_role("button", name=re.compile("Remove.*rule T4")).click()
        fallback = self.page.get_by_role("group", name="Where no rule fits")
        fallback.get_by_label("Decision").select_option("")
        self.saves()

    def then_the_gap_is_told_with_an_example(self):
        check = self.page.get_by_role("region", name="What the check says")
        expect(check.get_by_text("Some facts fit no rule.")).to_be_visible()
        expect(check).to_contain_text("For example: Functional ability:")
        self.looks_right()
        picture(self.page, "rules-gap", height=900)

    def when_she_mends_it(self):
        fallback = self.page.get_by_role("group", name="Where no rule fits")
        fallback.get_by_label("Decision").select_option("more_information")
        fallback.get_by_label("Reason").fill("Talk with whoever asked before you decide.")
        # A cell that can't be read stays as it was typed, and is told of beside it.
        cell = self.page.get_by_label("Timing of harm, rule T2")
        cell.fill("tomorrow")
        self.saves()
        self.page.get_by_role("link", name="Rule T2: ‘Timing of harm’ can’t be “tomorrow”.").click()
        expect(cell).to_be_in_viewport()
        expect(cell).to_have_value("tomorrow")
        cell.fill("irreversible")
        self.saves()
        expect(self.page.get_by_text("Nothing stops an approval")).to_be_visible()

    def then_what_she_tries_is_kept_as_a_case(self):
        self.tab("Try it")
        self.page.get_by_label("Functional ability").select_option("1")
        self.page.get_by_label("Timing of harm").select_option("irreversible")
        self.page.get_by_role("button", name="See the decision").click()
        expect(self.page.get_by_role("region", name="It recommends")).to_contain_text("Urgent, level 3")
        self.page.get_by_label("Name of this case").fill("Harm that stays, little known")
        self.looks_right()
        picture(self.page, "rules-try", height=1000)
        self.page.get_by_role("button", name="Save as a case").click()
        expect(
            self.page.get_by_role("cell", name="Harm that stays, little known", exact=True)
        ).to_be_visible()

    def when_she_submits_it(self):
        self.tab("Approval and versions")
        self.page.get_by_label("What changed, and why").fill("The default, without rule T4")
        self.page.get_by_role("button", name="Submit for approval").click()
        expect(self.page.get_by_text("You submitted it, so somebody else has to approve it.")).to_be_visible()

    def then_a_second_person_approves_it(self):
        self.browser.is_signed_in(self.service.colleague(Role.APPROVER))
        self.browser.open(f"/cms/organisations/{self.service.organisation.slug}/rules/")
        self.page.get_by_role("link", name="Look at what was submitted").click()
        expect(self.page.get_by_text("The default, without rule T4").first).to_be_visible()
        self.looks_right()
        picture(self.page, "rules-approve", height=1000)
        self.page.get_by_role("button", name="Approve", exact=True).click()
        expect(self.page.get_by_text("In force, version 1.")).to_be_visible()
        self.browser.open(f"/cms/organisations/{self.service.organisation.slug}/rules/")
        expect(self.page.get_by_role("cell", name="In force, version 1")).to_be_visible()
        self.looks_right()

    def saves(self):
        self.page.get_by_role("button", name="Save draft").last.click()

    def tab(self, name):
        self.page.get_by_role("navigation", name="This table").get_by_role("link", name=name).click()

    def looks_right(self):
        self.page.wait_for_load_state()
        assert serious_faults(self.page, forgiven=FORGIVEN) == []
        assert is_cut_off(self.page) == ""
