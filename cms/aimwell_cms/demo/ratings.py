"""Ratings that move as people's do: mostly a little better, sometimes not, now and then not asked again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import Any
from uuid import UUID

from aimwell.contracts import Json

_NOT_RATED = 0.06
_PACE = {
    "impairment": 0.15,
    "activity": 0.45,
    "participation": 0.45,
    "wellbeing": 0.4,
    "carer_wellbeing": 0.3,
}


class Trend(Enum):
    """How a person's year goes; the value is the usual step a review, on a scale of 1 to 10."""

    BETTER = 1.3
    STEADY = 0.2
    WORSE = -0.9


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A problem that a person chose to rate, with where it stood at first."""

    key: str
    area: str
    description: str
    importance: int
    performance: int
    satisfaction: int


def problems_of(chosen: list[dict[str, str]], chance: Random) -> tuple[Problem, ...]:
    """The problems of a story, first rated."""
    return tuple(
        Problem(
            key=UUID(int=chance.getrandbits(128), version=4).hex,
            area=one["area"],
            description=one["description"],
            importance=chance.randint(7, 10),
            performance=chance.randint(2, 5),
            satisfaction=chance.randint(1, 4),
        )
        for one in chosen
    )


def copm(problems: tuple[Problem, ...], trend: Trend, occasion: int, chance: Random) -> Json:
    """The answers at the first (``occasion`` 0) or a later rating of the same problems."""
    return {
        "problems": [
            {
                "id": problem.key,
                "area": problem.area,
                "description": problem.description,
                "importance": problem.importance,
                "performance": _moved(problem.performance, trend, occasion, chance),
                "satisfaction": _moved(problem.satisfaction, trend, occasion, chance),
            }
            for problem in problems
        ]
    }


def _moved(first: int, trend: Trend, occasion: int, chance: Random) -> int | None:
    if occasion == 0:
        return first
    if chance.random() < _NOT_RATED:
        return None
    return min(10, max(1, round(first + trend.value * occasion + chance.uniform(-0.8, 0.8))))


def toms(first: dict[str, float | None], trend: Trend, occasion: int, chance: Random) -> Json:
    """A practitioner's judgement in half points; what a person does moves before the impairment."""
    if occasion == 0:
        return dict(first)
    return {
        domain: None
        if value is None or chance.random() < _NOT_RATED
        else _half(value + trend.value * _PACE[domain] * occasion + chance.uniform(-0.2, 0.2))
        for domain, value in first.items()
    }


def first_toms(chance: Random, *, carer: bool) -> dict[str, float | None]:
    """Where a person stood at first."""
    return {
        "impairment": _half(chance.uniform(2, 3.5)),
        "activity": _half(chance.uniform(1.5, 3.5)),
        "participation": _half(chance.uniform(1.5, 3)),
        "wellbeing": _half(chance.uniform(2, 3.5)),
        "carer_wellbeing": _half(chance.uniform(2, 3.5)) if carer else None,
    }


def pain(first: int, trend: Trend, occasion: int, chance: Random) -> dict[str, Any]:
    """A mark on a line of 100; higher is worse."""
    moved = first if occasion == 0 else first - trend.value * 9 * occasion + chance.uniform(-5, 5)
    return {"value": min(100, max(0, round(moved))), "mode": "vas"}


def _half(value: float) -> float:
    return min(5.0, max(0.0, round(value * 2) / 2))
