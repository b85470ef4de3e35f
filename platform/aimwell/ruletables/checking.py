"""What can go wrong with a table, found over all combinations of its inputs, each with an example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from math import prod

from aimwell.ruletables.cases import case_results
from aimwell.ruletables.findings import Finding, found
from aimwell.ruletables.outcomes import leading_id, leading_then
from aimwell.ruletables.pairs import pair_findings
from aimwell.ruletables.sweeping import Fit, fits, together
from aimwell.ruletables.table import Table
from aimwell.ruletables.walking import LIMIT, Budget, TooLarge
from aimwell.ruletables.words import facts_words


@dataclass(frozen=True, kw_only=True)
class Checked:
    """All that was found. ``is_complete``: whether every combination could be tried."""

    findings: tuple[Finding, ...]
    combinations: int
    is_complete: bool


def check(table: Table) -> Checked:
    """Check a table that has no problems of its own: exactly, or saying that it is too large for that."""
    findings: list[Finding] = []
    is_complete = True
    try:
        for finding in _over_all(table):
            findings.append(finding)
    except TooLarge:
        is_complete = False
        findings.append(_too_large())
    findings += _cases(table)
    return Checked(
        findings=tuple(findings),
        combinations=prod(len(asked.values) + 1 for asked in table.inputs),
        is_complete=is_complete,
    )


def counts(table: Table, *, with_unknown: bool = True) -> dict[str, int]:
    """Rule id to the number of combinations in which it leads; “otherwise” by its own id. Raises TooLarge.

    Combinations without any rule are counted as ``aimwell-gap``. Where rules may not fit together, the first
    of them counts.
    """
    counted: Counter[str] = Counter()
    for fit in fits(table):
        if fit.complete or with_unknown:
            counted[leading_id(table, fit.mask)] += fit.count
    order = [*(rule.id for rule in table.rules), leading_id(table, 0)]
    return {name: counted[name] for name in order if name != "aimwell-gap" or counted[name]}


def _over_all(table: Table) -> Iterator[Finding]:
    """What is found over all combinations. Raises TooLarge."""
    budget = Budget(left=LIMIT)
    told: list[Finding] = []
    for finding in chain(_never_true(table, budget), pair_findings(table, budget)):
        told.append(finding)
        yield finding
    swept = fits(table)
    yield from _gaps(table, swept)
    yield from _shadowed(table, swept, told, budget)
    yield from _unsafe(table, swept)


def _never_true(table: Table, budget: Budget) -> Iterator[Finding]:
    for index, rule in enumerate(table.rules):
        if together(table, budget, index) is None:
            yield Finding(
                id="never-true",
                place=f"/rules/{index}",
                message=f"Rule {rule.id} never fits: its conditions can’t all be true at once.",
                remedy="Correct one of its conditions, or take the rule out.",
                rules=(rule.id,),
            )


def _gaps(table: Table, swept: list[Fit]) -> Iterator[Finding]:
    open_ = [fit for fit in swept if not fit.mask]
    if open_ and table.otherwise is None:
        yield found(
            table,
            "gap",
            "/rules",
            "Some facts fit no rule.",
            "Add a rule for them, or say what is recommended otherwise.",
            fit=_in_one(open_),
        )


def _shadowed(table: Table, swept: list[Fit], told: list[Finding], budget: Budget) -> Iterator[Finding]:
    """Rules that fit, yet never lead: others always come before them."""
    if table.policy[0] not in "FP":
        return
    leading = {leading_id(table, fit.mask) for fit in swept}
    useless = {finding.rules[-1] for finding in told if finding.rules}
    before = "an earlier rule" if table.policy == "F" else "one that comes before it in priority"
    for index, rule in enumerate(table.rules):
        fit = None if rule.id in leading | useless else together(table, budget, index)
        if fit is not None:
            yield found(
                table,
                "shadowed",
                f"/rules/{index}",
                f"Rule {rule.id} never counts: wherever it fits, {before} fits too.",
                "Move it before them, narrow theirs, or take it out.",
                rules=(rule.id,),
                fit=fit,
            )


def _unsafe(table: Table, swept: list[Fit]) -> Iterator[Finding]:
    """“Not necessary” while something is unknown: the guard asks for more instead, so the table misleads."""
    by_rule: dict[str, list[Fit]] = {}
    for fit in swept:
        decision = table.decision[leading_then(table, fit.mask).decision]
        if not fit.complete and decision.role == "not_necessary":
            by_rule.setdefault(leading_id(table, fit.mask), []).append(fit)
    places = {rule.id: f"/rules/{index}" for index, rule in enumerate(table.rules)}
    for rule, such in by_rule.items():
        label = table.decision[leading_then(table, such[0].mask).decision].label
        yield found(
            table,
            "unsafe",
            places.get(rule, "/otherwise"),
            f"Rule {rule} says “{label}” though something is unknown. More would be asked instead.",
            "Let it ask that everything is known, or say what else is recommended then.",
            rules=(rule,),
            fit=_in_one(such),
        )


def _cases(table: Table) -> Iterator[Finding]:
    for index, result in enumerate(case_results(table)):
        if not result.is_as_expected:
            expected, gets = table.decision[result.case.decision], table.decision[result.found.decision]
            yield Finding(
                id="case",
                place=f"/cases/{index}",
                message=f"The case “{result.case.name}” expects “{expected.label}”, and gets “{gets.label}”.",
                remedy="Correct the rules, or what the case expects.",
                rules=tuple(rule.id for rule in result.found.rules),
                facts=result.case.facts,
                example=facts_words(table, result.case.facts),
            )


def _too_large() -> Finding:
    return Finding(
        id="too-large",
        place="/rules",
        message="There are too many combinations to try them all: faults can’t be ruled out.",
        remedy="Split the table in two, or use fewer inputs, options or rules.",
    )


def _in_one(fitting: list[Fit]) -> Fit:
    """One for all of them, with an example in which everything is known where there is one."""
    first = max(fitting, key=lambda fit: fit.complete)
    return replace(first, count=sum(fit.count for fit in fitting))
