"""A form built by keyboard alone, with every stop named; and the pages beside the editor."""

from __future__ import annotations

import json

import pytest
from devices import DESK, TELEPHONE
from django.urls import reverse
from keyboard import Keyboard
from looks import WAGTAILS_OWN, is_cut_off, serious_faults
from playwright.sync_api import expect
from services import a_service
from wizard_forms import form, question, section

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.pages.template import new_from
from aimwell_cms.authoring.setup import folder_of, provide
from aimwell_cms.authoring.tabs import TABS

pytestmark = pytest.mark.browser

WAGTAILS_OWN_STOPS = {"Search"}
"""What Wagtail lets the focus come to behind something else: the field of the search in its menu."""

VISIT = form(home=section("Your home", alone=question("boolean", "Do you live alone?")))


@pytest.fixture
def template(site):
    """A form of one question, and the manager whose form it is."""
    service = a_service()
    provide(service.organisation)
    manager = service.colleague(Role.SERVICE_MANAGER)
    page = new_from(VISIT, json.dumps(VISIT))
    page.live, page.owner = False, manager
    folder_of(service.organisation).add_child(instance=page)
    page.save_revision(user=manager)
    return page


class TestByKeyboardAlone:
    @pytest.fixture(autouse=True)
    def _given(self, device, template):
        self.template = template
        self.page = device(TELEPHONE).is_signed_in(template.owner).open(f"/cms/pages/{template.pk}/edit/")
        self.keys = Keyboard(self.page)
        self.status = self.page.locator("[data-aimwell-status]")

    def test_a_form_is_built(self):
        self.when_she_looks_at_another_tab_and_comes_back()
        self.when_she_opens_a_folded_question()
        self.when_she_adds_a_section_with_two_questions()
        self.when_she_sets_a_condition_from_lists()
        self.when_she_moves_a_question()
        self.when_she_deletes_it_and_thinks_again()
        self.when_she_saves()
        self.then_the_problem_leads_to_its_field()
        self.when_she_puts_it_right_and_saves()
        self.then_the_draft_has_it_all()
        self.then_every_stop_had_a_name_and_could_be_seen()

    def when_she_looks_at_another_tab_and_comes_back(self):
        self.past_the_header()
        self.page.wait_for_timeout(2500)  # Wagtail takes what it finds in the first two seconds for saved.
        self.keys.press("Routes")
        expect(self.page.get_by_role("heading", name="Routes")).to_be_visible()
        self.skips_the_menu()
        self.keys.press("Edit")

    def past_the_header(self):
        expect(self.page.locator("[data-aimwell-problems]")).not_to_be_empty(timeout=30_000)
        self.skips_the_menu()

    def skips_the_menu(self):
        self.page.wait_for_load_state()
        self.keys.press("Skip to main content")
        expect(self.page.locator("main")).to_be_focused()

    def when_she_opens_a_folded_question(self):
        self.past_the_header()
        self.keys.press("Toggle section", about="Do you live alone?")
        self.keys.write("Question", "Do you live alone most days?")

    def when_she_adds_a_section_with_two_questions(self):
        self.keys.press("Add a section")
        self.types("Title", "Your help")
        self.adds("Short text", "Who helps?")
        self.adds("One answer of several", "How often?")

    def adds(self, kind, wording):
        self.keys.press("Add a question")
        choice = self.page.get_by_role("option", name=kind, exact=True)
        expect(choice).to_be_visible()
        expect(self.page.locator(":focus")).to_have_role("combobox")
        self.page.keyboard.type(kind)
        self.page.keyboard.press("ArrowDown")
        expect(choice).to_have_attribute("aria-selected", "true")
        self.page.keyboard.press("Enter")
        self.types("Question", wording)

    def types(self, field, text):
        """Into the field that what was added begins with: the focus is there already."""
        expect(self.page.locator(":focus")).to_have_accessible_name(field)
        self.page.keyboard.type(text)

    def when_she_sets_a_condition_from_lists(self):
        self.keys.press("Toggle section", about="Condition")
        self.keys.press("Add a condition")
        expect(self.page.locator("select:focus")).to_have_accessible_name("Question")
        self.picks("Do you live alone most days?")
        self.keys.tab_to("Answer")
        self.picks("No")

    def picks(self, option):
        """In a list, by its first letter."""
        chosen = self.page.locator("select:focus option:checked")
        self.page.keyboard.press(option[0])
        expect(chosen).to_have_text(option)

    def when_she_moves_a_question(self):
        self.keys.press("Move up", about="How often?", key="Shift+Tab")
        expect(self.status).to_have_text("‘One answer of several How often?’ is now 1 of 2.")
        # The first can only move down, so that is where the focus is.
        expect(self.page.locator(":focus")).to_have_accessible_name("Move down")
        self.page.keyboard.press("Enter")
        expect(self.status).to_have_text("‘One answer of several How often?’ is now 2 of 2.")

    def when_she_deletes_it_and_thinks_again(self):
        self.keys.press("Delete", about="How often?")
        expect(self.page.locator(":focus")).to_have_accessible_name("Undo")
        expect(self.page.locator(":focus")).to_have_accessible_description(
            "‘One answer of several How often?’ is deleted."
        )
        self.page.keyboard.press("Enter")
        expect(self.status).to_have_text("‘One answer of several How often?’ is back.")
        expect(self.page.locator(":focus")).to_have_accessible_name("Toggle section")

    def when_she_saves(self):
        self.keys.press("Save draft")
        self.announced = self.page.locator("[data-aimwell-problems-status]")
        expect(self.announced).to_contain_text("1 problem to put right.")

    def then_the_problem_leads_to_its_field(self):
        self.page.goto(self.page.url)
        self.past_the_header()
        self.keys.press("‘How often?’ needs")
        expect(self.page.locator(":focus")).to_have_accessible_name("Answers to choose from, one a line")

    def when_she_puts_it_right_and_saves(self):
        self.page.keyboard.type("Every day")
        self.page.keyboard.press("Enter")
        self.page.keyboard.type("Every week")
        self.keys.press("Save draft")
        expect(self.announced).to_contain_text("No problems.")

    def then_the_draft_has_it_all(self):
        self.template.refresh_from_db()
        draft = self.template.get_latest_revision_as_object().written().template
        (home, help_) = draft["properties"].values()
        assert [one["title"] for one in home["properties"].values()] == ["Do you live alone most days?"]
        (who, often) = help_["properties"].values()
        assert (who["title"], often["title"]) == ("Who helps?", "How often?")
        assert often["enum"] == ["Every day", "Every week"]
        assert often["x-aimwell"]["when"]["value"] is False

    def then_every_stop_had_a_name_and_could_be_seen(self):
        assert self.keys.unclear == []
        assert set(self.keys.obscured) <= WAGTAILS_OWN_STOPS


DOORS = ("start", "library", "plugins", "approval")
HELD = """
() => [...document.querySelectorAll("main *")].filter((one) => {
  const pressed = ["onclick", "ondragstart", "onmousedown"].some((name) => one[name]);
  const isUsual = one.matches("a[href], button, input, select, textarea, summary, label, img");
  return (pressed || one.draggable) && !isUsual;
}).map((one) => one.outerHTML.slice(0, 120))
"""
"""What of a page asks for a pointer: is pressed or dragged without being a link, a button or a field."""


def test_the_pages_beside_the_editor_need_no_pointer(device, template):
    browser = device(DESK).is_signed_in(template.owner)
    addresses = [
        reverse("aimwell_measures_door"),
        *(reverse(f"aimwell_{door}_door") for door in DOORS),
        *(reverse(name, args=[template.pk]) for name, _ in TABS if name.startswith("aimwell_")),
    ]
    faults = []
    for path in addresses:
        page = browser.open(path)
        assert "not found" not in page.title().lower()
        found = [*serious_faults(page, forgiven=WAGTAILS_OWN), *page.evaluate(HELD), is_cut_off(page)]
        faults += [(path, fault) for fault in found if fault]
    assert faults == []
