"""Gaps, overlaps, contradictions, rules without effect and unsafe ones: all are found, with an example."""

from collections import Counter
from itertools import combinations, product
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from ruletables_strategies import tables
from ruletables_worked import document_with, random_table, table_with

from aimwell.ruletables import check, counts, decide, sweeping, table_of, walking
from aimwell.ruletables.deciding import mask_of
from aimwell.ruletables.masks import rules_in
from aimwell.ruletables.outcomes import outcome_of

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def all_facts(table):
    """Every combination, one by one: what the engine never does."""
    names = [asked.name for asked in table.inputs]
    for values in product(*((*asked.values, None) for asked in table.inputs)):
        yield dict(zip(names, values, strict=True))


def found(table, kind):
    return [finding for finding in check(table).findings if finding.id == kind]


@quick
@given(tables())
def test_gaps_are_all_combinations_that_no_rule_fits(table):
    open_to = sum(1 for facts in all_facts(table) if not mask_of(table, facts))
    gaps = found(table, "gap")
    assert sum(gap.count for gap in gaps) == (open_to if table.otherwise is None else 0)
    assert all(not mask_of(table, gap.facts) for gap in gaps)


@quick
@given(tables())
def test_pairs_that_fit_the_same_facts_are_all_told(table):
    expected = set()
    for facts in all_facts(table):
        for one, other in combinations(rules_in(mask_of(table, facts)), 2):
            differ = table.rules[one].then != table.rules[other].then
            alike = differ and table.rules[one].when == table.rules[other].when and table.policy[0] != "C"
            if alike or table.policy == "U" or (table.policy == "A" and differ):
                expected.add((table.rules[one].id, table.rules[other].id))
    told = [*found(table, "overlap"), *found(table, "contradiction")]
    assert {finding.rules for finding in told} == expected
    for finding in told:
        fitting = {table.rules[index].id for index in rules_in(mask_of(table, finding.facts))}
        assert set(finding.rules) <= fitting


@quick
@given(tables())
def test_rules_without_effect_are_all_told(table):
    fitting, leading = set(), set()
    for facts in all_facts(table):
        mask = mask_of(table, facts)
        fitting |= {table.rules[index].id for index in rules_in(mask)}
        leader = outcome_of(table, mask).rule
        leading |= set() if leader is None else {table.rules[leader].id}
    never = {finding.rules[0] for finding in found(table, "never-true")}
    assert never == {rule.id for rule in table.rules} - fitting
    if table.policy in ("F", "P"):
        told = {finding.rules[-1] for finding in check(table).findings if finding.rules}
        assert fitting - leading <= told
        assert {finding.rules[0] for finding in found(table, "shadowed")} <= fitting - leading


@quick
@given(tables())
def test_not_necessary_while_something_is_unknown_is_told_for_every_rule(table):
    if found(table, "overlap") or found(table, "contradiction"):
        return  # what such rules come to is a fault already
    unsafe = Counter()
    for facts in all_facts(table):
        outcome = outcome_of(table, mask_of(table, facts))
        if None in facts.values() and table.decision[outcome.then.decision].role == "not_necessary":
            unsafe["otherwise" if outcome.rule is None else table.rules[outcome.rule].id] += 1
    assert {finding.rules[0]: finding.count for finding in found(table, "unsafe")} == unsafe


@quick
@given(tables())
def test_counts_are_the_combinations_of_each_rule(table):
    if found(table, "overlap") or found(table, "contradiction"):
        return
    expected = Counter()
    for facts in all_facts(table):
        outcome = outcome_of(table, mask_of(table, facts))
        otherwise = "aimwell-gap" if table.otherwise is None else "otherwise"
        expected[otherwise if outcome.rule is None else table.rules[outcome.rule].id] += 1
    assert +Counter(counts(table)) == expected
    assert sum(expected.values()) == check(table).combinations


def test_an_example_is_in_words():
    table = table_with(rules=[("R1", {"timing": ["none"]}, "routine")])
    (gap,) = found(table, "gap")
    assert gap.stops
    assert gap.example == ("Impact: 0", "Timing: Can be undone", "Alone: yes")


@pytest.mark.parametrize(
    ("policy", "rules", "kind", "said"),
    [
        ("U", [("R1", {}, "urgent"), ("R2", {"impact": [3]}, "urgent")], "overlap", "R1 and R2"),
        ("U", [("R1", {"impact": [3]}, "urgent"), ("R2", {"impact": [3]}, "routine")], "contradiction", "R2"),
        (
            "A",
            [("R1", {}, "urgent"), ("R2", {"impact": [3]}, "routine")],
            "contradiction",
            "different things",
        ),
        ("F", [("R1", {}, "urgent"), ("R2", {"impact": [3]}, "routine")], "shadowed", "an earlier rule"),
        (
            "P",
            [("R1", {"impact": [3]}, "routine"), ("R2", {}, "urgent")],
            "shadowed",
            "before it in priority",
        ),
        ("U", [("R1", {"impact": [3], "highest": [0]}, "urgent")], "never-true", "R1 never fits"),
        ("U", [("R1", {"impact": [0]}, "not_necessary")], "unsafe", "“Not necessary” though"),
    ],
)
def test_each_kind_of_finding(policy, rules, kind, said):
    (finding,) = found(table_with(policy=policy, rules=rules), kind)
    assert said in finding.message
    assert finding.remedy


def test_a_case_that_is_not_as_expected_is_told():
    document = document_with(rules=[("R1", {"impact": [3]}, "urgent")])
    document["cases"] = [
        {"name": "Severe", "facts": {"impact": 3}, "decision": "urgent"},
        {"name": "Mild", "facts": {"impact": 1}, "decision": "routine"},
    ]
    (finding,) = found(table_of(document), "case")
    assert finding.place == "/cases/1"
    assert "expects “Routine”, and gets “Ask more”" in finding.message


@pytest.mark.parametrize("policy", ["U", "F", "P"])
def test_forty_rules_on_ten_inputs_are_checked_soon(policy):
    """282 million combinations: a second or so on a quiet machine; twenty at the very most on a busy one."""
    table = random_table(rules=40, cells=4, policy=policy)
    began = perf_counter()
    checked = check(table)
    assert perf_counter() - began < 20
    assert checked.is_complete
    assert checked.combinations == 7**10
    assert sum(counts(table).values()) == 7**10


def test_a_table_that_is_too_large_says_so_and_still_decides(monkeypatch):
    monkeypatch.setattr(sweeping, "LIMIT", 2000)
    monkeypatch.setattr(walking, "LIMIT", 0)
    table = random_table(rules=40, cells=4, policy="F")
    checked = check(table)
    assert not checked.is_complete
    assert [finding.id for finding in checked.findings if finding.stops] == ["too-large"]
    recommended = decide(table, {"i0": "v1"})
    assert (recommended.decision, recommended.rules[0].id) == ("more_information", "aimwell-too-large")
