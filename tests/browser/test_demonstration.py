"""A walk through the demonstration: what a visitor, a practitioner and a manager see of a year's work."""

from __future__ import annotations

import pytest
from devices import DESK
from django.utils import timezone
from editorpages import Editor
from looks import WAGTAILS_OWN, faults_at_both_widths, serious_faults
from pictures import picture
from playwright.sync_api import expect

from aimwell.library.models import FormTemplate
from aimwell.organisations.models import Membership, Organisation
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.records.drafts import Entry, Source, save_section, start
from aimwell.records.models import Record
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.setup import folder_of
from aimwell_cms.demo.loading import load

# In one worker: the demonstration is loaded once.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

SLUG = "community-older-adults"


class TestTheDemonstration:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        load(timezone.localdate())
        self.device = device
        self.organisation = Organisation.objects.get(slug=SLUG)
        self.practitioner = self.given_a_member(Role.PRACTITIONER)
        self.manager = self.given_a_member(Role.SERVICE_MANAGER)

    def given_a_member(self, role):
        members = Membership.objects.filter(organisation=self.organisation, role=role)
        return members.select_related("user").order_by("pk").first().user

    def test_a_visitor_reads_the_public_site(self):
        browser = self.device(DESK)
        page = browser.open("/")
        faults = faults_at_both_widths(page)
        page.get_by_role("link", name=self.organisation.name).first.click()
        faults += faults_at_both_widths(page)
        page.get_by_role("link", name="Staying steady on your feet").first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        picture(page, "public-topic", height=1100)
        faults += faults_at_both_widths(page)
        for path in ("/no-such-page/", "/accounts/login/", "/accounts/password/reset/"):
            faults += faults_at_both_widths(browser.open(path))
        assert faults == []

    def test_a_practitioner_looks_at_a_year_of_work(self):
        browser = self.device(DESK).is_signed_in(self.practitioner)
        record = self.a_review()
        page = browser.open(f"/w/{SLUG}/?whose=everybody")
        picture(page, "caseload", height=900)
        faults = faults_at_both_widths(page)
        page = browser.open(f"/w/{SLUG}/people/{record.person_id}/")
        expect(page.locator("svg.aimwell-chart").first).to_be_visible()
        picture(page, "person", height=1100)
        faults += faults_at_both_widths(page)
        page = browser.open(f"/w/{SLUG}/records/{record.pk}/")
        picture(page, "record", height=1100)
        faults += faults_at_both_widths(page)
        draft = self.a_draft_like_the_assessment_of(record)
        page = browser.open(f"/w/{SLUG}/drafts/{draft.token}/{draft.version.outline.sections[0].key}/")
        picture(page, "filled-form", height=1100)
        faults += faults_at_both_widths(page)
        for section in draft.version.outline.sections[1:]:
            faults += faults_at_both_widths(browser.open(f"/w/{SLUG}/drafts/{draft.token}/{section.key}/"))
        page = browser.open(f"/w/{SLUG}/drafts/{draft.token}/check/")
        picture(page, "check", height=900)
        faults += faults_at_both_widths(page)
        assert faults == []

    def test_a_manager_builds_forms_and_chooses_plugins(self):
        browser = self.device(DESK).is_signed_in(self.manager)
        page = browser.open("/cms/")
        picture(page, "manager")
        faults = serious_faults(page, forgiven=WAGTAILS_OWN)
        page = browser.open(f"/cms/organisations/{SLUG}/plugins/")
        picture(page, "plugins")
        faults += serious_faults(page, forgiven=WAGTAILS_OWN)
        form = TemplatePage.objects.child_of(folder_of(self.organisation)).filter(kind="assessment").first()
        page = browser.open(f"/cms/pages/{form.pk}/edit/")
        editor = Editor(page)
        editor.has_no_problems()
        section = editor.adds_section("Getting out")
        editor.adds_question(section, "One answer of several").get_by_role("textbox", name="Question").fill(
            "How do you get about?"
        )
        editor.saves()
        editor.goes_to_problem("‘How do you get about?’ needs")
        picture(page, "editor-problem")
        faults += serious_faults(page, forgiven=WAGTAILS_OWN)
        editor.question("How do you get about?").get_by_role("textbox", name="Answers to choose from").fill(
            "On foot\nBy bus\nSomebody drives me"
        )
        editor.saves()
        editor.has_no_problems()
        preview = editor.opens_preview()
        expect(preview.get_by_text("How do you get about?")).to_be_visible()
        picture(page, "preview")
        assert faults == []

    def a_review(self) -> Record:
        """The newest review with scores."""
        with acting_for(self.organisation):
            reviews = Record.objects.filter(version__template__kind="review", scores__isnull=False)
            return reviews.order_by("-signed_at", "pk").first()

    def a_draft_like_the_assessment_of(self, record: Record):
        """An assessment that is being filled in, with the answers of one that was signed."""
        with acting_for(self.organisation):
            template = FormTemplate.objects.filter(kind="assessment", live__isnull=False).first()
            told = Record.objects.filter(version=template.live).order_by("-signed_at").first()
            draft = start(version=template.live, person=record.person, user=self.practitioner)
            for section in draft.version.outline.sections:
                entry = Entry(answers=told.answers.get(section.key, {}), unread={})
                source = Source(base=draft.revision)
                save_section(draft, section, entry, source=source, user=self.practitioner)
            return draft
