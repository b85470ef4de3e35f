"""``aimwell triage``: what a triage rule recommends."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict

from aimwell.cli.files import print_json, read_checked
from aimwell.cli.offers import named, plugins, result_of


def add_triage_commands(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add ``triage decide``."""
    commands = subparsers.add_parser("triage", help="triage rules").add_subparsers(required=True)
    decide = commands.add_parser("decide", help="what a rule recommends; a person decides")
    decide.add_argument("name", metavar="NAME", help="the triage rule")
    decide.add_argument("facts", metavar="FACTS", help="facts as JSON; - for standard input")
    decide.set_defaults(func=decide_facts)


def decide_facts(args: Namespace) -> int:
    """Print the recommendation for the facts, and the rules that led to it."""
    from aimwell.plugins import decide_safely

    installed = plugins()
    rule = named("triage rule", installed.triage_rules, args.name)
    facts = read_checked(rule.facts, args.facts)
    recommended = result_of(decide_safely(installed.plugin_of(rule), rule, facts, {}), args.facts)
    print_json({**asdict(recommended), "version": rule.version})
    return 0
