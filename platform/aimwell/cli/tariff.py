"""``aimwell tariff``: what a payment rule makes of a case."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict
from functools import partial

from aimwell.cli.files import all_of, at_most_one_from_standard_input, print_json, read_checked
from aimwell.cli.offers import named, plugins, result_of


def add_tariff_commands(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add ``tariff quote``."""
    commands = subparsers.add_parser("tariff", help="payment tariffs").add_subparsers(required=True)
    quote = commands.add_parser("quote", help="what is due for a case, line by line")
    quote.add_argument("name", metavar="NAME", help="the tariff")
    quote.add_argument("settings", metavar="SETTINGS", help="what was agreed, as JSON; - for standard input")
    quote.add_argument("case", metavar="CASE", help="the case as JSON; - for standard input")
    quote.set_defaults(func=quote_case)


def quote_case(args: Namespace) -> int:
    """Print the lines of the quote and their total."""
    from aimwell.plugins import quote_safely

    at_most_one_from_standard_input(args.settings, args.case)
    installed = plugins()
    tariff = named("tariff", installed.tariffs, args.name)
    settings, case = all_of(
        partial(read_checked, tariff.settings, args.settings), partial(read_checked, tariff.case, args.case)
    )
    print_json(asdict(result_of(quote_safely(installed, tariff, settings, case), args.case)))
    return 0
