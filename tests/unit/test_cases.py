"""Test cases of a form: answers that follow their questions, what a form does with them, what has changed."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from typing import Any

import hypothesis
from factories import TWO_SECTIONS
from formschema_answering import answers_to
from formschema_strategies import templates
from hypothesis import strategies as st

from aimwell.formschema import compile
from aimwell.formschema.prepared import prepared
from aimwell.organisations.offers import Choices
from aimwell.plugins import installed_plugins
from aimwell_cms.authoring.cases.expectations import COMPLETE, UNFIT, Expected, Seen, accepted, differences
from aimwell_cms.authoring.cases.observing import Given, Trial, observe
from aimwell_cms.authoring.cases.places import Places
from aimwell_cms.authoring.convert.placing import Form, every
from aimwell_cms.authoring.convert.reading import read_template
from aimwell_cms.authoring.convert.writing import write

ALONE = {"about": {"matters": "My garden", "lives_alone": True}, "days": {"falls": 1}}
TOGETHER = {"about": {"matters": "My garden", "lives_alone": False, "who": "My son"}, "days": {"falls": 1}}

WITH_ROWS: dict[str, Any] = {
    "title": "Week",
    "type": "object",
    "x-aimwell": {"kind": "assessment", "language": "en-GB"},
    "properties": {
        "week": {
            "type": "object",
            "title": "Your week",
            "properties": {
                "visits": {
                    "type": "array",
                    "title": "Visits",
                    "items": {
                        "type": "object",
                        "properties": {
                            "kind": {
                                "type": "string",
                                "title": "Of what kind?",
                                "enum": ["care", "other"],
                                "x-aimwell": {
                                    "widget": "one-of",
                                    "labels": {"care": "Care", "other": "Something else"},
                                },
                            },
                            "which": {
                                "type": "string",
                                "title": "Which kind?",
                                "x-aimwell": {
                                    "when": {"question": "./kind", "operator": "equals", "value": "other"}
                                },
                            },
                        },
                    },
                },
                "pain": {
                    "title": "Pain now",
                    "x-aimwell": {
                        "widget": "measure",
                        "measure": "pain_vas",
                    },
                },
            },
        }
    },
}
A_WEEK = {
    "week": {"visits": [{"kind": "care"}, {"kind": "other", "which": "A friend"}], "pain": {"value": 40}}
}


def tried(form: Form) -> Trial:
    written = write(form)
    measures = installed_plugins().measures
    schema = compile(written.template, measures)
    return Trial(
        schema=schema,
        outline=prepared(schema).outline,
        places=Places.of(form.sections, written.keys),
        measures=measures,
        rule=None,
        choices=Choices(plugins_on=frozenset()),
    )


def given(trial: Trial, answers: dict[str, Any]) -> Given:
    titles = {
        trial.places.spot(question.pointer): question.title for question in trial.outline.all_questions()
    }
    return Given(answers=trial.places.kept(answers), unread={}, titles=titles)


def block(form: Form, key: str) -> dict[str, Any]:
    return next(one for one in every(form.sections) if one["value"]["key"] == key)


def changed(form: Form, answers: dict[str, Any], change: Any) -> list[str]:
    """What a case says after a change of the form's blocks."""
    before = tried(form)
    case = given(before, answers)
    expected = accepted(observe(before, case))
    later = copy.deepcopy(form)
    change(later)
    return [one.words for one in differences(expected, observe(tried(later), case)) if one.checked]


def nothing(form: Form) -> None:
    """No change."""


def test_answers_are_kept_by_block_and_come_back_as_they_were():
    form = read_template(WITH_ROWS)
    places = tried(form).places
    kept = places.kept(A_WEEK)
    assert set(kept) == {block(form, "visits")["id"], block(form, "pain")["id"]}
    assert places.answers(kept) == A_WEEK


def test_what_is_kept_beside_the_answers_follows_its_question_too():
    form = read_template(TWO_SECTIONS)
    places = tried(form).places
    answers = {"about": {"matters": "x", "_not_asked": {"lives_alone": "She was tired"}}}
    assert places.answers(places.kept(answers)) == answers


def test_a_spot_leads_back_to_its_pointer_also_in_rows():
    places = tried(read_template(WITH_ROWS)).places
    for pointer in ("/week/visits/1/which", "/week/pain/value", "/week/visits", "/week/_not_asked/pain"):
        assert places.pointer(places.spot(pointer)) == pointer


def test_an_untouched_form_changes_nothing():
    assert changed(read_template(TWO_SECTIONS), TOGETHER, nothing) == []
    assert changed(read_template(WITH_ROWS), A_WEEK, nothing) == []


def test_renaming_and_moving_questions_changes_nothing():
    def rename(form: Form) -> None:
        block(form, "who")["value"].update(title="Who is with you?", key="company")
        questions = block(form, "about")["value"]["questions"]
        questions.append(questions.pop(0))

    assert changed(read_template(TWO_SECTIONS), TOGETHER, rename) == []


def test_a_condition_that_now_says_otherwise_is_told():
    def turn(form: Form) -> None:
        (row,) = block(form, "who")["value"]["when"]["rows"]
        row["value"]["value"] = "Yes"

    form = read_template(TWO_SECTIONS)
    assert changed(form, TOGETHER, turn) == ["‘Who lives with you?’ is no longer asked"]
    assert changed(form, ALONE, turn) == ["‘Who lives with you?’ is now asked"]


def test_a_question_that_is_gone_and_its_answer_are_told():
    def drop(form: Form) -> None:
        questions = block(form, "about")["value"]["questions"]
        questions[:] = [one for one in questions if one["value"]["key"] != "who"]

    assert changed(read_template(TWO_SECTIONS), TOGETHER, drop) == [
        "‘Who lives with you?’ is no longer in the form",
        "‘Who lives with you?’ is gone from the form, so the answer to it isn’t used",
    ]
    # Nobody asked Mrs A, so its going changes nothing for her.
    assert changed(read_template(TWO_SECTIONS), ALONE, drop) == []


def test_an_option_that_is_gone_is_told():
    def drop(form: Form) -> None:
        block(form, "kind")["value"]["options"] = "care = Care\nvisit = Visit"
        block(form, "which")["value"]["when"] = {"match": "all", "rows": [], "advanced": ""}

    told = changed(read_template(WITH_ROWS), A_WEEK, drop)
    assert told[0].startswith("It could be signed, and now it can’t: select one of the answers offered")
    assert "‘Visits 1: Which kind?’ is now asked" in told
    assert any(one.startswith("The answer to ‘Of what kind?’ doesn’t fit") for one in told)


def test_a_question_that_becomes_required_is_told_and_a_new_one_is_not():
    def require(form: Form) -> None:
        block(form, "lives_alone")["value"]["required"] = True

    answers = {"about": {"matters": "My garden"}, "days": {}}
    told = changed(read_template(TWO_SECTIONS), answers, require)
    assert told == [
        "It could be signed, and now it can’t: select an answer to ‘Do you live alone?’",
    ]

    def add(form: Form) -> None:
        new = copy.deepcopy(block(form, "matters"))
        new["id"], new["value"]["key"], new["value"]["required"] = "new", "new", False
        block(form, "about")["value"]["questions"].append(new)

    assert changed(read_template(TWO_SECTIONS), ALONE, add) == []


def test_a_score_that_moves_says_from_what_to_what_and_why():
    trial = tried(read_template(WITH_ROWS))
    case = given(trial, A_WEEK)
    seen = observe(trial, case)
    (score,) = [one for one in seen if one.what == "score"]
    assert score.told == "40"
    was = Seen(**{**vars(score), "value": 52.0, "told": "52", "because": {**score.because, "version": "0"}})
    (told,) = differences(accepted([was]), seen)
    assert told.words == (
        f"{score.title} was 52, now 40 (the measure is now version {score.because['version']}; it was 0)"
    )


def test_what_is_not_ticked_is_told_but_does_not_count():
    before = [
        Seen(what="level", value=3, title="The level", told="3"),
        Seen(what="decision", value="accept", title="The recommendation", told="Accept"),
    ]
    expected = accepted(before, names=[before[1].name])
    now = [
        Seen(what="level", value=1, title="The level", told="1"),
        Seen(what="decision", value="accept", title="The recommendation", told="Accept"),
    ]
    (told,) = differences(expected, now)
    assert (told.words, told.checked) == ("The level was 3, now 1", False)


def test_an_answer_that_fits_no_longer_counts_until_it_is_accepted():
    unfit = Seen(
        what=UNFIT, spot="x", value="enum", title="Which?", told="The answer to ‘Which?’ doesn’t fit"
    )
    whole = Seen(what=COMPLETE, value=False, title="The form", told="…")
    assert [one.checked for one in differences(accepted([whole], names=[]), [whole, unfit])] == [True]
    assert differences(accepted([whole, unfit], names=[]), [whole, unfit]) == []


def test_what_is_worked_out_is_expected_too_and_an_age_stays_with_its_day():
    document = copy.deepcopy(TWO_SECTIONS)
    notes = {"widget": "calculated", "calculate": {"op": "age"}, "unit": "years"}
    document["properties"]["days"]["properties"]["age"] = {
        "type": "integer",
        "title": "Age",
        "x-aimwell": notes,
    }
    trial = tried(read_template(document))
    case = replace(given(trial, ALONE), day=date(2026, 11, 26), born=date(1940, 3, 27))
    (age,) = [one for one in observe(trial, case) if one.what == "calculated"]
    assert (age.title, age.value, age.told) == ("‘Age’", 86, "86 years")
    later = replace(case, day=date(2027, 11, 26))
    told = differences(accepted(observe(trial, case)), observe(trial, later))
    assert [one.words for one in told] == ["‘Age’ was 86 years, now 87 years"]


@hypothesis.given(st.data())
@hypothesis.settings(
    max_examples=60, deadline=None, suppress_health_check=list(hypothesis.HealthCheck), database=None
)
def test_any_answers_are_kept_and_an_untouched_form_never_changes(data):
    template = data.draw(templates())
    answers = data.draw(answers_to(template))
    form = read_template(template)
    trial = tried(form)
    kept = trial.places.kept(answers)
    assert trial.places.kept(trial.places.answers(kept)) == kept
    case = Given(answers=kept, unread={}, titles={})
    kept_as_json = json.dumps([one.kept() for one in accepted(observe(trial, case))])
    expected = [Expected.read(one) for one in json.loads(kept_as_json)]
    assert differences(expected, observe(trial, case)) == []
