"""Test cases of a form, replayed: what passes, what changed and why, what it costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from case_world import a_page, accepted_case, answers_of, changed_draft, url
from editor import make_editor, make_template_page, signed_in
from factories import TWO_SECTIONS

from aimwell.formschema import compile as compile_template
from aimwell.organisations.scope import acting_for
from aimwell.plugins import installed_plugins
from aimwell_cms.authoring.cases import replaying
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.replaying import replay, trial_of
from aimwell_cms.authoring.starters import bring_in, starters

pytestmark = pytest.mark.django_db


def test_a_case_passes_until_the_form_changes_and_says_what_did():
    ours, manager, page = a_page()
    case = accepted_case(page, manager)
    browser = signed_in(manager)
    assert "Passed" in browser.get(url("aimwell_cases", page)).text
    changed_draft(page, manager, who={"title": "Who is with you?"})
    assert "Passed" in browser.get(url("aimwell_cases", page)).text
    changed_draft(page, manager, value="Yes")
    told = browser.get(url("aimwell_cases", page)).text
    assert "1 of 1 case has changed" in told
    assert "‘Who is with you?’ is no longer asked" in told
    assert "What no case reaches" in told
    seen = browser.get(url("aimwell_case", page, case.pk)).context["seen"]
    stale = browser.post(url("aimwell_case_accept", page, case.pk), {"seen": "stale"}, follow=True)
    assert "Look again" in stale.text
    done = browser.post(url("aimwell_case_accept", page, case.pk), {"seen": seen}, follow=True)
    assert "Passed" in done.text
    with acting_for(ours):
        case.refresh_from_db()
        assert case.accepted_by == manager
        assert case.events.count() == 3


def test_what_is_not_ticked_is_shown_and_not_checked():
    _, manager, page = a_page()
    case = accepted_case(page, manager)
    browser = signed_in(manager)
    looked = browser.get(url("aimwell_case", page, case.pk))
    complete = next(one.name for one in looked.context["replay"].seen if one.what == "complete")
    ticked = {"seen": looked.context["seen"], "ticks": "1", "check": [complete]}
    browser.post(url("aimwell_case_accept", page, case.pk), ticked)
    changed_draft(page, manager, value="Yes")
    told = browser.get(url("aimwell_case", page, case.pk)).text
    assert "Passed" in told
    assert "Also otherwise now, but not checked" in told


def test_replaying_costs_the_same_few_queries_for_one_case_and_for_many(django_assert_max_num_queries):
    ours, manager, page = a_page()
    for _ in range(5):
        accepted_case(page, manager)
    browser = signed_in(manager)
    browser.get(url("aimwell_cases", page))
    with django_assert_max_num_queries(45) as many:
        browser.get(url("aimwell_cases", page))
    with acting_for(ours):
        Case.objects.filter(pk__in=list(Case.objects.values_list("pk", flat=True)[1:])).delete()
    with django_assert_max_num_queries(45) as one:
        browser.get(url("aimwell_cases", page))
    assert len(one) == len(many)


def test_a_failing_plugin_is_told_and_breaks_nothing():
    ours, manager = make_editor(plugins=("vas",))
    document = {
        **TWO_SECTIONS,
        "properties": {
            "pain": {
                "type": "object",
                "title": "Pain",
                "properties": {
                    "now": {"title": "Pain now", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}}
                },
            }
        },
    }
    page = make_template_page(ours, manager, document)
    case = accepted_case(page, manager, {"pain": {"now": {"value": 40}}})

    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    measures = {**installed_plugins().measures}
    measures["pain_vas"] = replace(measures["pain_vas"], score=broken)
    with acting_for(ours):
        trial = replace(trial_of(page), measures=measures)
        told = replay(trial, Case.objects.get(pk=case.pk)).changes
    (score,) = told
    assert score.endswith("was 40, now can’t be scored: the plugin “vas” failed (ZeroDivisionError)")


def test_the_bench_proposes_cases_that_take_the_other_ways():
    ours, manager, page = a_page()
    browser = signed_in(manager)
    proposed = browser.get(url("aimwell_cases", page)).context["proposals"]
    assert [each.covers for each in proposed] == ["‘Do you live alone?’ is No", "‘Do you live alone?’ is Yes"]
    accepted_case(page, manager)
    shown = browser.get(url("aimwell_cases", page))
    assert [each.covers for each in shown.context["proposals"]] == ["‘Do you live alone?’ is Yes"]
    made = browser.post(
        url("aimwell_case_add", page), {"proposal": "‘Do you live alone?’ is Yes"}, follow=True
    )
    assert "Proposed to cover: ‘Do you live alone?’ is Yes." in made.text
    assert "Not checked yet" in made.text
    with acting_for(ours):
        case = Case.objects.get(covers__gt="")
    assert answers_of(page, case)["about"]["lives_alone"] is True
    assert browser.get(url("aimwell_cases", page)).context["proposals"] == []


def test_the_same_change_is_accepted_in_every_case_that_has_it():
    _, manager, page = a_page()
    first, _ = accepted_case(page, manager), accepted_case(page, manager)
    alone = accepted_case(page, manager, {"about": {"matters": "Tea", "lives_alone": True}, "days": {}})
    changed_draft(page, manager, value="Yes")
    browser = signed_in(manager)
    shown = browser.get(url("aimwell_cases", page))
    assert "Accept it in all 2 cases that changed so" in shown.text
    seen = next(row["seen"] for row in shown.context["rows"] if row["replay"].case == first)
    browser.post(url("aimwell_case_accept", page, first.pk), {"seen": seen, "alike": "1"})
    rows = browser.get(url("aimwell_cases", page)).context["rows"]
    states = {row["replay"].case: row["replay"].state for row in rows}
    assert sorted(states.values()) == ["changed", "passed", "passed"]
    assert states[alone] == "changed"


def test_the_form_is_compiled_once_for_all_its_cases(monkeypatch):
    ours, manager, page = a_page()
    for _ in range(5):
        accepted_case(page, manager)
    compiled = []
    monkeypatch.setattr(replaying, "compile", lambda *given: compiled.append(1) or compile_template(*given))
    with acting_for(ours):
        assert {each.state for each in replaying.replays_of(page)} == {"passed"}
    assert len(compiled) == 1


def test_what_a_triage_rule_recommends_is_expected_too():
    ours, manager = make_editor(plugins=("intended_outcome",))
    page = bring_in(starters()["triage"].text, ours, manager)
    browser = signed_in(manager)
    (proposed, *_) = browser.get(url("aimwell_cases", page)).context["proposals"]
    browser.post(url("aimwell_case_add", page), {"proposal": proposed.covers})
    with acting_for(ours):
        case = Case.objects.get()
        seen = replay(trial_of(page), case).seen
        titles = [one.title for one in seen if one.what in ("decision", "level", "rules")]
        assert titles == ["The recommendation", "The level", "The reason"]
        (level,) = [one for one in seen if one.what == "level"]
        case.accept([replace(level, value=9, told="9")], by=manager)
        assert replay(trial_of(page), case).changes == [f"The level was 9, now {level.told}"]
