"""The default triage table: all 2,000 combinations, and what must never happen."""

from collections import Counter
from itertools import product

import pytest

from aimwell.plugins import check_input
from aimwell_plugins.triage import intended_outcome

(RULE,) = intended_outcome.triage_rules()

IMPACTS = ("functional_ability", "daily_life_and_carer_impact", "context")
LEVELS = (0, 1, 2, 3, None)
CONGRUENCY = ("congruent", "anxiety_above_impact", "insight_below_impact", None)
TIMING = ("none", "reversible", "irreversible", None)
COMBINATIONS = [
    dict(zip((*IMPACTS, "congruency", "timing"), values, strict=True))
    for values in product(LEVELS, LEVELS, LEVELS, CONGRUENCY, TIMING)
]
KNOWN = {
    "functional_ability": 1,
    "daily_life_and_carer_impact": 0,
    "context": 1,
    "congruency": "congruent",
    "timing": "none",
}


def decide(facts):
    return RULE.decide(facts, {})


def test_every_combination_matches_exactly_one_rule():
    counts = Counter()
    for facts in COMBINATIONS:
        (matched,) = decide(facts).rules
        counts[matched.id] += 1
    assert counts == {
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


def expected(facts):
    """The default table as domain knowledge states it, written out once more without a table."""
    known = [facts[name] for name in IMPACTS if facts[name] is not None]
    highest = max(known, default=None)
    timing, congruency = facts["timing"], facts["congruency"]
    if highest == 3 or (highest in (1, 2) and timing == "irreversible"):
        return "urgent", 3
    if None in facts.values() or timing == "irreversible":
        return "more_information", None
    if highest == 2 or (highest == 1 and (timing == "reversible" or congruency == "insight_below_impact")):
        return "routine", 3
    return "not_necessary", 2 if highest == 1 or congruency == "anxiety_above_impact" else 1


def test_every_combination_is_decided_as_the_sources_have_it():
    for facts in COMBINATIONS:
        recommended = decide(facts)
        assert (recommended.decision, recommended.level) == expected(facts)


def test_nothing_is_called_not_necessary_while_a_fact_is_unknown():
    for facts in COMBINATIONS:
        if None in facts.values():
            assert decide(facts).decision != "not_necessary"


def test_what_is_unknown_never_delays_an_urgent():
    for facts in COMBINATIONS:
        highest = max((facts[name] for name in IMPACTS if facts[name] is not None), default=0)
        urgent = highest == 3 or (highest > 0 and facts["timing"] == "irreversible")
        assert (decide(facts).decision == "urgent") == urgent


def test_every_recommendation_has_a_reason_and_a_level_unless_more_must_be_asked():
    levels = {"urgent": {3}, "routine": {3}, "not_necessary": {1, 2}, "more_information": {None}}
    for facts in COMBINATIONS:
        recommended = decide(facts)
        assert recommended.rules[0].reason
        assert recommended.level in levels[recommended.decision]


@pytest.mark.parametrize(
    ("facts", "rule", "level"),
    [
        ({"context": 3}, "T1", 3),
        ({"context": 1, "timing": "irreversible"}, "T2", 3),
        ({**KNOWN, "context": 2}, "T3", 3),
        ({**KNOWN, "timing": "reversible"}, "T4", 3),
        ({**KNOWN, "congruency": "insight_below_impact"}, "T5", 3),
        (KNOWN, "T6", 2),
        ({**KNOWN, "functional_ability": 0, "context": 0, "congruency": "anxiety_above_impact"}, "T7", 2),
        ({**KNOWN, "functional_ability": 0, "context": 0}, "T8", 1),
        ({**KNOWN, "functional_ability": 0, "context": 0, "timing": "irreversible"}, "T9", None),
        ({}, "T9", None),
    ],
)
def test_one_example_a_rule(facts, rule, level):
    recommended = decide(facts)
    assert (recommended.rules[0].id, recommended.level) == (rule, level)


def test_the_reason_names_what_led_to_it():
    assert "Context is at 3 of 3" in decide({**KNOWN, "context": 3}).rules[0].reason
    assert "Functional ability and Context are at 1 of 3" in decide(KNOWN).rules[0].reason
    unknown = decide({**KNOWN, "timing": None}).rules[0].reason
    assert unknown.endswith("Not known yet: Timing of harm.")


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"context": 4}, "/context"),
        ({"context": True}, "/context"),
        ({"context": 1.5}, "/context"),
        ({"timing": "soon"}, "/timing"),
        ({"age": 80}, "/age"),
    ],
)
def test_facts_outside_the_table_are_refused(facts, place):
    assert [fault.pointer for fault in check_input(RULE.facts, facts)] == [place]


def test_an_absent_fact_is_as_good_as_null():
    for facts in COMBINATIONS:
        known = {name: value for name, value in facts.items() if value is not None}
        assert decide(known) == decide(facts)
