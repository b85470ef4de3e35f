"""Which parts of a template can be asked, with answers that lead there, and what is wrong where none do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.outline import Outline
from aimwell.formschema.outlining import outline
from aimwell.formschema.problems import Problem
from aimwell.formschema.routes.finding import Found, Verdict, found_routes
from aimwell.formschema.routes.reasons import NEVER_ASKED, problems_of
from aimwell.formschema.routes.search import Known
from aimwell.formschema.shape import NOTE, is_flat
from aimwell.formschema.wording import words

Json = Any

_WHEN = f"/{NOTE}/when"

__all__ = ["NEVER_ASKED", "Reach", "analyse", "route_problems"]


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How one section, question or column comes to be asked.

    ``shown_by`` and ``hidden_by``: answers that lead to it, and past it, by the pointer of their question
    (None: left blank, or hidden); None where there are none, or none were found.
    """

    pointer: str
    place: str
    """Where it stands in the template: a JSON pointer."""
    title: str
    condition: str
    """In plain words; empty when it has none of its own."""
    verdict: Verdict
    shown_by: Mapping[str, Json] | None
    hidden_by: Mapping[str, Json] | None
    problems: tuple[Problem, ...]


def analyse(sketch: Outline, *, flat: bool = False) -> tuple[Reach, ...]:
    """Every section, question and column in the order of asking. The questions of measures are left out.

    ``flat``: whether the template has no sections, so that problems are placed where its questions stand.
    """
    return tuple(_reach(found, sketch, flat) for found in found_routes(sketch))


def route_problems(template: Mapping[str, Json]) -> list[Problem]:
    """What is wrong with the routes of a template, in the order of the form."""
    sketch, flat = outline(template), is_flat(template)
    return [
        problem
        for found in found_routes(sketch)
        for problem in problems_of(found, sketch, _place(found.node.item.pointer, flat) + _WHEN)
    ]


def _reach(found: Found, sketch: Outline, flat: bool) -> Reach:
    item, asker = found.node.item, found.node.question
    return Reach(
        pointer=item.pointer,
        place=_place(item.pointer, flat),
        title=item.title,
        condition="" if item.when is None else words(item.when, sketch, asker),
        verdict=found.verdict,
        shown_by=_by_pointer(found.shown),
        hidden_by=_by_pointer(found.hidden),
        problems=problems_of(found, sketch, _place(item.pointer, flat) + _WHEN),
    )


def _by_pointer(known: Known | None) -> Mapping[str, Json] | None:
    return None if known is None else {node.item.pointer: answer for node, answer in known.items()}


def _place(pointer: str, flat: bool) -> str:
    steps = pointer.split("/")[2 if flat else 1 :]
    return "".join("/items" if step == "*" else f"/properties/{step}" for step in steps)
