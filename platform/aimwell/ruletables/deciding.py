"""What a table recommends. It never raises, never gives no answer, and always says why."""

from __future__ import annotations

from collections.abc import Mapping

from aimwell.contracts import Json, MatchedRule, Recommendation
from aimwell.ruletables.columns import Value
from aimwell.ruletables.guards import Found, guarded
from aimwell.ruletables.outcomes import outcome_of
from aimwell.ruletables.reasons import listed, reason_of
from aimwell.ruletables.table import Table

Facts = Mapping[str, Value | None]


def decide(table: Table, facts: Mapping[str, Json]) -> Recommendation:
    """The recommendation for these facts. A fact that is absent, or is none of its input’s, isn’t known."""
    known = {asked.name: asked.read(facts.get(asked.name)) for asked in table.inputs}
    found = guarded(table, known, outcome_of(table, mask_of(table, known)))
    then = found.outcome.then
    level = table.decision[then.decision].level if then.level is None else then.level
    return Recommendation(
        decision=then.decision,
        level=level,
        rules=tuple(_reasons(table, known, found)),
        intent=then.intent,
        number=found.outcome.number,
    )


def mask_of(table: Table, known: Facts) -> int:
    """The rules that fit these facts."""
    mask = table.masks.every
    for asked in table.inputs:
        mask &= table.masks.of(asked.name, known[asked.name])
    for column in table.derived:
        if column.name in table.masks.columns:
            mask &= table.masks.of(column.name, column.worked_out(known))
    return mask


def _reasons(table: Table, known: Facts, found: Found) -> list[MatchedRule]:
    """What the guards say, then the rules that fit, the leading one first."""
    outcome = found.outcome
    reasons = list(found.said)
    order = sorted(outcome.matched, key=lambda index: index != outcome.rule)
    reasons += [
        MatchedRule(id=table.rules[index].id, reason=reason_of(table, known, table.rules[index].reason))
        for index in order
    ]
    if outcome.says_otherwise and table.otherwise is not None:
        reasons.append(
            MatchedRule(id=table.otherwise.id, reason=reason_of(table, known, table.otherwise.reason))
        )
    unknown = [column.label for column in table.inputs if known[column.name] is None]
    if unknown and not found.said and table.decision[outcome.then.decision].role == "more_information":
        last = reasons[-1]
        reasons[-1] = MatchedRule(id=last.id, reason=f"{last.reason} Not known yet: {listed(unknown)}.")
    return reasons
