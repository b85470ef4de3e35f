"""What a manager types into a cell, and what stands there when she comes back."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruletables_strategies import tables
from ruletables_worked import table_with

from aimwell.ruletables import (
    CellRefused,
    cell_text,
    condition_json,
    condition_of,
    condition_words,
    read_cell,
)
from aimwell.ruletables.cells import LONGEST

COLUMNS = table_with(rules=[]).columns
quick = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("column", "typed", "json", "words"),
    [
        ("impact", "3", [3], "3"),
        ("impact", " 2 .. 3 ", [{"from": 2, "to": 3}], "2 to 3"),
        ("impact", "1 to 2", [{"from": 1, "to": 2}], "1 to 2"),
        ("impact", "(0..3]", [{"from": 1, "to": 3}], "1 to 3"),
        ("impact", "< 2", [{"to": 1}], "1 or less"),
        ("impact", "≥2", [{"from": 2}], "2 or more"),
        ("impact", "0, Unknown", [0, None], "0, or not known"),
        ("impact", "NOT (1..2)", {"not": [{"from": 1, "to": 2}]}, "known, and not: 1 to 2"),
        ("impact", "1, 1", [1], "1"),
        ("timing", "none, reversible", ["none", "reversible"], "No harm, or Can be undone"),
        ("timing", "no harm", ["none"], "No harm"),
        ("timing", "Lasting, whatever is done", ["irreversible"], "Lasting, whatever is done"),
        ("timing", "known", [{"known": True}], "known"),
        ("alone", "Yes", [True], "yes"),
        ("highest", "2..9", [{"from": 2, "to": 9}], "2 to 9"),
    ],
)
def test_a_cell_is_read(column, typed, json, words):
    condition = read_cell(typed, COLUMNS[column])
    assert condition_json(condition) == json
    assert condition_words(condition, COLUMNS[column]) == words


@pytest.mark.parametrize("typed", ["", "-", "–", " any "])
def test_an_empty_cell_takes_anything(typed):
    assert read_cell(typed, COLUMNS["impact"]) is None
    assert cell_text(None) == "-"


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        ("impact", "4", "can’t be 4"),
        ("impact", "high", "can’t be “high”"),
        ("impact", "3..1", "No number lies"),
        ("impact", "1,,2", "comma"),
        ("impact", "not()", "between the brackets"),
        ("impact", "1; import os", "can’t be"),
        ("impact", "9" * 400, "can’t be"),
        ("impact", "1," * LONGEST, "characters"),
        ("timing", "soon", "can’t be “soon”"),
        ("timing", "1..2", "can’t be"),
        ("alone", "true", "can’t be"),
    ],
)
def test_what_can_not_be_read_is_told_with_its_remedy(column, typed, said):
    with pytest.raises(CellRefused, match=said) as refused:
        read_cell(typed, COLUMNS[column])
    assert refused.value.remedy


@quick
@given(tables())
def test_a_cell_comes_back_as_it_was(table):
    for rule in table.rules:
        for name, condition in rule.when.items():
            again = read_cell(cell_text(condition), table.columns[name])
            assert set(again.tests) == set(condition.tests)
            assert again.negated == condition.negated
            assert condition_of(condition_json(condition)) == condition


@quick
@given(st.text(max_size=30), st.sampled_from(sorted(COLUMNS)))
def test_whatever_is_typed_is_read_or_refused(typed, column):
    with suppress(CellRefused):
        condition = read_cell(typed, COLUMNS[column])
        assert read_cell(cell_text(condition), COLUMNS[column]) == condition


def test_only_a_cell_that_asks_for_it_takes_what_is_not_known():
    taken = {
        typed: read_cell(typed, COLUMNS["impact"]).takes(None)
        for typed in ("1", "0..3", "known", "not(1)", "not(unknown)", "unknown", "1, unknown")
    }
    assert [typed for typed, takes in taken.items() if takes] == ["unknown", "1, unknown"]
    assert read_cell("not(unknown)", COLUMNS["impact"]).takes(0)
    assert not read_cell("not(1, unknown)", COLUMNS["impact"]).takes(1)
