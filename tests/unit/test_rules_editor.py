"""The page of a decision table: whatever a table holds goes through its fields; what is approved is safe."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruletables_strategies import documents, facts_for

from aimwell.organisations.table_making import reasons_against
from aimwell.plugins import installed_plugins, offered_tables
from aimwell.ruletables import Table, decide, document_of, read_table, table_of
from aimwell_cms.authoring.ruletables.actions import act, empty
from aimwell_cms.authoring.ruletables.differences import changes, rules_in_words
from aimwell_cms.authoring.ruletables.fields import document_of as typed
from aimwell_cms.authoring.ruletables.fields import posted_of
from aimwell_cms.authoring.ruletables.forms import TableForms
from aimwell_cms.authoring.ruletables.rows import text_of
from aimwell_cms.authoring.ruletables.words import problems_of

DEFAULTS = [rule.table for rule in offered_tables(installed_plugins())]
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def through_the_page(document: dict[str, Any]) -> dict[str, Any]:
    return typed(document, posted_of(document))


def said_once(table: Table) -> Table:
    """The table, with each test of a cell written once."""
    rules = [
        replace(
            rule,
            when={
                name: replace(condition, tests=tuple(dict.fromkeys(condition.tests)))
                for name, condition in rule.when.items()
            },
        )
        for rule in table.rules
    ]
    return replace(table, rules=tuple(rules))


def rendered(document: dict[str, Any]) -> set[str]:
    """The names of the fields of each rule that the page has."""
    return {field.html_name for form in TableForms(document).rules for field in form}


@pytest.mark.parametrize("text", DEFAULTS)
def test_a_default_goes_through_the_page_unchanged(text: str) -> None:
    document = json.loads(text)
    assert through_the_page(document) == document
    assert problems_of(document) == []
    posted = {name for name in posted_of(document) if re.match("rules-[0-9]", name)}
    assert posted <= rendered(document)


@given(documents())
@few
def test_any_table_goes_through_the_page_and_says_the_same(document: dict[str, Any]) -> None:
    table = table_of(document)
    assert table_of(through_the_page(document_of(table))) == said_once(table)
    assert TableForms(document).rules.total_form_count() == len(document["rules"])


@given(documents(), documents())
@few
def test_the_difference_of_any_two_is_told_and_none_where_there_is_none(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    older, newer = table_of(before), table_of(after)
    assert changes(older, older) == []
    assert all(change.told for change in changes(older, newer))
    assert len(rules_in_words(older)) == len(older.rules)


@given(documents(), st.data())
@few
def test_what_can_be_approved_is_safe(document: dict[str, Any], data: Any) -> None:
    """The invariants of safety, for any table that passes the gate of an approval."""
    text = text_of(through_the_page(document))
    if reasons_against("made_up", text):
        return
    table = read_table(text)
    facts = data.draw(facts_for(table))
    found = decide(table, facts)
    role = table.decision[found.decision].role
    assert found.rules
    if any(value is None for value in facts.values()):
        assert role != "not_necessary"


@given(st.lists(st.sampled_from(["add-rule", "add-yes-no", "add-derived", "add-decision", "rules-below:0"])))
@few
def test_whatever_is_added_a_draft_can_be_shown(actions: list[str]) -> None:
    document = empty("made_up", "Made up")
    for action in [*actions, "inputs-remove:0", "decisions-remove:0", "rules-up:1"]:
        document = through_the_page(act(document, action)[0])
        TableForms(document, problems_of(document))
        assert through_the_page(document) == document
