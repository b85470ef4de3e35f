"""The conditions of a template (``x-aimwell.when``): read, referenced questions, verdict.

A condition on a question that is not answered (or is hidden) is false, except ``not_answered``. ``not`` turns
the verdict round as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Json = Any

DEPTH_LIMIT = 8
"""How deep ``all``, ``any`` and ``not`` may be nested: more can't be read by a person."""

ROW = "./"
"""What a reference to a question of the same row (or the same measure) begins with."""

VALUELESS = frozenset({"answered", "not_answered"})
NUMERIC = frozenset({"less_than", "at_most", "at_least", "more_than"})
OPERATORS = VALUELESS | NUMERIC | {"equals", "not_equals", "one_of", "includes"}


@dataclass(frozen=True)
class Comparison:
    """One comparison of the answer to ``question`` (``section/key``, or ``./key`` in the same row)."""

    question: str
    operator: str
    value: Json = None


@dataclass(frozen=True)
class AllOf:
    """True when every part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """True when its part is false."""

    part: Condition


Condition: TypeAlias = "Comparison | AllOf | AnyOf | Not"


class ConditionFault(ValueError):
    """A condition that isn't written as one: where in it (a JSON pointer), what, and what to do."""

    def __init__(self, place: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.place, self.message, self.remedy = place, message, remedy


def parse(raw: Json, place: str = "", depth: int = 1) -> Condition:
    """Read a condition. Raises ConditionFault at the first thing that isn't one."""
    if depth > DEPTH_LIMIT:
        raise ConditionFault(place, f"The condition is nested more than {DEPTH_LIMIT} deep.", "Simplify it.")
    if not isinstance(raw, Mapping):
        raise ConditionFault(
            place, "A condition must be an object.", 'Write {"question", "operator", "value"}.'
        )
    keys = set(raw)
    if keys == {"all"} or keys == {"any"}:
        (word,) = keys
        parts = _parse_list(raw[word], f"{place}/{word}", depth)
        return AllOf(parts) if word == "all" else AnyOf(parts)
    if keys == {"not"}:
        return Not(parse(raw["not"], f"{place}/not", depth + 1))
    return _parse_comparison(raw, place)


def _parse_list(raw: Json, place: str, depth: int) -> tuple[Condition, ...]:
    if not isinstance(raw, list) or not 1 <= len(raw) <= 50:
        raise ConditionFault(
            place, "“all” and “any” need a list of 1 to 50 conditions.", "Write such a list."
        )
    return tuple(parse(part, f"{place}/{index}", depth + 1) for index, part in enumerate(raw))


def _parse_comparison(raw: Mapping[str, Json], place: str) -> Comparison:
    question, operator = raw.get("question"), raw.get("operator")
    if unknown := sorted(str(key) for key in set(raw) - {"question", "operator", "value"}):
        raise ConditionFault(
            place,
            f"A condition doesn't know “{unknown[0]}”.",
            "Use question, operator and value; or all, any or not, alone.",
        )
    if not isinstance(question, str) or not question:
        raise ConditionFault(place, "The condition names no question.", 'Add "question": "section/question".')
    if not isinstance(operator, str) or operator not in OPERATORS:
        raise ConditionFault(
            f"{place}/operator",
            "The condition has no comparison that is known.",
            f"Use one of: {', '.join(sorted(OPERATORS))}.",
        )
    if operator in VALUELESS:
        if "value" in raw:
            raise ConditionFault(f"{place}/value", f"“{operator}” takes no value.", "Take the value out.")
        return Comparison(question, operator)
    if "value" not in raw:
        raise ConditionFault(place, f"“{operator}” needs a value to compare with.", 'Add "value".')
    return Comparison(question, operator, _parse_value(operator, raw["value"], f"{place}/value"))


def _parse_value(operator: str, value: Json, place: str) -> Json:
    if operator == "one_of":
        if not isinstance(value, list) or not 1 <= len(value) <= 500 or not all(map(_is_scalar, value)):
            raise ConditionFault(
                place, "“one_of” needs a list of answers.", "Write a list of 1 to 500 answers."
            )
        return tuple(value)
    if operator in NUMERIC and not _is_number(value):
        raise ConditionFault(place, f"“{operator}” compares with a number.", "Write a number.")
    if not _is_scalar(value):
        raise ConditionFault(
            place, f"“{operator}” compares with one answer.", "Write a text, a number, true or false."
        )
    return value


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison in a condition, in the order written."""
    if isinstance(condition, Comparison):
        yield condition
    elif isinstance(condition, Not):
        yield from comparisons(condition.part)
    else:
        for part in condition.parts:
            yield from comparisons(part)


def holds(condition: Condition, answers: Json, siblings: Json = None) -> bool:
    """The verdict on answers ``{section: {question: answer}}``; ``siblings``: the answers of the same row."""
    if isinstance(condition, Not):
        return not holds(condition.part, answers, siblings)
    if isinstance(condition, AllOf):
        return all(holds(part, answers, siblings) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(holds(part, answers, siblings) for part in condition.parts)
    return is_met(condition, _answer(condition.question, answers, siblings))


def is_blank(answer: Json) -> bool:
    """Whether an answer counts as not given: nothing, only spaces, or an empty list or group."""
    if isinstance(answer, str):
        return not answer.strip()
    return answer is None or answer == [] or answer == {}


def _answer(question: str, answers: Json, siblings: Json) -> Json:
    if question.startswith(ROW):
        return siblings.get(question[len(ROW) :]) if isinstance(siblings, Mapping) else None
    section, _, key = question.partition("/")
    inside = answers.get(section) if isinstance(answers, Mapping) else None
    return inside.get(key) if isinstance(inside, Mapping) else None


def is_met(comparison: Comparison, answer: Json) -> bool:
    """The verdict of one comparison on the answer itself."""
    operator, value = comparison.operator, comparison.value
    if is_blank(answer):
        return operator == "not_answered"
    if operator == "answered":
        return True
    if operator == "equals":
        return same(answer, value)
    if operator == "not_equals":
        return not same(answer, value)
    if operator == "one_of":
        return any(same(answer, option) for option in value)
    if operator == "includes":
        return isinstance(answer, list) and any(same(item, value) for item in answer)
    return _is_number(answer) and _in_order(operator, answer, value)


def _in_order(operator: str, answer: Json, value: Json) -> bool:
    if operator == "less_than":
        return bool(answer < value)
    if operator == "at_most":
        return bool(answer <= value)
    if operator == "at_least":
        return bool(answer >= value)
    return operator == "more_than" and bool(answer > value)


def same(left: Json, right: Json) -> bool:
    """Equality of two plain values as JSON Schema has it: 1 is 1.0, but true isn't 1."""
    if isinstance(left, (list, dict)) or isinstance(right, (list, dict, tuple)):
        return False
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def _is_scalar(value: Json) -> bool:
    return isinstance(value, (str, int, float))


def _is_number(value: Json) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
