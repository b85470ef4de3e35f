"""What the page of a draft shows: its fields, and beside them what is wrong, missing or unsafe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.contracts import Json
from aimwell.ruletables import Finding, case_results, table_of
from aimwell_cms.authoring.ruletables.forms import TableForms
from aimwell_cms.authoring.ruletables.rows import checked, text_of
from aimwell_cms.authoring.ruletables.words import POLICIES, problems_of


@dataclass(frozen=True, kw_only=True)
class Told:
    """A finding, and a link to what it is about: on the page itself, or to a case."""

    finding: Finding
    href: str


def edited(document: Mapping[str, Json], cases_url: str) -> dict[str, Any]:
    """The context of the page. A draft with problems is no table yet: it isn't checked."""
    problems = problems_of(document)
    shown = TableForms(document, problems)
    table = None if problems else table_of(document)
    found = () if table is None else checked(text_of(document)).findings
    told = [
        Told(finding=one, href=cases_url if one.id == "case" else f"#{shown.id_at(one.place)}")
        for one in found
    ]
    beside: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        beside[shown.id_at(one.place)].append(one)
    results = () if table is None else case_results(table)
    return {
        "forms": shown,
        "rules": [(form, beside[f"rules-{index}"]) for index, form in enumerate(shown.rules.forms)],
        "problems": [(problem, shown.id_at(problem.place)) for problem in problems],
        "stopping": [one for one in told if one.finding.stops],
        "advice": [one for one in told if not one.finding.stops],
        "is_checked": table is not None,
        "policies": POLICIES,
        "policy": next((one for one in POLICIES if one.code == document.get("policy")), None),
        "cases": results,
        "passed": sum(result.is_as_expected for result in results),
    }
