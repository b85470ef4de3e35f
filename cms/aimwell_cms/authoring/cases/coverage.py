"""Which of a form's routes its cases reach, and cases that would reach the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aimwell.formschema import Outline
from aimwell_cms.authoring.cases.expectations import QUESTION, SECTION
from aimwell_cms.authoring.cases.observing import Trial
from aimwell_cms.authoring.cases.replaying import Replay

Json = Any


@dataclass(frozen=True, kw_only=True)
class Unreached:
    """A section or question that is asked only sometimes, and never of any case: its title, and when."""

    title: str
    condition: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A case that would cover a route. ``name`` is what it would be called; answers and titles by block."""

    name: str
    covers: str
    answers: Mapping[str, Json]
    titles: Mapping[str, str]


def unreached(trial: Trial | None, replays: Sequence[Replay]) -> list[Unreached]:
    """What no case is asked, though some answers lead to it. Nothing before there is any case."""
    if trial is None or not replays:
        return []
    reached = {
        _without_rows(seen.spot)
        for each in replays
        for seen in each.seen
        if seen.what in (SECTION, QUESTION) and seen.value
    }
    titles = _titles(trial.outline)
    return [
        Unreached(title=titles[route.pointer], condition=route.condition)
        for route in trial.outline.routes
        if route.pointer in titles and _without_rows(trial.places.spot(route.pointer)) not in reached
    ]


def _titles(outline: Outline) -> dict[str, str]:
    """What can be reached, by pointer: sections, questions, columns of groups. Measures ask by themselves."""
    titles = {section.pointer: section.title for section in outline.sections}
    for section in outline.sections:
        for question in section.questions:
            titles[question.pointer] = question.title
            if question.widget == "group":
                titles |= {column.pointer: column.title for column in question.questions}
    return titles


def _without_rows(spot: str) -> str:
    return "/".join(step for step in spot.split("/") if step != "*" and not step.isdecimal())


def proposals(trial: Trial | None, replays: Sequence[Replay]) -> list[Proposal]:
    """Cases that reach what the form's cases don't reach yet."""
    return []


def proposal_named(trial: Trial | None, covers: str) -> Proposal | None:
    """The proposal for a route; None where there is none (any more)."""
    return None
