"""From text to table and back; and every fault told with its place and remedy."""

import json
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruletables_strategies import documents
from ruletables_worked import document_with

from aimwell.ruletables import TableRefused, document_problems, read_table, table_of, written

quick = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
GOOD = document_with(
    rules=[("R1", {"impact": [3]}, "urgent"), ("R2", {"timing": {"not": ["none"]}}, "routine")],
    otherwise="more_information",
)


@quick
@given(documents())
def test_a_table_comes_back_as_it_was(document):
    assert document_problems(document) == []
    table = table_of(document)
    assert read_table(written(table)) == table
    assert written(read_table(written(table))) == written(table)


def changed(path, value):
    document = deepcopy(GOOD)
    *steps, last = path
    inner = document
    for step in steps:
        inner = inner[step]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (["format"], "2", ""),
        (["name"], "A b", "/name"),
        (["label"], ..., "/label"),
        (["policy"], "R", "/policy"),
        (["purpose"], "payment", "/purpose"),
        (["colour"], "red", "/colour"),
        (["inputs"], [], "/inputs"),
        (["inputs", 0, "maximum"], 0, "/inputs/0/maximum"),
        (["inputs", 0, "maximum"], 5000, "/inputs/0/maximum"),
        (["inputs", 1, "options", 0, "value"], "unknown", "/inputs/1/options/0/value"),
        (["inputs", 1, "options", 0, "value"], "reversible", "/inputs/1/options/1/value"),
        (["inputs", 1, "options"], ..., "/inputs/1/options"),
        (["inputs", 2, "name"], "impact", "/inputs/2/name"),
        (["derived", 0, "name"], "alone", "/derived/0/name"),
        (["derived", 0, "of", 0], "nothing", "/derived/0/of/0"),
        (["derived", 0, "of", 0], "timing", "/derived/0/of/0"),
        (["decisions", 1, "code"], "urgent", "/decisions/1/code"),
        (["decisions", 1, "role"], ..., "/decisions/1/role"),
        (["decisions", 0, "role"], "routine", "/decisions/0/role"),
        (["decisions", 2, "level"], 3, "/rules/1/then/level"),
        (["rules", 0, "id"], "R2", "/rules/1/id"),
        (["rules", 0, "id"], "aimwell-gap", "/rules/0/id"),
        (["rules", 0, "when", "shoe"], [1], "/rules/0/when/shoe"),
        (["rules", 0, "when", "impact"], [9], "/rules/0/when/impact"),
        (["rules", 0, "when", "impact"], [True], "/rules/0/when/impact"),
        (["rules", 0, "when", "impact"], [{"from": 3, "to": 1}], "/rules/0/when/impact"),
        (["rules", 0, "when", "impact"], [], "/rules/0/when/impact"),
        (["rules", 0, "when", "impact"], "3", "/rules/0/when/impact"),
        (["rules", 0, "when", "timing"], [{"from": 1}], "/rules/0/when/timing"),
        (["rules", 0, "then", "decision"], "later", "/rules/0/then/decision"),
        (["rules", 0, "reason"], "", "/rules/0/reason"),
        (["rules", 0, "reason"], "  ", "/rules/0/reason"),
        (["rules", 0, "reason"], "Because of {shoe}.", "/rules/0/reason"),
        (["otherwise", "id"], "R1", "/otherwise/id"),
        (["otherwise", "then", "decision"], "later", "/otherwise/then/decision"),
        (["cases"], [{"name": "A", "facts": {"impact": 9}, "decision": "urgent"}], "/cases/0/facts/impact"),
        (["cases"], [{"name": "A", "facts": {"shoe": 9}, "decision": "urgent"}], "/cases/0/facts/shoe"),
        (["cases"], [{"name": "A", "facts": {}, "decision": "later"}], "/cases/0/decision"),
    ],
)
def test_a_fault_is_told_with_its_place_and_remedy(path, value, place):
    document = changed(path, value)
    if path[:2] == ["decisions", 2]:
        document["rules"][1]["then"]["decision"] = "not_necessary"
    with pytest.raises(TableRefused) as refused:
        read_table(json.dumps(document))
    assert place in [problem.place for problem in refused.value.problems]
    assert all(problem.message and problem.remedy for problem in refused.value.problems)


def test_a_table_needs_one_decision_that_asks_for_more():
    problems = document_problems(changed(["decisions", 3, "role"], "routine"))
    assert "decision-asking" in [problem.id for problem in problems]


def test_a_table_that_is_not_for_triage_needs_no_other_role():
    document = changed(["purpose"], "priority")
    document["decisions"] = [{"code": "high", "label": "High"}, GOOD["decisions"][3]]
    document["rules"] = []
    assert document_problems(document) == []


def test_a_table_that_adds_up_needs_numbers():
    problems = document_problems(changed(["policy"], "C+"))
    assert [problem.place for problem in problems] == ["/rules/0/then/number", "/rules/1/then/number"]


def test_a_whole_number_may_be_written_with_a_point():
    document = changed(["rules", 0, "when", "impact"], [3.0])
    document["inputs"][0] = {**document["inputs"][0], "maximum": 3.0}
    assert read_table(json.dumps(document)) == table_of(GOOD)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "NaN", "[" * 50_000, '{"format": 1, "format": 2}', b"\xff"]
)
def test_what_is_no_table_is_refused(text):
    with pytest.raises(TableRefused):
        read_table(text)


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(-9, 9)
    | st.sampled_from(["", "impact", "R1", "U"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "then", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@quick
@given(st.sampled_from(sorted(GOOD)), JUNK)
def test_a_broken_part_is_told_and_never_a_traceback(part, junk):
    document = {**GOOD, part: junk}
    problems = document_problems(document)
    assert problems or read_table(json.dumps(document))
