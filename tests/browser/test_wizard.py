"""The wizard in Chromium: what its scripts do, and that it works without them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from factories import make_draft, make_record
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page, expect
from wizard_forms import EVERY_KIND, form, section
from wizard_world import World, browser_of, world

from aimwell.formschema.conditions import holds, parse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SERIOUS = {"serious", "critical"}


@dataclass
class Desk:
    """A practitioner at a browser, with a draft."""

    ours: World
    context: BrowserContext
    page: Page
    base: str

    def open(self, step: str) -> Page:
        self.page.goto(self.base + self.ours.url(step))
        return self.page


def desk(chromium: Browser, live_server, document=None, **context) -> Desk:
    ours = world(
        document or form(every=EVERY_KIND, last=section("Last", said=EVERY_KIND["properties"]["name"])),
        plugins=("copm", "vas"),
    )
    opened = chromium.new_context(viewport={"width": 320, "height": 640}, **context)
    opened.set_default_timeout(10_000)
    session = ours.browser.cookies["sessionid"].value
    opened.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return Desk(ours=ours, context=opened, page=opened.new_page(), base=live_server.url)


@pytest.fixture
def at_desk(chromium, live_server) -> Iterator[Desk]:
    made = desk(chromium, live_server)
    yield made
    # What is sent on leaving would arrive when the database is being emptied.
    made.context.route("**/autosave/", lambda route: route.abort())
    made.page.goto("about:blank")
    made.context.close()


def says(page: Page, text: str) -> None:
    expect(page.locator("[data-state]")).to_contain_text(text)


def test_typing_is_saved_after_a_pause(at_desk):
    page = at_desk.open("every")
    page.get_by_label("What should we call you?").fill("Ada")
    says(page, "Saved at")
    assert at_desk.ours.stored().answers == {"every": {"name": "Ada"}}


def test_a_question_appears_when_it_is_asked(at_desk):
    page = at_desk.open("every")
    who = page.get_by_label("Who lives with you?")
    expect(who).to_be_hidden()
    page.get_by_label("No", exact=True).first.check()
    expect(who).to_be_visible()
    page.get_by_label("Yes", exact=True).first.check()
    expect(who).to_be_hidden()


def test_rows_are_added_and_removed_in_place(at_desk):
    page = at_desk.open("every")
    add = page.get_by_role("button", name="Add helper")
    for name in ("Bo", "Cy", "Di"):
        add.click()
        page.locator("[data-row]").last.get_by_label("Name").fill(name)
    expect(add).to_be_hidden()
    page.get_by_role("button", name="Remove Helper 2").click()
    expect(page.get_by_role("group", name="Helper 2")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Remove Helper 1").click()
    says(page, "Saved at")
    page.get_by_role("button", name="Save and continue").click()
    assert at_desk.ours.stored().answers["every"]["people"] == [{"name": "Cy"}, {"name": "Di"}]


def test_a_condition_in_a_row_looks_at_its_own_row(at_desk):
    page = at_desk.open("every")
    for _ in range(2):
        page.get_by_role("button", name="Add helper").click()
    page.locator("#people-1-paid").check()
    expect(page.locator("#people-1-by")).to_be_visible()
    expect(page.locator("#people-0-by")).to_be_hidden()


def test_the_line_has_no_mark_until_one_is_made_and_obeys_the_keyboard(at_desk):
    page = at_desk.open("every")
    line = page.get_by_role("slider", name="How bad is the pain?")
    number = page.locator("#pain")
    expect(line).to_have_attribute("aria-valuetext", "Not marked")
    expect(page.locator(".aimwell-line__mark")).to_be_hidden()
    for key, value in (
        ("ArrowRight", "0"),
        ("PageUp", "10"),
        ("ArrowUp", "11"),
        ("End", "100"),
        ("ArrowLeft", "99"),
        ("Home", "0"),
        ("Delete", ""),
    ):
        line.press(key)
        expect(number).to_have_value(value)
    expect(line).to_have_attribute("aria-valuetext", "Not marked")
    line.click()
    assert 45 <= int(number.input_value()) <= 55
    number.fill("70")
    expect(line).to_have_attribute("aria-valuenow", "70")
    page.get_by_role("button", name="Clear the mark").click()
    expect(number).to_have_value("")


def test_answers_survive_without_a_connection(at_desk):
    page = at_desk.open("every")
    at_desk.context.set_offline(True)
    page.get_by_label("What should we call you?").fill("Typed in a lift")
    page.get_by_role("button", name="Add helper").click()
    page.locator("#people-0-name").fill("Bo")
    says(page, "Not saved: no connection. Your answers are kept on this device.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_label("What should we call you?")).to_have_value("Typed in a lift")
    page.close()
    at_desk.context.set_offline(False)
    at_desk.page = at_desk.context.new_page()
    page = at_desk.open("every")
    expect(page.locator("[data-notice]")).to_contain_text("had not reached the server")
    expect(page.get_by_label("What should we call you?")).to_have_value("Typed in a lift")
    says(page, "Saved at")
    assert at_desk.ours.stored().answers == {"every": {"name": "Typed in a lift", "people": [{"name": "Bo"}]}}
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('aimwell:')).length") == 0


def test_answers_survive_a_session_that_ended(at_desk):
    page = at_desk.open("every")
    session = at_desk.context.cookies()
    at_desk.context.clear_cookies()
    page.get_by_label("What should we call you?").fill("Typed too late")
    says(page, "you are signed out")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    at_desk.context.add_cookies(session)
    page = at_desk.open("every")
    expect(page.get_by_label("What should we call you?")).to_have_value("Typed too late")
    says(page, "Saved at")


def test_a_conflict_is_said_and_settled(at_desk):
    page = at_desk.open("every")
    kim = browser_of(at_desk.ours.user)
    kim.post(at_desk.ours.url("every", "autosave/"), {"base": "0", "name": "From elsewhere", "page": "other"})
    page.get_by_label("What should we call you?").fill("From here")
    says(page, "Not saved")
    page.get_by_role("button", name="Compare the two").click()
    expect(page.get_by_text("From elsewhere")).to_be_visible()
    page.get_by_label("What you typed here").check()
    page.get_by_role("button", name="Keep what is chosen").click()
    expect(page.get_by_label("What should we call you?")).to_have_value("From here")
    assert at_desk.ours.stored().answers == {"every": {"name": "From here"}}
    expect(page.locator("[data-notice]")).to_be_hidden()


def test_enter_in_a_field_goes_on(at_desk):
    page = at_desk.open("every")
    page.get_by_label("What should we call you?").fill("Ada")
    page.get_by_label("What should we call you?").press("Enter")
    expect(page).to_have_url(at_desk.base + at_desk.ours.url("last"))


def test_errors_take_the_focus_and_their_links_lead_to_the_field(at_desk):
    page = at_desk.open("every")
    page.get_by_label("Falls in the last month").fill("3o")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page).to_have_title("Error: Everything – Whole assessment – Ours service")
    page.get_by_role("link", name="must be a number").click()
    expect(page.locator("#falls")).to_be_focused()
    assert page.locator("#falls").input_value() == "3o"


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_serious_and_nothing_is_cut_off(at_desk, width):
    at_desk.page.set_viewport_size({"width": width, "height": 800})
    at_desk.ours.post("every", **{"name": "Ada", "falls": "3o", "people-row": "0", "people-0-age": "x"})
    for step, query in (
        ("every", ""),
        ("every", "?from=check"),
        ("last", ""),
        ("check", ""),
        ("discard", ""),
    ):
        page = at_desk.page
        page.goto(at_desk.base + at_desk.ours.url(step) + query)
        page.wait_for_load_state("networkidle")
        found = [one for one in Axe().run(page).response["violations"] if one["impact"] in SERIOUS]
        assert not found, json.dumps([(one["id"], one["nodes"][0]["html"]) for one in found])
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_whole_walk_without_scripts(chromium, live_server):
    without = desk(chromium, live_server, java_script_enabled=False)
    page = without.open("every")
    page.get_by_label("What should we call you?").fill("Ada")
    expect(page.get_by_text("Asked when ‘Do you live alone?’ is No.")).to_be_visible()
    page.get_by_role("button", name="Add helper").click()
    page.get_by_label("Name", exact=True).fill("Bo")
    page.get_by_role("button", name="Add helper").click()
    page.get_by_role("button", name="Remove Helper 2").click()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Back", exact=True).last.click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Bo")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    page.get_by_label("I, Sam").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    (record,) = without.ours.records()
    assert record.answers["every"] == {"name": "Ada", "people": [{"name": "Bo"}]}
    without.context.close()


COPM = {"title": "COPM", "x-aimwell": {"widget": "measure", "measure": "copm"}}
PAIN = {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}}
PROBLEM = {"id": "g1", "area": "Leisure", "description": "Gardening", "performance": 3, "satisfaction": 2}


@pytest.mark.parametrize("width", [320, 1280])
def test_a_review_with_measures_passes_axe_too(chromium, live_server, width):
    goals = section("Goals", copm=COPM, pain=PAIN)
    made = desk(chromium, live_server, document=form("review", goals=goals))
    ours = made.ours
    person, version = ours.draft.person, ours.draft.version
    make_record(
        version, person, ours.user, {"goals": {"copm": {"problems": [PROBLEM]}, "pain": {"value": 70}}}
    )
    ours.draft = make_draft(version, person, ours.user)
    page = made.open("goals")
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_text("Show the earlier ratings").click()
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in SERIOUS]
    assert not found, json.dumps([(one["id"], one["nodes"][0]["html"]) for one in found])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    made.context.close()


CONDITIONS = st.recursive(
    st.one_of(
        st.fixed_dictionaries(
            {
                "question": st.sampled_from(["./a", "./b"]),
                "operator": st.sampled_from(["answered", "not_answered"]),
            }
        ),
        st.fixed_dictionaries(
            {
                "question": st.sampled_from(["./a", "./b"]),
                "operator": st.sampled_from(["equals", "not_equals", "includes"]),
                "value": st.sampled_from([True, False, 0, 1, 2.5, "x", "1", ""]),
            }
        ),
        st.fixed_dictionaries(
            {
                "question": st.sampled_from(["./a", "./b"]),
                "operator": st.sampled_from(["less_than", "at_most", "at_least", "more_than"]),
                "value": st.sampled_from([0, 1, 2.5]),
            }
        ),
        st.fixed_dictionaries(
            {
                "question": st.just("./a"),
                "operator": st.just("one_of"),
                "value": st.lists(st.sampled_from([0, 1, "x", True]), min_size=1),
            }
        ),
    ),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=5,
)
ANSWERS = st.sampled_from([None, True, False, 0, 1, 2, 2.5, "x", "1", " ", [], ["x"], ["x", "1"]])
VERDICTS = """async ([module, cases]) => {
    const { holds } = await import(module);
    return cases.map(([condition, answers]) => holds(condition, (part) => answers[part.question.slice(2)]));
}"""


def test_the_browser_and_the_server_judge_conditions_alike(at_desk):
    page = at_desk.open("every")

    @settings(max_examples=20, deadline=None)
    @given(
        st.lists(
            st.tuples(CONDITIONS, st.fixed_dictionaries({"a": ANSWERS, "b": ANSWERS})),
            min_size=20,
            max_size=40,
        )
    )
    def alike(cases):
        module = f"{at_desk.base}/static/aimwell/wizard/conditions.js"
        assert page.evaluate(VERDICTS, [module, cases]) == [
            holds(parse(condition), {}, answers) for condition, answers in cases
        ]

    alike()
