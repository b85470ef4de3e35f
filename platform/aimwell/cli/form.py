"""`aimwell form check | validate | outline`: look at a form template from the command line.

Faults go to standard error, one a line with its JSON pointer. Exit 0: none; 1: faults; 2: the input can't be
read. A plain JSON Schema of questions takes its answers as plain, too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aimwell.cli.files import at_most_one_from_standard_input, print_fault, print_json, read_bytes, read_json
from aimwell.cli.offers import plugins
from aimwell.contracts import Measure
from aimwell.formschema import (
    Outline,
    Question,
    TemplateRefused,
    check,
    outline,
    prune,
    read,
    validate,
    words,
)
from aimwell.formschema import compile as compile_template
from aimwell.formschema.problems import AnswerError, Problem
from aimwell.formschema.reading import NOT_JSON
from aimwell.formschema.shape import FLAT_SECTION, escaped, is_flat, is_plain, properties

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

Json = Any

OK, FAULTY, UNREADABLE = 0, 1, 2


def add_form_commands(subparsers: Commands) -> None:
    """Add `form` and its commands; each parser's ``func`` takes the arguments and gives the exit code."""
    form = subparsers.add_parser("form", help="check a form template, validate answers, show an outline")
    commands = form.add_subparsers(dest="form_command", required=True, metavar="COMMAND")
    one = commands.add_parser("check", help="print what is wrong with a template, as JSON")
    one.set_defaults(func=check_file)
    two = commands.add_parser("validate", help="print what is wrong with answers, as JSON")
    two.set_defaults(func=validate_file)
    three = commands.add_parser("outline", help="print sections, questions and routes, as JSON")
    three.set_defaults(func=outline_file)
    for parser in (one, two, three):
        parser.add_argument("file", metavar="FILE", help="a form template; - for standard input")
    two.add_argument("answers", metavar="ANSWERS", help="a JSON file of answers; - for standard input")


def check_file(args: argparse.Namespace) -> int:
    """Print the problems of a template as a JSON list."""
    try:
        problems = check(read(read_bytes(args.file)), _measures())
    except TemplateRefused as refused:
        problems = list(refused.problems)
    print_json([asdict(problem) for problem in problems])
    return _told(problems)


def validate_file(args: argparse.Namespace) -> int:
    """Print whether answers are valid, their errors, and what was left out because it isn't asked."""
    at_most_one_from_standard_input(args.file, args.answers)
    try:
        template = read(read_bytes(args.file))
        schema = compile_template(template, _measures())
    except TemplateRefused as refused:
        return _told(list(refused.problems))
    given = read_json(args.answers)
    wrapped = is_flat(template) and not _is_wrapped(template, given)
    answers = {FLAT_SECTION: given} if wrapped else given
    asked = prune(schema, answers) if isinstance(answers, Mapping) and not is_plain(template) else answers
    errors = [_unwrapped(error) if wrapped else error for error in validate(schema, asked)]
    removed = [_without_section(pointer) if wrapped else pointer for pointer in _removed(answers, asked)]
    print_json({"valid": not errors, "errors": [asdict(error) for error in errors], "removed": removed})
    for error in errors:
        print_fault(f"{error.pointer or '/'}: {error.message}")
    return FAULTY if errors else OK


def outline_file(args: argparse.Namespace) -> int:
    """Print what a template asks, and when."""
    try:
        asked = outline(compile_template(read(read_bytes(args.file)), _measures()))
    except TemplateRefused as refused:
        return _told(list(refused.problems))
    sections = [
        {
            "pointer": section.pointer,
            "title": section.title,
            "condition": words(section.when, asked) if section.when is not None else None,
            "questions": [_question(question, asked) for question in section.questions],
        }
        for section in asked.sections
    ]
    head = {"title": asked.title, "kind": asked.kind, "language": asked.language}
    print_json({**head, "sections": sections, "routes": [asdict(route) for route in asked.routes]})
    return OK


def _question(question: Question, asked: Outline) -> dict[str, Json]:
    shown: dict[str, Json] = {
        "pointer": question.pointer,
        "title": question.title,
        "widget": question.widget,
        "required": question.required,
        "condition": words(question.when, asked, question) if question.when is not None else None,
    }
    if question.questions:
        shown["questions"] = [_question(inner, asked) for inner in question.questions]
    return shown


def _measures() -> Mapping[str, Measure]:
    return plugins().measures


def _told(problems: list[Problem]) -> int:
    for problem in problems:
        print_fault(f"{problem.place or '/'}: {problem.message} {problem.remedy}")
    if any(problem.id == NOT_JSON for problem in problems):
        return UNREADABLE
    return FAULTY if problems else OK


def _is_wrapped(template: Mapping[str, Json], answers: Json) -> bool:
    """Whether answers to a flat template are already kept as the platform keeps them, under ``form``."""
    return (
        isinstance(answers, Mapping)
        and set(answers) == {FLAT_SECTION}
        and FLAT_SECTION not in properties(template)
    )


def _unwrapped(error: AnswerError) -> AnswerError:
    return AnswerError(pointer=_without_section(error.pointer), keyword=error.keyword, message=error.message)


def _without_section(pointer: str) -> str:
    return pointer.removeprefix(f"/{FLAT_SECTION}")


def _removed(before: Json, after: Json, pointer: str = "") -> Iterator[str]:
    """The pointers of what pruning took away; of a list that got shorter, the list's."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key, value in before.items():
            inner = f"{pointer}/{escaped(key)}"
            if key in after:
                yield from _removed(value, after[key], inner)
            else:
                yield inner
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            yield pointer
        else:
            for index, (value, kept) in enumerate(zip(before, after, strict=True)):
                yield from _removed(value, kept, f"{pointer}/{index}")
