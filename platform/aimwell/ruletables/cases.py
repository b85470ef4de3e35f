"""Saved cases of a table, tried."""

from __future__ import annotations

from dataclasses import dataclass

from aimwell.contracts import Recommendation
from aimwell.ruletables.deciding import decide
from aimwell.ruletables.rules import Case
from aimwell.ruletables.table import Table


@dataclass(frozen=True, kw_only=True)
class CaseResult:
    """What a saved case came to."""

    case: Case
    found: Recommendation

    @property
    def is_as_expected(self) -> bool:
        """Whether the table recommends what the case expects."""
        return self.found.decision == self.case.decision


def case_results(table: Table) -> tuple[CaseResult, ...]:
    """The saved cases, each with what the table recommends now."""
    return tuple(CaseResult(case=case, found=decide(table, case.facts)) for case in table.cases)
