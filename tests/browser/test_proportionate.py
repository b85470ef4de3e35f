"""A short visit, what is known already, and the review: from the editor to the record."""

from __future__ import annotations

import json

import pytest
from devices import DESK
from factories import make_draft, make_record, make_version
from looks import WAGTAILS_OWN, faults_of, is_cut_off, serious_faults
from pictures import picture
from playwright.sync_api import expect
from services import a_service
from steps import Step
from wizard_forms import form, question, section

from aimwell.formschema.reviewing import review_of
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.places import SCHEMAS
from aimwell_cms.authoring.pages.template import new_from
from aimwell_cms.authoring.setup import folder_of, provide

pytestmark = pytest.mark.browser

VISIT = json.loads((SCHEMAS / "examples" / "visit.json").read_text(encoding="utf-8"))
KNOWN = form(
    "request",
    about=section("About", why=question("string", "What made you ask?", maxLength=900, role="person")),
)
PREFERRED = {"source": "person", "field": "preferred_name"}
ASKED_FOR = {"source": "record", "kind": "request", "question": "about/why"}
PLAN = form(
    about=section(
        "About you",
        name=question("string", "What do you like to be called?", prefill=PREFERRED),
        matters=question(
            "string", "What matters to you now?", maxLength=900, role="person", prefill=ASKED_FOR, review=True
        ),
    )
)


class TestAskNoMoreThanIsRight:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service(VISIT)
        self.browser = device(DESK).is_signed_in(self.service.practitioner)

    def test_short_and_full_and_not_asked_today(self):
        draft = self.service.begun()
        page = self.browser.open(self.service.path(draft, "visit"))
        step = Step(page)
        step.choose("How much is right today?", "Full, about 40 minutes")
        income = page.get_by_role("textbox", name="What do you live on?")
        income.fill("A pension")
        step.choose("How much is right today?", "Short, about 10 minutes")
        expect(income).to_be_hidden()
        step.choose("How much is right today?", "Full, about 40 minutes")
        expect(income).to_have_value("A pension")
        page.get_by_role("textbox", name="What matters most").fill("To walk to the shop")
        sleep = page.locator("[data-question=sleep]")
        sleep.get_by_text("Not asked today").click()
        sleep.get_by_label("The person was too tired or unwell").check()
        said = sleep.locator("summary")
        expect(said).to_contain_text("Not asked today: The person was too tired or unwell")
        sleep.scroll_into_view_if_needed()
        picture(page, "not-asked-today", height=900)
        assert faults_of(page) == []
        sleep.get_by_role("button", name="Ask it after all").click()
        expect(said).not_to_contain_text("too tired")
        assert not sleep.get_by_label("The person was too tired or unwell").is_checked()
        sleep.get_by_text("Not asked today").first.click()
        sleep.get_by_label("No time").check()
        step.choose("How much is right today?", "Short, about 10 minutes")
        step.press("Save and continue")
        expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
        expect(page.get_by_text("Not asked today: No time")).to_be_visible()
        assert faults_of(page) == []
        page.get_by_role("checkbox").check()
        step.press("Sign")
        expect(page.get_by_role("heading", name="Signature")).to_be_visible()
        expect(page.get_by_text("Not asked today: No time")).to_be_visible()
        assert faults_of(page) == []
        (record,) = self.service.records()
        assert record.answers["visit"]["_not_asked"] == {"sleep": "No time"}


class TestUseWhatIsKnown:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = service = a_service(PLAN)
        service.person.preferred_name = "Addie"
        with acting_for(service.organisation):
            service.person.save()
        known = make_version(service.organisation, service.practitioner, KNOWN)
        make_record(known, service.person, service.practitioner, {"about": {"why": "I fell in the garden"}})
        self.browser = device(DESK).is_signed_in(service.practitioner)

    def test_offers_are_used_or_left_out_and_the_review_shows_the_last_answer(self):
        service = self.service
        page = self.browser.open(service.path(service.begun(), "about"))
        expect(page.get_by_text("From the request for help of")).to_be_visible()
        picture(page, "offered", height=900)
        assert faults_of(page) == []
        Step(page).question("What matters to you now?").get_by_role("button", name="Use this").click()
        matters = page.get_by_role("textbox", name="What matters to you now?")
        expect(matters).to_have_value("I fell in the garden")
        matters.fill("To garden without falling")
        Step(page).question("What do you like to be called?").get_by_role("button", name="Leave out").click()
        expect(page.get_by_text("and left out")).to_be_visible()
        Step(page).press("Save and continue")
        expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
        expect(page.get_by_text("and changed")).to_be_visible()
        assert faults_of(page) == []
        page.get_by_role("checkbox").check()
        Step(page).press("Sign")
        expect(page.get_by_role("heading", name="Signature")).to_be_visible()
        expect(page.get_by_text("and changed")).to_be_visible()
        assert faults_of(page) == []
        review = make_version(service.organisation, service.practitioner, review_of(PLAN))
        draft = make_draft(review, service.person, service.practitioner)
        page = self.browser.open(service.path(draft, "about"))
        expect(page.get_by_text("To garden without falling")).to_be_visible()
        expect(page.get_by_role("textbox", name="What matters to you now?").first).to_have_value("")
        picture(page, "review-last-time", height=800)
        assert faults_of(page) == []


class TestTheReviewOfATemplate:
    def test_a_manager_marks_what_is_offered_and_makes_the_review_form(self, device):
        service = a_service(KNOWN)
        provide(service.organisation)
        manager = service.colleague(Role.SERVICE_MANAGER)
        page_of = new_from(PLAN, "")
        page_of.live, page_of.owner = False, manager
        folder_of(service.organisation).add_child(instance=page_of)
        page_of.save_revision(user=manager)
        page = device(DESK).is_signed_in(manager).open(f"/cms/pages/{page_of.pk}/edit/")
        expect(page.locator("[data-aimwell-problems]")).to_contain_text("No problems")
        page.get_by_role("navigation", name="This form").get_by_role("link", name="Review").click()
        expect(page.get_by_role("listitem").filter(has_text="What matters to you now?")).to_be_visible()
        assert serious_faults(page, forgiven=WAGTAILS_OWN) == []
        assert is_cut_off(page) == ""
        picture(page, "review-tab", height=600)
        page.get_by_role("button", name="Make the review form").click()
        expect(page.locator("[data-aimwell-problems]")).to_contain_text("No problems")
        page.get_by_role("navigation", name="This form").get_by_role("link", name="Review").click()
        expect(page.get_by_text("it is up to date")).to_be_visible()
