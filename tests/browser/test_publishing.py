"""A changed form on its way to practitioners: checked, submitted, approved by a second person, compared."""

from __future__ import annotations

import copy
import json

import pytest
from devices import DESK
from factories import TWO_SECTIONS, make_draft
from looks import WAGTAILS_OWN, is_cut_off, serious_faults, too_small
from pictures import picture
from playwright.sync_api import Page, expect
from services import a_service
from wagtail.log_actions import LogContext

from aimwell.library.models import TemplateVersion
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.approval import steps
from aimwell_cms.authoring.approval.setup import ask_for_approval
from aimwell_cms.authoring.pages.template import TemplatePage, new_from
from aimwell_cms.authoring.setup import folder_of, provide

pytestmark = pytest.mark.browser

VISIT = {**TWO_SECTIONS, "title": "First visit"}


class TestPublishingAChange:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service()
        provide(self.service.organisation)
        ask_for_approval(self.service.organisation, True)
        self.manager = self.service.colleague(Role.SERVICE_MANAGER)
        self.approver = self.service.colleague(Role.APPROVER)
        self.template = self.a_published_form()
        self.device = device

    def test_it_is_checked_submitted_approved_and_compared(self):
        self.given_somebody_has_begun_the_form()
        self.given_a_draft_that_says_something_else()
        self.when_she_checks_it_and_submits_it()
        self.when_the_approver_looks_and_approves()
        self.then_there_is_a_second_version()
        self.when_she_compares_and_restores_the_first()
        self.then_she_finds_whether_approval_is_on()

    def a_published_form(self) -> TemplatePage:
        page = new_from(VISIT, json.dumps(VISIT))
        page.live, page.owner = False, self.manager
        folder_of(self.service.organisation).add_child(instance=page)
        page.save_revision(user=self.manager)
        steps.submit(page, self.manager)
        with LogContext(user=self.approver):
            steps.decide(TemplatePage.objects.get(pk=page.pk), self.approver, approve=True, comment="")
        return TemplatePage.objects.get(pk=page.pk)

    def versions(self) -> list[TemplateVersion]:
        with acting_for(self.service.organisation):
            template = self.template.publication.template_id
            return list(TemplateVersion.objects.filter(template=template).order_by("number"))

    def given_somebody_has_begun_the_form(self):
        make_draft(self.versions()[0], self.service.person, self.service.practitioner)

    def given_a_draft_that_says_something_else(self):
        draft = self.template.get_latest_revision_as_object()
        stream = copy.deepcopy(draft.body.get_prep_value())
        questions = stream[0]["value"]["questions"]
        questions[0]["value"]["title"] = "What matters most to you?"
        questions[1]["value"]["required"] = True
        del stream[1]
        draft.body = json.dumps(stream)
        draft.save_revision(user=self.manager)

    def when_she_checks_it_and_submits_it(self):
        self.browser = self.device(DESK).is_signed_in(self.manager)
        page = self.browser.open(f"/cms/pages/{self.template.pk}/edit/")
        page.get_by_role("navigation", name="This form").get_by_role("link", name="Check and publish").click()
        expect(page.get_by_text("‘Do you live alone?’ must now be answered.")).to_be_visible()
        expect(page.get_by_text("1 form in progress on version 1.")).to_be_visible()
        picture(page, "check-and-publish", height=1350)
        page.get_by_text("Side by side: what changed").click()
        expect(page.locator("ins").filter(has_text="most")).to_be_visible()
        self.looks(page)
        page.get_by_label("What changed").fill("Shorter, and asked more plainly")
        page.get_by_role("button", name="Submit for approval").click()
        expect(page.get_by_text("This form waits for approval.")).to_be_visible()
        page.reload()  # Wagtail's message fades in, and is pale while it does.
        self.looks(page)

    def when_the_approver_looks_and_approves(self):
        page = self.device(DESK).is_signed_in(self.approver).open("/cms/")
        page.get_by_role("link", name="Waits for approval").click()
        expect(page.get_by_role("button", name="Ask for changes")).to_be_visible()
        expect(page.get_by_text("Shorter, and asked more plainly")).to_be_visible()
        self.looks(page)
        page.locator("#publish").scroll_into_view_if_needed()
        picture(page, "approve", height=850)
        page.get_by_role("button", name="Approve and publish").click()
        expect(page.get_by_text("Version 2 is live, and the draft says the same.")).to_be_visible()

    def then_there_is_a_second_version(self):
        first, second = self.versions()
        assert (first.number, second.number, second.published_by) == (1, 2, self.approver)
        assert second.note == "Shorter, and asked more plainly"

    def when_she_compares_and_restores_the_first(self):
        page = self.browser.page
        page.get_by_role("navigation", name="This form").get_by_role("link", name="Versions").click()
        self.looks(page)
        page.get_by_label("Compare").select_option("1")
        page.get_by_label("with").select_option("2")
        page.get_by_role("button", name="Compare").click()
        expect(page.get_by_role("heading", name="From Version 1 to Version 2")).to_be_visible()
        page.get_by_text("Side by side: what changed").click()
        self.looks(page)
        picture(page, "compare", height=1000)
        page.get_by_role("navigation", name="This form").get_by_role("link", name="Versions").click()
        page.get_by_role("link", name="Restore version 1").click()
        self.looks(page)
        page.get_by_role("button", name="Restore version 1 as a new draft").click()
        expect(page.get_by_text("The draft is version 1 again.")).to_be_visible()
        draft = TemplatePage.objects.get(pk=self.template.pk).get_latest_revision_as_object()
        assert draft.text() == self.versions()[0].text

    def then_she_finds_whether_approval_is_on(self):
        page = self.browser.open(f"/cms/organisations/{self.service.organisation.slug}/approval/")
        expect(page.get_by_text("A second person approves each form")).to_be_visible()
        self.looks(page)
        picture(page, "approval", height=700)

    def looks(self, page: Page) -> None:
        assert serious_faults(page, forgiven=WAGTAILS_OWN) == []
        assert is_cut_off(page) == ""
        assert [one for one in too_small(page) if "aimwell" in one or "action" in one] == []
