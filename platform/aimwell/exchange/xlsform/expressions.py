"""The expressions of an XLSForm (a small XPath), read as far as our conditions and limits can say them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from aimwell.exchange.building import Asked

Json = Any

LENGTH_LIMIT = 2_000
NESTED_LIMIT = 40
SELF = "."
"""The question itself, in a constraint."""


class Unsayable(ValueError):
    """An expression that our conditions can't say. Carries why, in words."""


@dataclass(frozen=True)
class Name:
    """``${name}``, or ``.`` for the question itself."""

    name: str


@dataclass(frozen=True)
class Call:
    """A function, an operator (``and``, ``=`` …) or the sign of a number, with what it is given."""

    function: str
    given: tuple[Term, ...]


Term: TypeAlias = "Name | Call | str | int | float | bool"

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<name>\$\{\s*[^}\s]+\s*\}) | (?P<text>'[^']*'|"[^"]*"|‘[^’]*’|“[^”]*”) | (?P<number>\d+(?:\.\d+)?)
    | (?P<sign><=|>=|!=|=|<|>|\(|\)|,|\+|-|\*|\.(?!\d)) | (?P<word>[A-Za-z][A-Za-z0-9_:-]*)
    )""",
    re.VERBOSE,
)
_COMPARISONS = {"=": "equals", "<": "less_than", "<=": "at_most", ">": "more_than", ">=": "at_least"}
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def parse(text: str) -> Term:
    """The expression. Raises Unsayable."""
    if len(text) > LENGTH_LIMIT:
        raise Unsayable("it is too long")
    return _Parser(_tokens(text)).whole()


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise Unsayable(f"“{text[position : position + 20].strip()}” in it isn’t known")
        found.append((match.lastgroup, match.group(match.lastgroup)))
        position = match.end()
    return found


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = [*tokens, ("end", "")]
        self.at = 0
        self.depth = 0

    def whole(self) -> Term:
        term = self.either()
        if self.tokens[self.at][0] != "end":
            raise Unsayable(f"“{self.tokens[self.at][1]}” stands where it can’t be understood")
        return term

    def take(self, *words: str) -> str:
        kind, word = self.tokens[self.at]
        if kind in ("sign", "word") and word in words:
            self.at += 1
            return word
        return ""

    def need(self, word: str) -> None:
        if not self.take(word):
            raise Unsayable(f"a “{word}” is missing")

    def either(self) -> Term:
        self.depth += 1
        if self.depth > NESTED_LIMIT:
            raise Unsayable("it is nested too deep")
        terms = [self.both()]
        while self.take("or"):
            terms.append(self.both())
        self.depth -= 1
        return terms[0] if len(terms) == 1 else Call("or", tuple(terms))

    def both(self) -> Term:
        terms = [self.comparison()]
        while self.take("and"):
            terms.append(self.comparison())
        return terms[0] if len(terms) == 1 else Call("and", tuple(terms))

    def comparison(self) -> Term:
        left = self.value()
        if sign := self.take("=", "!=", "<", "<=", ">", ">="):
            return Call(sign, (left, self.value()))
        return left

    def value(self) -> Term:
        kind, word = self.tokens[self.at]
        self.at += 1
        if kind == "name":
            return Name(word[2:-1].strip())
        if kind == "text":
            return word[1:-1]
        if kind == "number":
            return float(word) if "." in word else int(word)
        if word == SELF:
            return Name(SELF)
        if word == "(":
            inner = self.either()
            self.need(")")
            return inner
        if word == "-" and self.tokens[self.at][0] == "number":
            number = self.value()
            return -number if isinstance(number, (int, float)) else number
        if kind == "word":
            return self.call(word)
        raise Unsayable(
            "it can’t be understood" if not word else f"“{word}” in it can’t be said as a condition"
        )

    def call(self, function: str) -> Term:
        if not self.take("("):
            raise Unsayable(f"“{function}” in it isn’t known")
        given: list[Term] = []
        while not self.take(")"):
            if given:
                self.need(",")
            given.append(self.either())
        return {"true": True, "false": False}.get(function, Call(function, tuple(given)))


def condition(term: Term, find: Callable[[str], Asked], group: Asked | None) -> Json:
    """An expression as a condition of ours. ``find`` gives a question by name. Raises Unsayable."""
    if not isinstance(term, Call):
        raise Unsayable("it isn’t a comparison")
    if term.function in ("and", "or"):
        parts = [condition(part, find, group) for part in term.given]
        return {"all" if term.function == "and" else "any": parts}
    if term.function == "not" and len(term.given) == 1:
        return {"not": condition(term.given[0], find, group)}
    if term.function == "selected" and len(term.given) == 2:
        return _selected(term.given, find, group)
    if term.function in _FLIPPED and len(term.given) == 2:
        return _comparison(term, find, group)
    raise Unsayable(f"“{term.function}” in it can’t be said as a condition")


def _selected(given: tuple[Term, ...], find: Callable[[str], Asked], group: Asked | None) -> Json:
    asked, option = _asked(given[0], find), given[1]
    if not isinstance(option, (str, int, float)):
        raise Unsayable("“selected” in it names no answer")
    operator = "includes" if asked.schema.get("type") == "array" else "equals"
    return {"question": asked.reference_from(group), "operator": operator, "value": str(option)}


def _comparison(term: Call, find: Callable[[str], Asked], group: Asked | None) -> Json:
    sign, (left, right) = term.function, term.given
    if not isinstance(left, Name):
        sign, left, right = _FLIPPED[sign], right, left
    if isinstance(right, (Name, Call)):
        raise Unsayable("it compares with more than one fixed answer")
    asked = _asked(left, find)
    question = {"question": asked.reference_from(group)}
    if right == "" and not isinstance(right, bool):
        if sign not in ("=", "!="):
            raise Unsayable("it compares with nothing")
        return {**question, "operator": "not_answered" if sign == "=" else "answered"}
    if asked.schema.get("type") == "array":
        raise Unsayable("it compares a question of several answers with one: use “selected”")
    equal = {**question, "operator": "equals", "value": _answer(right, asked)}
    if sign == "=":
        return equal
    # In an XLSForm “not equal” holds for a question without an answer, too.
    return {"not": equal} if sign == "!=" else {**equal, "operator": _COMPARISONS[sign]}


def _asked(term: Term, find: Callable[[str], Asked]) -> Asked:
    if not isinstance(term, Name) or term.name == SELF:
        raise Unsayable("it names no question")
    return find(term.name)


def _answer(value: Term, asked: Asked) -> Json:
    """A fixed answer as the question's own answers are kept."""
    kind = asked.schema.get("type")
    if kind in ("integer", "number"):
        try:
            number = float(str(value))
        except ValueError:
            raise Unsayable("it compares a number with a text") from None
        return int(number) if number.is_integer() else number
    if kind == "boolean":
        return value if isinstance(value, bool) else str(value).lower() in ("ok", "yes", "true", "1")
    return str(value)


def limits(term: Term) -> dict[str, Json]:
    """A constraint as JSON Schema keywords and ``notFuture``. Raises Unsayable when they can’t say it all."""
    if isinstance(term, Call) and term.function == "and":
        found: dict[str, Json] = {}
        for part in term.given:
            found.update(limits(part))
        return found
    if not isinstance(term, Call) or len(term.given) != 2:
        raise Unsayable("it isn’t a limit")
    sign, (left, right) = term.function, term.given
    if sign == "regex" and left == Name(SELF) and isinstance(right, str):
        return {"pattern": right}
    if left != Name(SELF) and sign in _FLIPPED:
        sign, left, right = _FLIPPED[sign], right, left
    if left == Name(SELF) and sign == "<=" and right == Call("today", ()):
        return {"notFuture": True}
    if left != Name(SELF) or isinstance(right, bool) or not isinstance(right, (int, float)):
        raise Unsayable("it isn’t a fixed limit")
    keyword = {"<": "exclusiveMaximum", "<=": "maximum", ">": "exclusiveMinimum", ">=": "minimum"}.get(sign)
    if keyword is None:
        raise Unsayable("it isn’t a limit")
    return {keyword: right}
