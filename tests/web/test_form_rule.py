"""The tab “Rule” of a form: which rule decides, from which questions; and what the readiness check says."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from editor import make_editor, make_template_page, signed_in
from factories import make_member
from own_tables import FACTORS, a_triage_form, make_table, make_table_version

from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import Role
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.readiness import findings_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> tuple[Organisation, User]:
    return make_editor()


@pytest.fixture
def ours(made: tuple[Organisation, User]) -> Organisation:
    return made[0]


@pytest.fixture
def manager(made: tuple[Organisation, User]) -> User:
    return made[1]


@pytest.fixture
def browser(manager: User) -> Client:
    return signed_in(manager)


def without_rule() -> dict[str, Any]:
    form = a_triage_form()
    del form["x-aimwell"]["triage"]
    return form


def address(page: TemplatePage) -> str:
    return reverse("aimwell_form_rule", args=[page.pk])


def save(page: TemplatePage) -> str:
    return reverse("aimwell_form_rule_save", args=[page.pk])


def read(response: Any) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def draft_of(page: TemplatePage) -> TemplatePage:
    return TemplatePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def rule_finding(page: TemplatePage) -> tuple[str, str]:
    (found,) = [one for one in findings_of(draft_of(page)) if one.id == "rule"]
    return found.state, found.title


def test_a_form_is_given_a_table_of_its_own(browser: Client, ours: Organisation, manager: User) -> None:
    page = make_template_page(ours, manager, without_rule())
    assert "make a table under Rules" in read(browser.get(address(page)))
    make_table_version(make_table(ours, manager), manager)
    offered = read(browser.get(f"{address(page)}?rule=our_triage"))
    # A question of the same name is proposed.
    assert '<option value="factors/context" selected>Factors: Context</option>' in offered
    facts = {name: f"factors/{name}" for name in FACTORS}
    told = read(browser.post(save(page), {"rule": "our_triage", **facts}, follow=True))
    assert "decides on this form once you have published it" in told
    written = draft_of(page).written().template
    assert written == {**a_triage_form(), "$schema": written["$schema"]}
    assert rule_finding(page) == ("advice", rule_finding(page)[1])
    assert "never gets to know: Congruency, Timing of harm" in rule_finding(page)[1]
    browser.post(save(page), {"action": "none"})
    assert json.dumps(draft_of(page).written().template) == json.dumps(without_rule())


def test_a_question_that_can_give_something_else_is_refused(
    browser: Client, ours: Organisation, manager: User
) -> None:
    page = make_template_page(ours, manager, without_rule())
    make_table_version(make_table(ours, manager), manager)
    answer = browser.post(save(page), {"rule": "our_triage", "timing": "factors/context"})
    assert answer.status_code == 422
    assert "It must be a choice of: irreversible, none, reversible." in read(answer)


def test_a_form_whose_rule_is_not_in_force_is_not_published(ours: Organisation, manager: User) -> None:
    page = make_template_page(ours, manager, a_triage_form())
    state, title = rule_finding(page)
    assert state == "stop"
    assert "“our_triage” that decides on this form is not in force" in title


def test_an_approver_looks_and_changes_nothing(ours: Organisation, manager: User) -> None:
    page = make_template_page(ours, manager, a_triage_form())
    approver = signed_in(make_member(ours, Role.APPROVER))
    assert "not in force" in read(approver.get(address(page)))
    assert approver.post(save(page), {"action": "none"}).status_code != 200
    assert draft_of(page).written().outline.triage is not None
