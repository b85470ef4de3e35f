"""Validate the answers to seventy questions; beside it, the validator alone, made once and kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import questions
from jsonschema import Draft202012Validator
from measuring import Pair
from world import Typed, World

from aimwell.formschema import compile as compile_template
from aimwell.formschema import outline, validate
from aimwell.records.wizard.fields import read_section

TIMES = 20


def pairs(world: World) -> Iterator[Pair]:
    sections = {
        f"part{part}": questions.section(f"Part {part}", range(part * 10, part * 10 + 10))
        for part in range(7)
    }
    schema = compile_template(questions.template("Seventy questions", sections))
    typed = Typed(questions.posted(range(70)))
    answers = {
        section.key: dict(read_section(section, typed).answers) for section in outline(schema).sections
    }
    alone = Draft202012Validator(schema)
    if validate(schema, answers) or list(alone.iter_errors(answers)):
        raise AssertionError("The seventy answers are meant to be valid.")
    yield Pair(
        work="Validate the answers to 70 questions",
        reference="A Draft202012Validator, made once, alone",
        ours=lambda: _seconds(lambda: validate(schema, answers)),
        theirs=lambda: _seconds(lambda: list(alone.iter_errors(answers))),
        target=1.1,
        rounds=world.rounds(60),
        counts=False,
    )


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    for _ in range(TIMES):
        work()
    return (time.perf_counter() - started) / TIMES
