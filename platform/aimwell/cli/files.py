"""What the commands read and print: JSON files in, JSON out, and faults as one line each."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from aimwell.cli.refusal import CannotRun
from aimwell.contracts import InputFault, Json
from aimwell.formschema.json_text import SIZE_LIMIT, Unreadable, parse

STANDARD_INPUT = "-"


class BadInput(Exception):
    """What is wrong with the input, one line a fault, each with its place. The command ends with status 2."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def read_bytes(name: str) -> bytes:
    """A file, or standard input for ``-``, read up to just beyond the size limit. Raises BadInput."""
    try:
        return _read(name)
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror or type(error).__name__}") from None


def read_json(name: str) -> Json:
    """The JSON in the file of this name, or on standard input for ``-``. Raises BadInput."""
    text = read_bytes(name)
    try:
        return parse(text)
    except Unreadable as error:
        raise BadInput(f"{error.place or '/'}: {error.message} {error.remedy} ({_called(name)})") from None


def read_checked(schema: Mapping[str, Json], name: str) -> Json:
    """The JSON of a file that satisfies a schema. Raises BadInput with one line a fault."""
    from aimwell.plugins import check_input

    data = read_json(name)
    refuse(check_input(schema, data), name)
    return data


def all_of(*steps: Callable[[], Json]) -> list[Json]:
    """What each step gives, in order. Raises BadInput with the faults of every step that raised it."""
    given: list[Json] = []
    lines: list[str] = []
    for step in steps:
        try:
            given.append(step())
        except BadInput as bad:
            lines += bad.lines
    if lines:
        raise BadInput(*lines)
    return given


def at_most_one_from_standard_input(*names: str | None) -> None:
    """Standard input can be read only once."""
    if names.count(STANDARD_INPUT) > 1:
        raise BadInput("-: standard input can be given only once; put the other input into a file")


def refuse(faults: Iterable[InputFault], name: str) -> None:
    """Raise BadInput with one line a fault, when there are any."""
    lines = [f"{fault.pointer or '/'}: {fault.message} ({_called(name)})" for fault in faults]
    if lines:
        raise BadInput(*lines)


def print_json(value: Json) -> None:
    """Print a result on standard output. Raises CannotRun, or BrokenPipeError when its reader has gone."""
    if sys.stdout is None:
        raise CannotRun("standard output: can't be written: it is closed")
    try:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up_output()
        raise CannotRun(f"standard output: can't be written: {error.strerror}") from None


def print_fault(line: str) -> None:
    """Print a fault on standard error: one line, and nothing that steers a terminal, whatever it quotes."""
    print("".join(c if c.isprintable() else ascii(c)[1:-1] for c in line), file=sys.stderr)


def give_up_output() -> None:
    """Forget what couldn't be written. Python flushes once more at its end, and would complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _read(name: str) -> bytes:
    # One byte more than may be: enough to see that a file is too large, without reading all of it.
    if name == STANDARD_INPUT:
        if sys.stdin is None:
            raise BadInput("-: can't be read: standard input is closed")
        return sys.stdin.buffer.read(SIZE_LIMIT + 1)
    with Path(name).open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def _called(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else name
