"""The ``aimwell`` command: each registrar adds commands; a command takes arguments and returns a status."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from aimwell.cli.demo import add_demo_command
from aimwell.cli.django import add_django_commands
from aimwell.cli.files import BadInput, give_up_output, print_fault
from aimwell.cli.form import add_form_commands
from aimwell.cli.measure import add_measure_commands
from aimwell.cli.refusal import CannotRun
from aimwell.cli.tariff import add_tariff_commands
from aimwell.cli.triage import add_triage_commands

REGISTRARS = (
    add_form_commands,
    add_measure_commands,
    add_triage_commands,
    add_tariff_commands,
    add_demo_command,
    add_django_commands,
)

BROKEN, BAD_INPUT = 1, 2
INTERRUPTED = 130
"""What a shell says of a program that Ctrl-C ended."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name. 0: done; 1: it found faults or broke; 2: its input was bad."""
    parser = ArgumentParser(
        prog="aimwell", description="Forms and outcome measures for health and social care."
    )
    subparsers = parser.add_subparsers(title="commands", required=True)
    for register in REGISTRARS:
        register(subparsers)
    args = parser.parse_args(argv)
    # JSON is UTF-8, whatever the terminal's own encoding.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        status = int(args.func(args))
        if sys.stdout is not None:
            sys.stdout.flush()
    except BadInput as bad:
        for line in bad.lines:
            print_fault(line)
        return BAD_INPUT
    except CannotRun as refusal:
        print(refusal, file=sys.stderr)
        return BROKEN
    except BrokenPipeError:
        # Whoever read our output has gone.
        give_up_output()
        return BROKEN
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


if __name__ == "__main__":
    sys.exit(main())
