"""``aimwell measure``: list the measures, score answers, work out a change."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict
from functools import partial

from aimwell.cli.files import all_of, at_most_one_from_standard_input, print_json, read_checked
from aimwell.cli.offers import named, plugins, result_of
from aimwell.contracts import Json, Measure


def add_measure_commands(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add ``measure list``, ``measure score`` and ``measure change``."""
    commands = subparsers.add_parser("measure", help="outcome measures").add_subparsers(required=True)

    listing = commands.add_parser("list", help="the installed measures")
    listing.set_defaults(func=list_measures)

    score = commands.add_parser("score", help="score one set of answers")
    score.add_argument("name", metavar="NAME", help="the measure")
    score.add_argument("file", metavar="FILE", help="answers as JSON; - for standard input")
    _add_settings(score)
    score.set_defaults(func=score_answers)

    change = commands.add_parser("change", help="the change between two sets of answers")
    change.add_argument("name", metavar="NAME", help="the measure")
    change.add_argument("before", metavar="BEFORE", help="the first answers as JSON; - for standard input")
    change.add_argument("after", metavar="AFTER", help="the second answers as JSON; - for standard input")
    _add_settings(change)
    change.set_defaults(func=change_between)


def list_measures(args: Namespace) -> int:
    """Print every installed measure and the package that it comes from."""
    installed = plugins()
    listed = []
    for name, measure in sorted(installed.measures.items()):
        plugin = installed.plugin_of(measure)
        listed.append(
            {
                "name": name,
                "version": measure.version,
                "label": measure.label,
                "licence": measure.licence.tier,
                "scales": [scale.name for scale in measure.scales],
                "plugin": plugin.name,
                "package": plugin.package,
                "package_version": plugin.version,
            }
        )
    print_json({"measures": listed})
    return 0


def score_answers(args: Namespace) -> int:
    """Print the scores of one set of answers and how they were worked out."""
    from aimwell.plugins import score_safely

    at_most_one_from_standard_input(args.file, args.settings)
    installed = plugins()
    measure = named("measure", installed.measures, args.name)
    settings, answers = all_of(
        partial(_settings, measure, args.settings), partial(read_checked, measure.answers, args.file)
    )
    scored = result_of(score_safely(installed.plugin_of(measure), measure, answers, settings), args.file)
    print_json({"measure": measure.name, "version": measure.version, **asdict(scored)})
    return 0


def change_between(args: Namespace) -> int:
    """Print the change between two sets of answers and what it means."""
    from aimwell.plugins import change_safely, score_safely

    at_most_one_from_standard_input(args.before, args.after, args.settings)
    installed = plugins()
    measure = named("measure", installed.measures, args.name)
    settings, before, after = all_of(
        partial(_settings, measure, args.settings),
        partial(read_checked, measure.answers, args.before),
        partial(read_checked, measure.answers, args.after),
    )

    def scored(answers: Json, file: str) -> None:
        result_of(score_safely(installed.plugin_of(measure), measure, answers, settings), file)

    # Scored first, so that what the measure refuses is told with the file that it stands in.
    all_of(partial(scored, before, args.before), partial(scored, after, args.after))
    changes = result_of(
        change_safely(installed.plugin_of(measure), measure, before, after, settings), args.after
    )
    listed = [asdict(change) for change in changes]
    print_json({"measure": measure.name, "version": measure.version, "changes": listed})
    return 0


def _add_settings(parser: ArgumentParser) -> None:
    parser.add_argument("--settings", metavar="FILE", help="the measure's settings as JSON")


def _settings(measure: Measure, file: str | None) -> Json:
    return {} if file is None else read_checked(measure.settings, file)
