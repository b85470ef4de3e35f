"""A review knows the baseline: rows are listed again, earlier values stand beside, no rating is copied."""

from __future__ import annotations

import re

import pytest
from factories import make_draft, make_record, make_version
from wizard_forms import form, section
from wizard_world import world

from aimwell.organisations.scope import acting_for
from aimwell.records.models import Change

pytestmark = pytest.mark.django_db

COPM = {"title": "COPM", "x-aimwell": {"widget": "measure", "measure": "copm"}}
PAIN = {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}}
GARDEN = {"id": "g1", "area": "Leisure", "description": "Gardening", "importance": 9}
BASELINE = {
    "goals": {"copm": {"problems": [{**GARDEN, "performance": 3, "satisfaction": 2}]}, "pain": {"value": 70}}
}


@pytest.fixture
def ours():
    made = world(form(goals=section("Goals", copm=COPM, pain=PAIN)), plugins=("copm", "vas"))
    person = made.draft.person
    make_record(made.draft.version, person, made.user, BASELINE)
    review = make_version(
        made.organisation, made.user, form("review", goals=section("Goals", copm=COPM, pain=PAIN))
    )
    made.draft = make_draft(review, person, made.user)
    return made


def test_a_review_lists_the_problems_of_the_baseline_without_their_ratings(ours):
    assert ours.stored().answers == {"goals": {"copm": {"problems": [GARDEN]}}}
    page = ours.get("goals")
    assert 'value="Gardening"' in page
    assert "From the whole assessment of" in page
    assert "Show the earlier ratings" in page
    (rating,) = re.findall(r'<input[^>]*name="copm-problems-0-performance"[^>]*>', page)
    assert 'value=""' in rating


def test_the_baseline_stands_beside_the_measure(ours):
    page = ours.get("goals")
    assert "Baseline, " in page
    assert f"by {ours.user}" in page
    assert "Performance: 3" in page
    assert "Show the earlier answers" in page


def test_the_new_ratings_are_paired_with_the_old(ours):
    rows = {"copm-problems-row": ["0", "1"], "copm-problems-1-description": "Cooking"}
    for name, value in {**GARDEN, "performance": 6, "satisfaction": 5}.items():
        rows[f"copm-problems-0-{name}"] = value
    ours.post("goals", **rows)
    ours.post("check", "sign", statement="yes")
    with acting_for(ours.organisation):
        change = Change.objects.get(after__measure="copm")
    assert [one["change"] for one in change.values] == [3.0, 3.0]


def test_a_new_assessment_chooses_problems_anew(ours):
    again = make_version(ours.organisation, ours.user, form(goals=section("Goals", copm=COPM)))
    assert make_draft(again, ours.draft.person, ours.user).answers == {}
