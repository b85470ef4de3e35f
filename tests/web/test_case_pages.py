"""Test cases of a form: filled in through the form itself, replayed, accepted; they stop publishing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from editor import form_data, make_editor, make_template_page, signed_in
from factories import TWO_SECTIONS, make_member

from aimwell.formschema import compile as compile_template
from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.plugins import installed_plugins
from aimwell.records.models import Draft, Record
from aimwell_cms.authoring.cases import replaying
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.replaying import replay, trial_of
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.readiness import findings_of
from aimwell_cms.authoring.starters import bring_in, starters

pytestmark = pytest.mark.django_db

TOGETHER = {"about": {"matters": "My garden", "lives_alone": False, "who": "My son"}, "days": {"falls": 1}}


def a_page(**options: Any) -> tuple[Organisation, User, TemplatePage]:
    ours, manager = make_editor(**options)
    return ours, manager, make_template_page(ours, manager)


def accepted_case(page: TemplatePage, by: User, answers: dict[str, Any] = TOGETHER) -> Case:
    """Somebody who lives with her son, accepted as the form stands."""
    with acting_for(page.organisation):
        trial = trial_of(page)
        case = Case.objects.create(
            organisation=page.organisation,
            page=page,
            name="Mrs A, with her son",
            answers=trial.places.kept(answers),
            titles={trial.places.spot(one.pointer): one.title for one in trial.outline.all_questions()},
            made_by=by,
        )
        case.accept(replay(trial, case).seen, by=by)
        return case


def answers_of(page: TemplatePage, case: Case) -> Any:
    with acting_for(page.organisation):
        return trial_of(page).places.answers(Case.objects.get(pk=case.pk).answers)


def changed_draft(page: TemplatePage, by: User, *, who: dict[str, Any] | None = None, **row: Any) -> None:
    """Save the draft with “Who lives with you?” otherwise: its block, or the row of its condition."""
    draft = TemplatePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    stream = draft.body.get_prep_value()
    value = stream[0]["value"]["questions"][2]["value"]
    value.update(who or {})
    value["when"]["rows"][0]["value"].update(row)
    draft.body = stream
    draft.save_revision(user=by)


def url(name: str, page: TemplatePage, *args: Any) -> str:
    return reverse(name, args=[page.pk, *args])


def test_a_case_is_filled_in_section_after_section_without_a_person():
    ours, manager, page = a_page()
    browser = signed_in(manager)
    assert "There is no test case yet" in browser.get(url("aimwell_cases", page)).text
    first = browser.post(url("aimwell_case_add", page), {"name": "Mrs A"}, follow=True)
    assert "What matters to you?" in first.text
    step = first.request["PATH_INFO"]
    second = browser.post(
        step, {"action": "next", "matters": "My garden", "lives_alone": "false", "who": "My son"}, follow=True
    )
    assert "Falls in the last month" in second.text
    done = browser.post(second.request["PATH_INFO"], {"action": "next", "falls": "1"}, follow=True)
    assert "Not checked yet" in done.text
    with acting_for(ours):
        case = Case.objects.get()
        assert not Draft.objects.exists()
        assert not Record.objects.exists()
    assert answers_of(page, case) == TOGETHER


def test_what_was_typed_is_kept_when_it_is_wrong():
    ours, manager, page = a_page()
    browser = signed_in(manager)
    step = browser.post(url("aimwell_case_add", page), {"name": "Mrs A"}).url
    section = trial_of(page).places.sections
    days = next(block for block, key in section.items() if key == "days")
    with acting_for(ours):
        case = Case.objects.get()
    refused = browser.post(step, {"action": "next", "lives_alone": "true"})
    assert "Enter an answer to ‘What matters to you?’" in refused.text
    address = url("aimwell_case_answers", page, case.pk, days)
    refused = browser.post(address, {"action": "next", "falls": "3o"})
    assert "must be a number" in refused.text
    assert 'value="3o"' in refused.text
    assert 'value="3o"' in browser.get(address).text
    assert answers_of(page, case)["about"] == {"lives_alone": True}
    told = browser.get(url("aimwell_case", page, case.pk)).text
    assert "must be a number" in told


def test_a_section_without_scripts_gets_and_loses_rows():
    ours, manager = make_editor()
    document = {
        **TWO_SECTIONS,
        "properties": {
            "week": {
                "type": "object",
                "title": "Your week",
                "properties": {
                    "visits": {
                        "type": "array",
                        "title": "Visits",
                        "items": {"type": "object", "properties": {"by": {"type": "string", "title": "By"}}},
                    }
                },
            }
        },
    }
    page = make_template_page(ours, manager, document)
    browser = signed_in(manager)
    step = browser.post(url("aimwell_case_add", page), {"name": "Mrs A"}).url
    more = browser.post(
        step, {"action": "add:visits", "visits-row": ["0"], "visits-0-by": "My son"}, follow=True
    )
    assert "visits-1-by" in more.text
    posted = {"visits-row": ["0", "1"], "visits-0-by": "My son", "visits-1-by": "A nurse"}
    browser.post(step, {"action": "remove:visits:0", **posted})
    with acting_for(ours):
        case = Case.objects.get()
    assert answers_of(page, case) == {"week": {"visits": [{"by": "A nurse"}]}}


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


def test_a_case_is_renamed_copied_deleted_and_brought_back():
    ours, manager, page = a_page()
    case = accepted_case(page, manager)
    browser = signed_in(manager)
    browser.post(url("aimwell_case_rename", page, case.pk), {"name": "Mr B", "day": "2026-11-26"})
    refused = browser.post(url("aimwell_case_rename", page, case.pk), {"name": ""})
    assert refused.status_code == 422
    browser.post(url("aimwell_case_copy", page, case.pk))
    gone = browser.post(url("aimwell_case_delete", page, case.pk), follow=True)
    assert "“Mr B” is deleted." in gone.text
    with acting_for(ours):
        (twin,) = Case.objects.filter(deleted_at=None)
        assert (twin.name, twin.expected) == ("Copy of Mr B", None)
    assert browser.get(url("aimwell_case", page, case.pk)).status_code == 404
    back = browser.post(url("aimwell_case_restore", page, case.pk), follow=True)
    assert "“Mr B” is back." in back.text


def test_a_form_with_problems_keeps_its_cases_and_says_that_they_cannot_be_tried():
    _, manager, page = a_page()
    case = accepted_case(page, manager)
    changed_draft(page, manager, question="nowhere/at_all")
    browser = signed_in(manager)
    assert "can’t be tried" in browser.get(url("aimwell_cases", page)).text
    assert "can’t be tried" in browser.get(url("aimwell_case", page, case.pk)).text
    step = page.body.get_prep_value()[0]["id"]
    assert browser.get(url("aimwell_case_answers", page, case.pk, step)).status_code == 302


def test_an_approver_may_look_and_change_nothing():
    ours, manager, page = a_page()
    case = accepted_case(page, manager)
    browser = signed_in(make_member(ours, Role.APPROVER))
    assert "Passed" in browser.get(url("aimwell_cases", page)).text
    looked = browser.get(url("aimwell_case", page, case.pk))
    assert "Delete this case" not in looked.text
    posted = {"seen": looked.context["seen"]}
    for name in ("accept", "rename", "copy", "delete"):
        browser.post(url(f"aimwell_case_{name}", page, case.pk), posted)
    with acting_for(ours):
        (same,) = Case.objects.all()
        assert (same.name, same.deleted_at, same.accepted_by) == (case.name, None, manager)


def test_another_organisations_cases_are_not_there():
    _, manager, page = a_page()
    case = accepted_case(page, manager)
    theirs, stranger, their_page = a_page(slug="theirs")
    browser: Client = signed_in(stranger)
    for address in (url("aimwell_cases", page), url("aimwell_case", page, case.pk)):
        assert browser.get(address).status_code in (302, 404)
    # Under the address of a page of one's own it isn't found either.
    assert browser.get(url("aimwell_case", their_page, case.pk)).status_code == 404
    with acting_for(theirs), connection.cursor() as cursor:
        assert not Case.objects.exists()
        for table in ("authoring_case", "authoring_caseevent"):
            cursor.execute(f'select count(*) from "{table}"')
            assert cursor.fetchone() == (0,)


def test_deleting_a_page_deletes_its_cases():
    ours, manager, page = a_page()
    accepted_case(page, manager)
    signed_in(manager).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not TemplatePage.objects.exists()
    with acting_for(ours):
        assert not Case.objects.exists()


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


def edit_url(page: TemplatePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def a_changed_case(page: TemplatePage, manager: User) -> TemplatePage:
    """The draft of a page, one of whose cases has changed."""
    accepted_case(page, manager)
    changed_draft(page, manager, value="Yes")
    return TemplatePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_change_that_nobody_accepted_stops_publishing_and_the_editor_says_so():
    ours, manager, page = a_page()
    draft = a_changed_case(page, manager)
    browser = signed_in(manager)
    (stop,) = browser.get(url("aimwell_problems", page)).json()["stops"]
    assert stop["title"] == "1 of 1 test case has changed."
    assert "“Mrs A, with her son”: ‘Who lives with you?’ is no longer asked." in stop["detail"]
    assert stop["url"] == url("aimwell_cases", page)
    refused = browser.post(edit_url(page), form_data(draft, **{"action-publish": "1"}))
    assert "1 of 1 test case has changed." in refused.text
    with acting_for(ours):
        assert not TemplateVersion.objects.exists()
        case = Case.objects.get()
    seen = browser.get(url("aimwell_case", page, case.pk)).context["seen"]
    browser.post(url("aimwell_case_accept", page, case.pk), {"seen": seen})
    assert browser.get(url("aimwell_problems", page)).json()["stops"] == []
    assert browser.post(edit_url(page), form_data(draft, **{"action-publish": "1"})).status_code == 302
    with acting_for(ours):
        assert TemplateVersion.objects.count() == 1


def test_a_case_that_changes_before_the_scheduled_time_keeps_the_form_a_draft():
    ours, manager, page = a_page()
    go_live = timezone.now() + timedelta(days=1)
    data = form_data(page, go_live_at=go_live.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    assert signed_in(manager).post(edit_url(page), data).status_code == 302
    case = accepted_case(page, manager)
    with acting_for(ours):
        case.expected = [{**one, "value": not one["value"]} for one in case.expected]
        case.save()
    with time_machine.travel(go_live + timedelta(minutes=2)):
        call_command("publish_scheduled")
    with acting_for(ours):
        assert not TemplateVersion.objects.exists()


def test_a_case_that_was_never_accepted_is_advice():
    ours, manager, page = a_page()
    case = accepted_case(page, manager)

    def found() -> list[tuple[str, str]]:
        return [(one.state, one.title) for one in findings_of(page) if one.id == "cases"]

    assert found() == [("ok", "The test case passes.")]
    with acting_for(ours):
        Case.objects.filter(pk=case.pk).update(expected=None)
    assert found() == [("advice", "1 test case was never checked.")]


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


def test_a_copied_form_has_its_cases_too():
    _, manager, page = a_page()
    accepted_case(page, manager)
    copied = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}
    signed_in(manager).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copied)
    twin = TemplatePage.objects.exclude(pk=page.pk).get().get_latest_revision_as_object()
    assert [(each.case.name, each.state) for each in replaying.replays_of(twin)] == [
        ("Mrs A, with her son", "passed")
    ]
