"""The wizard in Chromium: nothing that axe calls serious, nothing cut off."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from factories import make_draft, make_record
from wizard_desk import desk
from wizard_forms import form, section

pytestmark = pytest.mark.browser


SERIOUS = {"serious", "critical"}


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


COPM = {"title": "COPM", "x-aimwell": {"widget": "measure", "measure": "copm"}}


PAIN = {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}}


PROBLEM = {"id": "g1", "area": "Leisure", "description": "Gardening", "performance": 3, "satisfaction": 2}


@pytest.mark.parametrize("width", [320, 1280])
def test_a_review_with_measures_passes_axe_too(chromium, site, width):
    goals = section("Goals", copm=COPM, pain=PAIN)
    made = desk(chromium, site, document=form("review", goals=goals))
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
