"""The main job as one journey: build a form, fill it in, measure the outcome, print; nobody else sees it."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta

import pytest
import time_machine
from devices import TELEPHONE
from django.utils import timezone
from editorpages import Editor
from factories import PASSWORD, TWO_SECTIONS
from looks import WAGTAILS_OWN, at_the_other_width, faults_at_both_widths, is_cut_off, serious_faults
from playwright.sync_api import expect
from pypdf import PdfReader
from services import a_service
from steps import Step

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.pages.template import new_from
from aimwell_cms.authoring.setup import folder_of, provide

pytestmark = pytest.mark.browser

REVIEW = {
    "title": "Review",
    "type": "object",
    "x-aimwell": {"kind": "review", "language": "en-GB"},
    "properties": {
        "goals": {
            "type": "object",
            "title": "The goals again",
            "properties": {"copm": {"title": "Goals", "x-aimwell": {"widget": "measure", "measure": "copm"}}},
        }
    },
}
WEEKS = timedelta(weeks=6)


class TestTheJob:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.device, self.faults = device, []
        self.service = a_service(REVIEW)
        self.slug = self.service.organisation.slug
        self.template = self.given_a_template_page(self.service)
        self.elsewhere = a_service()
        self.other_page = self.given_a_template_page(self.elsewhere)

    def given_a_template_page(self, service) -> TemplatePage:
        provide(service.organisation)
        page = new_from(TWO_SECTIONS, json.dumps(TWO_SECTIONS, indent=2) + "\n")
        page.live, page.owner = False, service.practitioner
        folder_of(service.organisation).add_child(instance=page)
        page.save_revision(user=service.practitioner).publish()
        return page

    def test_from_the_form_to_the_outcome(self):
        self.when_the_manager_signs_in_and_opens_the_assessment()
        self.when_she_adds_a_section_with_two_questions_and_the_copm()
        self.then_the_problem_stands_beside_its_question()
        self.when_she_puts_it_right()
        self.then_the_preview_shows_the_form_as_it_will_be()
        self.when_she_publishes()
        self.when_the_practitioner_begins_the_form_from_his_caseload()
        self.when_he_leaves_in_the_middle_and_goes_on_with_another_device()
        self.when_he_checks_the_answers_and_signs()
        self.then_the_scores_show_their_working()
        with time_machine.travel(timezone.now() + WEEKS):
            self.when_he_records_the_review_weeks_later()
            self.then_the_change_stands_there_with_its_meaning_and_source()
            self.then_the_record_can_be_printed()
            self.then_a_manager_elsewhere_sees_none_of_it()
        assert self.faults == []

    def looks(self, page):
        self.faults += faults_at_both_widths(page)

    def looks_in_the_editor(self, page):
        self.faults += [f"{page.url}: {fault}" for fault in serious_faults(page, forgiven=WAGTAILS_OWN)]
        cut_off = [is_cut_off(page)]
        with at_the_other_width(page):
            cut_off.append(is_cut_off(page))
        self.faults += [fault for fault in cut_off if fault]

    # The manager

    def when_the_manager_signs_in_and_opens_the_assessment(self):
        manager = self.service.colleague(Role.SERVICE_MANAGER)
        self.desk = self.device(TELEPHONE)
        page = self.desk.open("/accounts/login/")
        self.looks(page)
        self.desk.signs_in(manager, PASSWORD)
        self.editor = Editor(page)
        expect(page.get_by_role("heading", name="Forms of")).to_be_visible()
        self.looks_in_the_editor(page)
        self.editor.opens("Short assessment")
        self.editor.has_no_problems()

    def when_she_adds_a_section_with_two_questions_and_the_copm(self):
        section = self.editor.adds_section("What to work on")
        asked = self.editor.adds_question(section, "Short text")
        asked.get_by_role("textbox", name="Question").fill("What would a good day look like?")
        asked = self.editor.adds_question(section, "One answer of several")
        asked.get_by_role("textbox", name="Question").fill("How soon should it change?")
        measure = self.editor.adds_question(section, "Measure")
        measure.get_by_role("textbox", name="Heading").fill("Goals")
        measure.get_by_role("combobox", name="Measure").select_option("copm")

    def then_the_problem_stands_beside_its_question(self):
        self.editor.saves()
        self.editor.goes_to_problem("‘How soon should it change?’ needs")
        self.looks_in_the_editor(self.editor.page)

    def when_she_puts_it_right(self):
        asked = self.editor.question("How soon should it change?")
        asked.get_by_role("textbox", name="Answers to choose from").fill("In weeks\nThis year")
        self.editor.saves()
        self.editor.has_no_problems()

    def then_the_preview_shows_the_form_as_it_will_be(self):
        preview = self.editor.opens_preview()
        expect(preview.get_by_text("What would a good day look like?")).to_be_visible()
        expect(preview.get_by_label("What the problem is")).to_be_visible()
        self.editor.closes_preview()

    def when_she_publishes(self):
        self.editor.publishes()
        expect(self.editor.page.get_by_text("has been published")).to_be_visible()
        page = self.desk.open("/cms/")
        expect(page.get_by_role("row", name="Short assessment").first).to_contain_text("Version 2 is live")

    # The practitioner

    def when_the_practitioner_begins_the_form_from_his_caseload(self):
        self.phone = self.device(TELEPHONE)
        page = self.phone.open(f"/w/{self.slug}/")
        self.phone.signs_in(self.service.practitioner, PASSWORD)
        expect(page.get_by_role("heading", name="My caseload")).to_be_visible()
        self.looks(page)
        page.get_by_role("link", name="Example, Ada").click()
        self.looks(page)
        page.get_by_role("button", name="Short assessment", exact=True).click()
        step = Step(page)
        step.is_at("About you")
        self.looks(page)
        step.write("What matters to you?", "My garden")
        step.choose("Do you live alone?", "Yes")
        step.goes_on()
        step.is_at("Your days")
        step.write("Falls in the last month", "2")

    def when_he_leaves_in_the_middle_and_goes_on_with_another_device(self):
        Step(self.phone.page).press("Save and come back later")
        expect(self.phone.page.get_by_text("Your answers are saved.")).to_be_visible()
        self.desk = self.device(TELEPHONE).is_signed_in(self.service.practitioner)
        page = self.desk.open(f"/w/{self.slug}/")
        page.get_by_role("link", name="Continue Short assessment").first.click()
        step = Step(page)
        step.is_at("Your days")
        expect(page.get_by_label("Falls in the last month")).to_have_value("2")
        step.goes_on()
        step.is_at("What to work on")
        step.write("What would a good day look like?", "An hour with the roses")
        step.choose("How soon should it change?", "In weeks")
        row = step.row("Problem", 1)
        row.get_by_label("What the problem is").fill("Weeding")
        for rated, rating in (("Importance", "9"), ("Performance", "3"), ("Satisfaction", "2")):
            row.get_by_label(rated).fill(rating)
        self.looks(page)
        step.goes_on()

    def when_he_checks_the_answers_and_signs(self):
        step = Step(self.desk.page)
        step.is_at("Check your answers")
        expect(self.desk.page.get_by_text("An hour with the roses")).to_be_visible()
        self.looks(self.desk.page)
        step.signs()

    def then_the_scores_show_their_working(self):
        page = self.desk.page
        expect(page.get_by_role("heading", name="Scores")).to_be_visible()
        expect(page.get_by_text("This is the first score, so it is the baseline.")).to_be_visible()
        page.get_by_text("Show the working").first.click()
        expect(page.get_by_role("heading", name="How it was worked out")).to_be_visible()
        self.looks(page)

    def when_he_records_the_review_weeks_later(self):
        self.desk = self.device(TELEPHONE)
        page = self.desk.open(f"/w/{self.slug}/people/{self.service.person.pk}/")
        self.desk.signs_in(self.service.practitioner, PASSWORD)
        page.get_by_role("button", name="Review", exact=True).click()
        step = Step(page)
        step.is_at("The goals again")
        row = step.row("Problem", 1)
        expect(row.get_by_label("What the problem is")).to_have_value("Weeding")
        expect(row.get_by_label("Performance")).to_have_value("")
        self.looks(page)
        row.get_by_label("Performance").fill("7")
        row.get_by_label("Satisfaction").fill("6")
        step.goes_on()
        step.signs()

    def then_the_change_stands_there_with_its_meaning_and_source(self):
        page = self.desk.page
        change = page.get_by_role("table", name=re.compile("Change since the baseline"))
        expect(change).to_contain_text("Improved")
        for why in change.get_by_text("Why").all():
            why.click()
        expect(change.get_by_text("Source:").first).to_be_visible()
        self.looks(page)
        self.record = page.url.removeprefix(self.desk.url)
        page.get_by_role("link", name="Back to").click()
        expect(page.locator("svg.aimwell-chart").first).to_be_visible()
        self.looks(page)

    def then_the_record_can_be_printed(self):
        printed = self.desk.context.request.get(f"{self.desk.url}{self.record}record.pdf")
        assert printed.headers["content-type"] == "application/pdf"
        pdf = PdfReader(io.BytesIO(printed.body()))
        assert bool(pdf.trailer["/Root"]["/MarkInfo"]["/Marked"])
        text = " ".join(page.extract_text() for page in pdf.pages)
        assert "Weeding" in text
        assert "Improved" in text

    # Somebody else

    def then_a_manager_elsewhere_sees_none_of_it(self):
        stranger = self.device(TELEPHONE).is_signed_in(self.elsewhere.colleague(Role.SERVICE_MANAGER))
        ours = self.service.organisation.name
        for path in ("/cms/", "/cms/pages/search/?q=assessment"):
            page = stranger.open(path)
            expect(page.get_by_role("link", name="Short assessment").first).to_be_attached()
            assert ours not in page.content()
            assert f"/cms/pages/{self.template.pk}/" not in page.content()
        for path in (
            f"/cms/pages/{self.template.pk}/edit/",
            f"/cms/pages/{self.template.pk}/history/",
            f"/cms/templates/{self.template.pk}/export/json/",
            f"/cms/organisations/{self.slug}/plugins/",
            f"/w/{self.slug}/",
            f"/w/{self.slug}/people/{self.service.person.pk}/",
            self.record,
            f"{self.record}record.pdf",
        ):
            answer = stranger.context.request.get(stranger.url + path, max_redirects=0)
            assert answer.status in (302, 403, 404), path
            assert "Example" not in answer.text()
