"""Read the expression of a calculated answer, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aimwell.formschema import conditions
from aimwell.formschema.calculations.expressions import (
    BIRTH,
    DECIMALS_LIMIT,
    DEPTH_LIMIT,
    GATHERING,
    OPERATIONS,
    PARTS_LIMIT,
    RECKONING,
    SIZE_LIMIT,
    TEXT_LIMIT,
    TODAY,
    UNITS,
    AgeAt,
    AnswerTo,
    Between,
    Combined,
    Day,
    Expression,
    Fixed,
    IfElse,
    Rounded,
    RowsOf,
    ScoreOf,
    as_date,
)
from aimwell.formschema.conditions import Condition, ConditionFault
from aimwell.formschema.json_text import NUMBER_LIMIT

Json = Any


class ExpressionFault(ValueError):
    """An expression that isn't written as one: where in it (a JSON pointer), what, and what to do."""

    def __init__(self, place: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.place, self.message, self.remedy = place, message, remedy


def parse(raw: Json) -> Expression:
    """Read an expression. Raises ExpressionFault at the first thing that isn't one, and nothing else."""
    return _Reader().read(raw, "", 1)


class _Reader:
    """One reading, which counts the parts."""

    def __init__(self) -> None:
        self.size = 0

    def read(self, raw: Json, place: str, depth: int) -> Expression:
        self.size += 1
        if self.size > SIZE_LIMIT:
            raise ExpressionFault(place, f"It has more than {SIZE_LIMIT} parts.", _SPLIT)
        if depth > DEPTH_LIMIT:
            raise ExpressionFault(place, f"It is nested more than {DEPTH_LIMIT} deep.", _SPLIT)
        if not isinstance(raw, Mapping):
            return Fixed(_fixed(raw, place))
        if "op" in raw:
            operation = raw["op"]
            if not isinstance(operation, str) or operation not in OPERATIONS:
                raise ExpressionFault(
                    f"{place}/op",
                    "It asks for something that can’t be worked out.",
                    f"Use one of: {', '.join(sorted(OPERATIONS))}.",
                )
            return self._operation(operation, raw, place, depth)
        return _named(raw, place)

    def _operation(self, operation: str, raw: Mapping[str, Json], place: str, depth: int) -> Expression:
        if operation in GATHERING | RECKONING:
            return self._combined(operation, raw, place, depth)
        if operation == "rows":
            _only(raw, {"op", "in"}, {"where"}, place)
            return RowsOf(_text(raw, "in", place), _condition(raw, "where", place))
        if operation == "round":
            _only(raw, {"op", "of", "decimals"}, set(), place)
            return Rounded(self.read(raw["of"], f"{place}/of", depth + 1), _decimals(raw["decimals"], place))
        if operation == "between":
            _only(raw, {"op", "from", "to", "unit"}, set(), place)
            if raw["unit"] not in UNITS:
                raise ExpressionFault(
                    f"{place}/unit", "The unit of time isn’t known.", f"Use {', '.join(UNITS)}."
                )
            start = self.read(raw["from"], f"{place}/from", depth + 1)
            return Between(start, self.read(raw["to"], f"{place}/to", depth + 1), raw["unit"])
        if operation == "age":
            _only(raw, {"op"}, {"born", "at"}, place)
            born = self.read(raw["born"], f"{place}/born", depth + 1) if "born" in raw else Day(BIRTH)
            return AgeAt(born, self.read(raw["at"], f"{place}/at", depth + 1) if "at" in raw else Day(TODAY))
        _only(raw, {"op", "when", "then"}, {"else"}, place)
        when = _condition(raw, "when", place)
        assert when is not None  # it must be there, and one that can't be read has raised
        then = self.read(raw["then"], f"{place}/then", depth + 1)
        return IfElse(
            when, then, self.read(raw["else"], f"{place}/else", depth + 1) if "else" in raw else None
        )

    def _combined(self, operation: str, raw: Mapping[str, Json], place: str, depth: int) -> Combined:
        may_need = operation in GATHERING and operation != "count"
        _only(raw, {"op", "of"}, {"needs"} if may_need else set(), place)
        if "needs" in raw and raw["needs"] != "all":
            raise ExpressionFault(
                f"{place}/needs", "“needs” can only be “all”.", "Write “all”, or take it out."
            )
        least, most = _HOW_MANY.get(operation, (1, PARTS_LIMIT))
        parts = raw["of"]
        if not isinstance(parts, list) or not least <= len(parts) <= most:
            number = str(least) if least == most else f"{least} to {most}"
            raise ExpressionFault(
                f"{place}/of", f"“{operation}” needs {number} parts.", "Choose what it is worked out from."
            )
        read = (self.read(part, f"{place}/of/{index}", depth + 1) for index, part in enumerate(parts))
        return Combined(operation, tuple(read), "needs" in raw)


_SPLIT = "Work a part of it out as a calculated answer of its own, and use that."
_HOW_MANY = {"subtract": (2, 2), "divide": (2, 2), "multiply": (2, PARTS_LIMIT)}


def _named(raw: Mapping[str, Json], place: str) -> Expression:
    if "score" in raw:
        _only(raw, {"score", "scale"}, set(), place)
        return ScoreOf(_text(raw, "score", place), _text(raw, "scale", place))
    if "answer" in raw:
        _only(raw, {"answer"}, set(), place)
        group, star, column = _text(raw, "answer", place).partition("/*/")
        if star and not column:
            raise ExpressionFault(f"{place}/answer", "It names no column.", "Write section/group/*/column.")
        return AnswerTo(group, column)
    _only(raw, {"date"}, set(), place)
    return Day(_day(raw["date"], place))


def _only(raw: Mapping[str, Json], needed: set[str], more: set[str], place: str) -> None:
    if missing := sorted(needed - set(raw)):
        raise ExpressionFault(place, f"“{missing[0]}” is missing.", f"Add “{missing[0]}”.")
    if unknown := sorted(str(key) for key in set(raw) - needed - more):
        raise ExpressionFault(place, f"“{unknown[0][:80]}” isn’t known here.", "Take it out.")


def _text(raw: Mapping[str, Json], key: str, place: str) -> str:
    value = raw[key]
    if not isinstance(value, str) or not value or len(value) > 3 * TEXT_LIMIT:
        raise ExpressionFault(f"{place}/{key}", f"“{key}” must be a name.", "Choose a question.")
    return value


def _fixed(raw: Json, place: str) -> int | float | str | bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.strip() and len(raw) <= TEXT_LIMIT:
        return raw
    if isinstance(raw, (int, float)) and abs(raw) <= NUMBER_LIMIT:
        return raw
    raise ExpressionFault(
        place,
        "Something that can be worked out is missing.",
        f"Choose a question, or write a number or a text of at most {TEXT_LIMIT} characters.",
    )


def _decimals(raw: Json, place: str) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= DECIMALS_LIMIT:
        return raw
    raise ExpressionFault(
        f"{place}/decimals", "The number of decimals can’t be used.", f"Write 0 to {DECIMALS_LIMIT}."
    )


def _day(raw: Json, place: str) -> str:
    if isinstance(raw, str) and (raw in (TODAY, BIRTH) or as_date(raw) is not None):
        return raw
    raise ExpressionFault(f"{place}/date", "That is no date.", "Write it as 2026-03-27, or use “today”.")


def _condition(raw: Mapping[str, Json], key: str, place: str) -> Condition | None:
    if key not in raw:
        return None
    try:
        return conditions.parse(raw[key])
    except ConditionFault as fault:
        raise ExpressionFault(f"{place}/{key}{fault.place}", fault.message, fault.remedy) from None
