"""Which of a form's routes its cases reach, and cases that would reach the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aimwell.formschema import Outline
from aimwell.formschema.routes import ProposedCase, proposed_cases
from aimwell_cms.authoring.cases.expectations import QUESTION, SECTION
from aimwell_cms.authoring.cases.observing import Trial
from aimwell_cms.authoring.cases.replaying import Replay

Json = Any

LONGEST = 200
"""The longest name of a case."""


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
        if route.pointer in titles and _spot(trial, route.pointer) not in reached
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
    """Cases that take ways through the form which none of its cases takes yet."""
    if trial is None:
        return []
    seen = [one for each in replays for one in each.seen if one.what in (SECTION, QUESTION)]
    asked = {_without_rows(one.spot) for one in seen if one.value}
    passed_by = {_without_rows(one.spot) for one in seen if not one.value}
    return [
        _proposal(trial, proposed)
        for proposed in proposed_cases(trial.outline)
        if not replays
        or any(_spot(trial, pointer) not in asked for pointer in proposed.shows)
        or any(_spot(trial, pointer) not in passed_by for pointer in proposed.hides)
    ]


def proposal_named(trial: Trial | None, covers: str) -> Proposal | None:
    """The proposal for a route; None where there is none (any more)."""
    return next((each for each in proposals(trial, ()) if each.covers == covers), None)


def _proposal(trial: Trial, proposed: ProposedCase) -> Proposal:
    asked = trial.outline.all_questions()
    titles = {trial.places.spot(question.pointer): question.title for question in asked}
    answers = trial.places.kept(proposed.answers)
    return Proposal(
        name=proposed.name[:LONGEST],
        covers=proposed.name,
        answers=answers,
        titles={block: title for block, title in titles.items() if block in answers},
    )


def _spot(trial: Trial, pointer: str) -> str:
    return _without_rows(trial.places.spot(pointer))
