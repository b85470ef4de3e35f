"""Triage by intended outcome: five factors to urgent, routine, not necessary or more information.

A default table of this project, after the factors of the Care Aims briefing; an organisation approves it
locally before use. It recommends and a person decides. Exactly one rule matches any facts. What is not known
never delays an urgent, and nothing is called not necessary while a factor is unknown.
"""

from collections.abc import Callable
from dataclasses import dataclass

from aimwell import Answers, Json, MatchedRule, Recommendation, Settings, TriageRule, hookimpl

DECISIONS = {
    "urgent": "Urgent",
    "routine": "Routine",
    "not_necessary": "Not necessary",
    "more_information": "More information is needed",
}
IMPACTS = {
    "functional_ability": "Functional ability",
    "daily_life_and_carer_impact": "Impact on daily life and carers",
    "context": "Context",
}
CONGRUENCY = {
    "congruent": "In keeping with the impact",
    "anxiety_above_impact": "More anxious than the impact explains",
    "insight_below_impact": "Less aware than the impact asks for",
}
TIMING = {
    "none": "No harm is foreseen",
    "reversible": "Harm that can be undone",
    "irreversible": "Harm that may not be undone",
}
FACTORS = {**IMPACTS, "congruency": "Congruency", "timing": "Timing of harm"}


def _impact(name: str, hint: str) -> dict[str, Json]:
    return {
        "type": ["integer", "null"],
        "title": IMPACTS[name],
        "minimum": 0,
        "maximum": 3,
        "x-aimwell": {"widget": "number", "hint": hint},
    }


def _choice(title: str, labels: dict[str, str]) -> dict[str, Json]:
    return {
        "type": ["string", "null"],
        "title": title,
        "enum": [*labels, None],
        "x-aimwell": {"widget": "one-of", "labels": labels},
    }


FACTS = {
    "type": "object",
    "title": "Facts for triage",
    "properties": {
        "functional_ability": _impact(
            "functional_ability", "0 managing, with strengths; 3 cannot do something essential"
        ),
        "daily_life_and_carer_impact": _impact(
            "daily_life_and_carer_impact", "0 none; 3 severe, on the person, family, carers or other services"
        ),
        "context": _impact("context", "Of the surroundings that matter most, those that adapt least: 0 to 3"),
        "congruency": _choice(FACTORS["congruency"], CONGRUENCY),
        "timing": _choice(FACTORS["timing"], TIMING),
    },
    "additionalProperties": False,
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """The facts as the table reads them. ``highest`` is the highest known impact; None when none is known."""

    highest: int | None
    leading: str
    """The impacts that stand at the highest, in words."""
    congruency: str | None
    timing: str | None
    unknown: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.unknown


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the decision table."""

    id: str
    matches: Callable[[Case], bool]
    decision: str
    level: int
    reason: str


ROWS = (
    Row(
        id="T1",
        matches=lambda case: case.highest == 3,
        decision="urgent",
        level=3,
        reason="{leading}: the most severe, so urgent whatever else is known.",
    ),
    Row(
        id="T2",
        matches=lambda case: case.highest in (1, 2) and case.timing == "irreversible",
        decision="urgent",
        level=3,
        reason="{leading}, and timing: harm may not be undone. Urgent whatever else is known.",
    ),
    Row(
        id="T3",
        matches=lambda case: case.complete and case.highest == 2 and case.timing in ("none", "reversible"),
        decision="routine",
        level=3,
        reason="{leading}; timing: no harm is foreseen that can’t be undone.",
    ),
    Row(
        id="T4",
        matches=lambda case: case.complete and case.highest == 1 and case.timing == "reversible",
        decision="routine",
        level=3,
        reason="{leading}; timing: harm is foreseen that can be undone.",
    ),
    Row(
        id="T5",
        matches=lambda case: (
            case.complete
            and case.highest == 1
            and case.timing == "none"
            and case.congruency == "insight_below_impact"
        ),
        decision="routine",
        level=3,
        reason="{leading}; timing: no harm is foreseen; congruency: less aware than the impact asks for.",
    ),
    Row(
        id="T6",
        matches=lambda case: (
            case.complete
            and case.highest == 1
            and case.timing == "none"
            and case.congruency in ("congruent", "anxiety_above_impact")
        ),
        decision="not_necessary",
        level=2,
        reason="{leading}; timing: no harm is foreseen; congruency: aware of the impact. Offer Level 2.",
    ),
    Row(
        id="T7",
        matches=lambda case: (
            case.complete
            and case.highest == 0
            and case.timing in ("none", "reversible")
            and case.congruency == "anxiety_above_impact"
        ),
        decision="not_necessary",
        level=2,
        reason="{leading}; congruency: more anxious than the impact explains. Offer reassurance or coaching.",
    ),
    Row(
        id="T8",
        matches=lambda case: (
            case.complete
            and case.highest == 0
            and case.timing in ("none", "reversible")
            and case.congruency in ("congruent", "insight_below_impact")
        ),
        decision="not_necessary",
        level=1,
        reason="{leading}; timing: no harm is foreseen that can’t be undone. Offer Level 1.",
    ),
)


def decide(facts: Answers, settings: Settings) -> Recommendation:
    """The recommendation for these facts. An absent fact counts as not known."""
    case = _case(facts)
    matched = [row for row in ROWS if row.matches(case)]
    if not matched:
        # T9 is the row for everything else: talk with whoever asked before deciding.
        return Recommendation(
            decision="more_information",
            level=None,
            rules=(MatchedRule(id="T9", reason=_why_more(case)),),
        )
    return Recommendation(
        decision=matched[0].decision,
        level=matched[0].level,
        rules=tuple(
            MatchedRule(id=row.id, reason=row.reason.format(leading=case.leading)) for row in matched
        ),
    )


def _case(facts: Answers) -> Case:
    known = {name: facts[name] for name in IMPACTS if facts.get(name) is not None}
    highest = int(max(known.values())) if known else None
    leading = [IMPACTS[name] for name, value in known.items() if value == highest]
    return Case(
        highest=highest,
        leading=f"{', '.join(leading)} {'are' if len(leading) > 1 else 'is'} at {highest} of 3",
        congruency=facts.get("congruency"),
        timing=facts.get("timing"),
        unknown=tuple(title for name, title in FACTORS.items() if facts.get(name) is None),
    )


def _why_more(case: Case) -> str:
    if case.unknown:
        return f"Not known yet: {', '.join(case.unknown)}. Nothing that is known makes it urgent."
    return f"{case.leading}, yet timing says that harm may not be undone: these do not fit together."


@hookimpl
def triage_rules() -> tuple[TriageRule, ...]:
    return (
        TriageRule(
            name="intended_outcome",
            version="1.0",
            label="Triage by intended outcome (a default: approve it locally)",
            summary="Five factors of impact and risk: urgent, routine, not necessary, or ask for more.",
            facts=FACTS,
            decisions=DECISIONS,
            decide=decide,
        ),
    )
