"""The default tables for priority and eligibility: every combination, and nothing that their check finds."""

from collections import Counter
from itertools import product

import pytest

from aimwell.plugins import Plugins, offered_tables
from aimwell.ruletables import check, counts, decide, read_table
from aimwell_plugins.triage import eligibility, intended_outcome, priority

PLUGINS = Plugins.of(intended_outcome=intended_outcome, priority=priority, eligibility=eligibility)
RULES = offered_tables(PLUGINS)
TABLES = {rule.name: read_table(rule.table) for rule in RULES}
FACTORS = ("motivation", "likely_outcome", "stability", "other_help")


def test_they_are_offered_to_start_from():
    assert list(TABLES) == ["eligibility", "intended_outcome", "priority", "risk_and_need"]
    assert {rule.purpose for rule in RULES} == {"triage", "priority", "eligibility"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_nothing_is_wrong_with_them_and_they_need_local_sign_off(rule):
    checked = check(TABLES[rule.name])
    assert checked.is_complete
    assert checked.findings == ()
    assert rule.label.endswith("(a default: approve it locally)")


def test_the_counts_of_triage():
    assert counts(TABLES["intended_outcome"]) == {
        "T1": 976,
        "T2": 224,
        "T3": 114,
        "T4": 21,
        "T5": 7,
        "T6": 14,
        "T7": 2,
        "T8": 4,
        "T9": 638,
    }


def test_the_81_combinations_of_priority():
    found = Counter()
    for values in product(range(3), repeat=4):
        facts = dict(zip(FACTORS, values, strict=True))
        recommended = decide(TABLES["priority"], facts)
        found[recommended.decision] += 1
        if 0 in (facts["other_help"], facts["likely_outcome"]):
            assert (recommended.decision, recommended.intent, recommended.level) == ("low", "management", 2)
    assert found == {"high": 13, "medium": 18, "low": 50}


def test_priority_is_asked_for_while_a_factor_is_unknown():
    for values in product((0, 1, 2, None), repeat=4):
        if None in values:
            facts = dict(zip(FACTORS, values, strict=True))
            assert decide(TABLES["priority"], facts).decision == "more_information"


@pytest.mark.parametrize(
    ("risk", "need", "decision"),
    [
        ("high", "low", "first"),
        ("high", "high", "second"),
        ("low", "low", "third"),
        ("low", "high", "advice"),
        ("high", None, "more_information"),
    ],
)
def test_risk_and_need(risk, need, decision):
    facts = {"clinical_risk": risk, "clinical_need": need}
    assert decide(TABLES["risk_and_need"], facts).decision == decision


IN = {"within_remit": True, "risk": "high"}


@pytest.mark.parametrize(
    ("facts", "decision"),
    [
        ({}, "more_information"),
        ({"within_remit": False}, "outside_remit"),
        ({"within_remit": True}, "more_information"),
        ({"within_remit": True, "risk": "low"}, "low_risk"),
        (IN, "more_information"),
        ({**IN, "met_by_advice": True, "met_by_others": True}, "advice"),
        ({**IN, "met_by_advice": False, "met_by_others": True}, "others"),
        (
            {**IN, "met_by_advice": False, "met_by_others": False, "met_by_others_with_support": True},
            "others_with_support",
        ),
        (
            {**IN, "met_by_advice": False, "met_by_others": False, "met_by_others_with_support": False},
            "social_care",
        ),
    ],
)
def test_the_first_that_applies_meets_the_outcome(facts, decision):
    assert decide(TABLES["eligibility"], facts).decision == decision
