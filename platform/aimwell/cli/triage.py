"""``aimwell triage``: what a triage rule recommends, and whether a decision table can be relied on."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from aimwell.cli.files import (
    BadInput,
    at_most_one_from_standard_input,
    print_json,
    read_bytes,
    read_checked,
)
from aimwell.cli.offers import named, plugins, result_of
from aimwell.contracts import Json, Recommendation, TriageRule

if TYPE_CHECKING:
    from aimwell.ruletables import Table


def add_triage_commands(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add ``triage decide``."""
    commands = subparsers.add_parser("triage", help="triage rules and decision tables").add_subparsers(
        required=True
    )
    decide = commands.add_parser("decide", help="what a rule or table recommends; a person decides")
    decide.add_argument("table", metavar="TABLE", help="an installed rule’s name, or a table’s JSON file")
    decide.add_argument("facts", metavar="FACTS", help="facts as JSON; - for standard input")
    decide.set_defaults(func=decide_facts)


def decide_facts(args: Namespace) -> int:
    """Print the recommendation for the facts, and the rules that led to it."""
    from aimwell.plugins import decide_safely

    at_most_one_from_standard_input(args.table, args.facts)
    if _is_file(args.table):
        from aimwell.ruletables import fingerprint, rule_of

        table = read_table_file(args.table)
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


def read_table_file(name: str) -> Table:
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
