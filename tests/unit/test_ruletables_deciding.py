"""Hit policies, guards and reasons, by worked examples."""

import pytest
from ruletables_worked import DECISIONS, document_with, table_with

from aimwell.ruletables import decide, read_table, rule_of, table_of, written

KNOWN = {"impact": 2, "timing": "none", "alone": False}


def said(table, facts):
    """The decision and the ids of the rules that it names."""
    recommended = decide(table, facts)
    return recommended.decision, [matched.id for matched in recommended.rules]


TWO = [("R1", {"impact": [2]}, "routine"), ("R2", {"timing": ["none"]}, "urgent")]


@pytest.mark.parametrize(
    ("policy", "decision", "ids"),
    [
        ("U", "more_information", ["aimwell-overlap", "R1", "R2"]),
        ("A", "more_information", ["aimwell-contradiction", "R1", "R2"]),
        ("P", "urgent", ["R2", "R1"]),
        ("F", "routine", ["R1"]),
        ("C", "urgent", ["R2", "R1"]),
    ],
)
def test_a_hit_policy_says_what_two_rules_come_to(policy, decision, ids):
    assert said(table_with(policy=policy, rules=TWO), KNOWN) == (decision, ids)


@pytest.mark.parametrize("policy", ["U", "A", "P", "F", "C"])
def test_one_rule_is_the_same_under_every_policy(policy):
    table = table_with(policy=policy, rules=[("R1", {"impact": [2]}, "routine")])
    assert said(table, KNOWN) == ("routine", ["R1"])


def test_rules_that_agree_may_all_fit():
    rules = [("R1", {"impact": [2]}, "routine"), ("R2", {"timing": ["none"]}, "routine")]
    assert said(table_with(policy="A", rules=rules), KNOWN) == ("routine", ["R1", "R2"])


def test_a_fault_of_the_table_does_not_delay_an_urgent():
    rules = [("R1", {"impact": [2]}, "urgent"), ("R2", {"timing": ["none"]}, "urgent")]
    assert said(table_with(rules=rules), KNOWN) == ("urgent", ["aimwell-overlap", "R1", "R2"])


@pytest.mark.parametrize(("policy", "number"), [("C+", 5), ("C#", 2), ("C<", 1), ("C>", 4), ("C", None)])
def test_numbers_are_collected(policy, number):
    rules = [
        ("R1", {"impact": [2]}, {"decision": "routine", "number": 4}),
        ("R2", {"timing": ["none"]}, {"decision": "routine", "number": 1}),
        ("R3", {"alone": [True]}, {"decision": "routine", "number": 99}),
    ]
    assert decide(table_with(policy=policy, rules=rules), KNOWN).number == number


def test_no_rule_and_nothing_otherwise_asks_for_more():
    assert said(table_with(rules=[]), KNOWN) == ("more_information", ["aimwell-gap"])
    assert said(table_with(rules=[], otherwise="routine"), KNOWN) == ("routine", ["otherwise"])


def test_not_necessary_waits_until_everything_is_known():
    table = table_with(rules=[("R1", {"impact": [0]}, "not_necessary")])
    assert said(table, {**KNOWN, "impact": 0}) == ("not_necessary", ["R1"])
    recommended = decide(table, {"impact": 0, "timing": "none"})
    assert [matched.id for matched in recommended.rules] == ["aimwell-unknown", "R1"]
    assert recommended.decision == "more_information"
    assert recommended.rules[0].reason.startswith("Not known yet: Alone.")


def test_the_guard_goes_by_the_role_whatever_the_decision_is_called():
    document = document_with(rules=[("R1", {"impact": [0]}, "advice")])
    document["decisions"] = [*DECISIONS[:2], {**DECISIONS[2], "code": "advice"}, DECISIONS[3]]
    assert said(table_of(document), {"impact": 0})[0] == "more_information"


def test_what_is_unknown_does_not_delay_what_is_urgent_either_way():
    rules = [
        ("R1", {"timing": [None]}, "more_information"),
        ("R2", {"impact": [3], "timing": ["irreversible"]}, "urgent"),
        ("R3", {"impact": [3], "timing": ["none", "reversible"]}, "urgent"),
    ]
    table = table_with(rules=rules)
    decision, ids = said(table, {"impact": 3, "alone": True})
    assert (decision, ids) == ("urgent", ["aimwell-urgent", "R1"])
    assert "it is urgent (by R2 and R3)" in decide(table, {"impact": 3, "alone": True}).rules[0].reason
    assert decide(table, {"impact": 3}).level == 3
    assert said(table, {"impact": 2})[0] == "more_information"


def test_a_reason_says_what_is_known():
    document = document_with(rules=[("R1", {"impact": [2]}, "routine")])
    document["rules"][0]["reason"] = "{impact}; {timing}; {alone}; {highest}."
    reason = decide(table_of(document), {"impact": 2, "timing": "none"}).rules[0].reason
    assert reason == "Impact: 2; Timing: No harm; Alone is not known; Impact is at 2."


@pytest.mark.parametrize("fact", [7, "2", True, [2], None, float("nan"), float("inf")])
def test_what_is_no_value_of_an_input_is_not_known(fact):
    table = table_with(rules=[("R1", {"impact": [None]}, "routine")])
    assert said(table, {"impact": fact})[0] == "routine"


def test_a_table_is_a_triage_rule_in_every_way():
    rule = rule_of(table_with(rules=TWO, policy="F"), "7")
    assert (rule.name, rule.version, rule.purpose) == ("worked", "7", "triage")
    assert list(rule.decisions) == ["urgent", "routine", "not_necessary", "more_information"]
    assert rule.role_of("urgent") == "urgent"
    assert rule.facts["properties"]["timing"]["x-aimwell"]["labels"]["none"] == "No harm"
    assert rule.facts["properties"]["alone"]["type"] == ["boolean", "null"]
    assert written(read_table(rule.table)) == rule.table
    assert rule.decide(KNOWN, {}).decision == "routine"
