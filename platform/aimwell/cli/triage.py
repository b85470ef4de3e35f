"""``aimwell triage``: what a triage rule recommends, and whether a decision table can be relied on."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from aimwell.cli.files import (
    BadInput,
    at_most_one_from_standard_input,
    print_fault,
    print_json,
    read_bytes,
    read_checked,
)
from aimwell.cli.offers import named, plugins, result_of
from aimwell.contracts import Json, Recommendation, TriageRule

if TYPE_CHECKING:
    from aimwell.ruletables import Table

_TABLE = "a decision table’s JSON file, - for standard input, or an installed rule’s name"


def add_triage_commands(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add ``triage check`` and ``triage decide``."""
    commands = subparsers.add_parser("triage", help="triage rules and decision tables").add_subparsers(
        required=True
    )
    check = commands.add_parser("check", help="print what is wrong with a decision table, as JSON")
    check.add_argument("table", metavar="TABLE", help=_TABLE)
    check.set_defaults(func=check_table)
    decide = commands.add_parser("decide", help="what a rule or table recommends; a person decides")
    decide.add_argument("table", metavar="TABLE", help=_TABLE)
    decide.add_argument("facts", metavar="FACTS", help="facts as JSON; - for standard input")
    decide.set_defaults(func=decide_facts)


def check_table(args: Namespace) -> int:
    """Print gaps, overlaps and the like with an example of each, and how many combinations go to each rule.

    Faults go to standard error as well, one a line. Exit 0: none; 1: faults.
    """
    from aimwell.ruletables import check, counts

    table = _table(args.table)
    checked = check(table)
    print_json(
        {
            "table": table.name,
            "combinations": checked.combinations,
            "complete": checked.is_complete,
            "findings": [{**asdict(finding), "stops": finding.stops} for finding in checked.findings],
            "counts": counts(table) if checked.is_complete else None,
        }
    )
    for finding in checked.findings:
        shown = f" For example: {'; '.join(finding.example)}." if finding.example else ""
        print_fault(f"{finding.place}: {finding.message} {finding.remedy}{shown}")
    return 1 if checked.findings else 0


def decide_facts(args: Namespace) -> int:
    """Print the recommendation for the facts, and the rules that led to it."""
    from aimwell.plugins import decide_safely

    at_most_one_from_standard_input(args.table, args.facts)
    if _is_file(args.table):
        from aimwell.ruletables import fingerprint, rule_of

        table = _read_table_file(args.table)
        rule = rule_of(table, fingerprint(table))
        facts = read_checked(rule.facts, args.facts)
        print_json(_told(rule, rule.decide(facts, {})))
        return 0
    installed = plugins()
    rule = named("triage rule", installed.triage_rules, args.table)
    facts = read_checked(rule.facts, args.facts)
    recommended = result_of(decide_safely(installed.plugin_of(rule), rule, facts, {}), args.facts)
    print_json(_told(rule, recommended))
    return 0


def _table(name: str) -> Table:
    """The table of a file, or of an installed rule that is made from one."""
    if _is_file(name):
        return _read_table_file(name)
    from aimwell.ruletables import read_table

    rule = named("triage rule", plugins().triage_rules, name)
    if not rule.table:
        raise BadInput(f"{name}: this rule is made in code, so there is no table to check")
    return read_table(rule.table)


def _read_table_file(name: str) -> Table:
    """The decision table in a file, or on standard input for ``-``. Raises BadInput, one line a fault."""
    from aimwell.ruletables import TableRefused, read_table

    try:
        return read_table(read_bytes(name))
    except TableRefused as refused:
        called = "standard input" if name == "-" else name
        raise BadInput(
            *(
                f"{fault.place or '/'}: {fault.message} {fault.remedy} ({called})"
                for fault in refused.problems
            )
        ) from None


def _is_file(name: str) -> bool:
    """Whether a file is meant: a rule’s name has no dot and no slash."""
    return name == "-" or "." in name or "/" in name or Path(name).is_file()


def _told(rule: TriageRule, recommended: Recommendation) -> dict[str, Json]:
    return {
        "decision": recommended.decision,
        "label": rule.decisions[recommended.decision],
        "level": recommended.level,
        **({"intent": recommended.intent} if recommended.intent else {}),
        **({"number": recommended.number} if recommended.number is not None else {}),
        "rules": [{"id": matched.id, "reason": matched.reason} for matched in recommended.rules],
        "reasons": [matched.reason for matched in recommended.rules],
        "version": rule.version,
    }
