"""What a value typed into a field is, and the problem that it is otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from aimwell.contracts import Json
from aimwell.formschema import Problem

_LIMITS = {"label": 200, "wording": 500, "option": 200, "band": 100, "scale": 100}
Entry = Mapping[str, Json]


def text_problems(place: str, value: Json, empty: str, remedy: str, kind: str) -> Iterator[Problem]:
    if not is_text(value):
        yield problem("empty", place, empty, remedy)
    elif len(value) > _LIMITS[kind]:
        yield problem(
            "too-long",
            place,
            f"“{value[:40]}…” is too long: {_LIMITS[kind]} characters are the most.",
            "Shorten it.",
        )


def is_text(value: Json) -> bool:
    return isinstance(value, str) and bool(value.strip())


def is_number(value: Json) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= 1_000_000


def is_whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def is_points(value: Json) -> bool:
    return is_number(value) and abs(value) <= 1000 and round(value, 3) == value


def problem(name: str, place: str, message: str, remedy: str) -> Problem:
    return Problem(id=name, place=place, message=message, remedy=remedy)
