"""The form in which a condition is edited: what was posted, each line with what is wrong with it.

It works without scripts: a button adds or takes out a line, or shows the answers of a question that was just
chosen; each time the whole form is posted and shown again, and nothing is saved but by “Save”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from aimwell.formschema.conditions import NUMERIC, VALUELESS
from aimwell_cms.authoring.routes.asked import Asked
from aimwell_cms.authoring.routes.lines import Group, Line, Lines, Match

Json = Any

MOST = 50
_WHOLE = re.compile(r"-?\d{1,15}")
_DECIMAL = re.compile(r"-?\d{1,15}\.\d{1,10}")


@dataclass(kw_only=True)
class LineForm:
    """One line as it stands in the form."""

    prefix: str
    question: str = ""
    operator: str = ""
    values: list[str] = field(default_factory=list)
    negated: bool = False
    asked: Asked | None = None
    is_new_choice: bool = False
    """Whether its question was chosen since its comparisons and answers were last shown."""
    error: str = ""

    @property
    def typed(self) -> str:
        """The answers as they are typed."""
        return "; ".join(self.values)

    @property
    def is_missing(self) -> bool:
        """Whether it asks for a question that isn't there, or not before this one."""
        return bool(self.question) and self.asked is None


@dataclass(kw_only=True)
class GroupForm:
    """A group of lines as it stands in the form."""

    prefix: str
    match: Match = "all"
    negated: bool = False
    lines: list[LineForm] = field(default_factory=list)


@dataclass(kw_only=True)
class ConditionForm:
    """A whole condition as it stands in the form. ``asked``: what it may ask for, by name."""

    asked: Mapping[str, Asked]
    match: Match = "all"
    parts: list[LineForm | GroupForm] = field(default_factory=list)

    def every_line(self) -> Iterator[LineForm]:
        """Every line, those of groups included."""
        for part in self.parts:
            if isinstance(part, GroupForm):
                yield from part.lines
            else:
                yield part

    @property
    def errors(self) -> list[LineForm]:
        """The lines with something wrong."""
        return [line for line in self.every_line() if line.error]

    @property
    def groups(self) -> list[GroupForm]:
        """The groups, in order."""
        return [part for part in self.parts if isinstance(part, GroupForm)]

    def change(self, action: str) -> None:
        """Add or take out a line or group: ``line``, ``group``, ``line:PREFIX``, ``remove:PREFIX``."""
        verb, _, prefix = action.partition(":")
        if verb == "remove":
            self._remove(prefix)
        elif verb == "group" and len(self.parts) < MOST:
            self.parts.append(GroupForm(prefix="", match="any", lines=[LineForm(prefix="")]))
        elif verb == "line":
            holder = next((group.lines for group in self.groups if group.prefix == prefix), self.parts)
            if len(holder) < MOST:
                holder.append(LineForm(prefix=""))
        self._number()

    def _remove(self, prefix: str) -> None:
        for group in self.groups:
            group.lines[:] = [line for line in group.lines if line.prefix != prefix]
        self.parts[:] = [
            part
            for part in self.parts
            if part.prefix != prefix and not (isinstance(part, GroupForm) and not part.lines)
        ]

    def _number(self) -> None:
        for index, part in enumerate(self.parts):
            part.prefix = f"p{index}"
            for inner, line in enumerate(part.lines if isinstance(part, GroupForm) else ()):
                line.prefix = f"p{index}-l{inner}"

    def lines(self) -> Lines:
        """What the form says. Lines without a question are left out; look at ``errors`` first."""
        parts: list[Line | Group] = []
        for part in self.parts:
            if isinstance(part, LineForm):
                parts += _said(part)
            elif inside := [line for each in part.lines for line in _said(each)]:
                parts.append(Group(match=part.match, lines=tuple(inside), negated=part.negated))
        return Lines(match=self.match, parts=tuple(parts))


def shown_form(lines: Lines, asked: Mapping[str, Asked]) -> ConditionForm:
    """The form that shows a condition; with one empty line when there is none."""
    form = ConditionForm(asked=asked, match=lines.match)
    for part in lines.parts:
        if isinstance(part, Line):
            form.parts.append(_line_form(part, asked))
        else:
            inside = [_line_form(line, asked) for line in part.lines]
            form.parts.append(GroupForm(prefix="", match=part.match, negated=part.negated, lines=inside))
    form.change("" if form.parts else "line")
    return form


def posted_form(data: QueryDict, asked: Mapping[str, Asked]) -> ConditionForm:
    """The form as it was posted, with what is wrong with each line."""
    form = ConditionForm(asked=asked, match=_match(data.get("match")))
    for index in range(MOST):
        prefix = f"p{index}"
        kind = data.get(f"{prefix}-kind")
        if kind == "line":
            form.parts.append(_posted_line(data, prefix, asked))
        elif kind == "group":
            form.parts.append(_posted_group(data, prefix, asked))
    form.change("")
    return form


def _posted_group(data: QueryDict, prefix: str, asked: Mapping[str, Asked]) -> GroupForm:
    inside = [f"{prefix}-l{index}" for index in range(MOST)]
    lines = [_posted_line(data, each, asked) for each in inside if data.get(f"{each}-kind") == "line"]
    negated = data.get(f"{prefix}-not") == "on"
    return GroupForm(prefix=prefix, match=_match(data.get(f"{prefix}-match")), negated=negated, lines=lines)


def _match(said: str | None) -> Match:
    return "any" if said == "any" else "all"


def _posted_line(data: QueryDict, prefix: str, asked: Mapping[str, Asked]) -> LineForm:
    question = data.get(f"{prefix}-question", "")
    values = [value.strip() for value in data.getlist(f"{prefix}-value") if value.strip()]
    line = LineForm(
        prefix=prefix,
        question=question,
        operator=data.get(f"{prefix}-operator", ""),
        values=values,
        negated=data.get(f"{prefix}-not") == "on",
        asked=asked.get(question),
        is_new_choice=bool(question) and data.get(f"{prefix}-shown", "") != question,
    )
    if line.asked is not None and line.operator == "one_of" and not line.asked.is_listed:
        line.values = [part.strip() for value in values for part in value.split(";") if part.strip()]
    if line.is_new_choice:
        line.operator, line.values = "", []
    line.error = _error(line)
    return line


def _line_form(line: Line, asked: Mapping[str, Asked]) -> LineForm:
    found = asked.get(line.question)
    several = found is not None and found.takes_several and line.operator == "one_of"
    return LineForm(
        prefix="",
        question=line.question,
        operator="equals" if several else line.operator,
        values=[_typed(value) for value in line.values],
        negated=line.negated,
        asked=found,
    )


def _typed(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _error(line: LineForm) -> str:
    if not line.question:
        return ""
    if line.asked is None:
        return "This question isn’t asked before. Choose another one, or remove the line."
    title = f"‘{line.asked.title}’"
    if line.is_new_choice:
        return f"Now choose the comparison and the answer for {title}."
    if line.operator not in dict(line.asked.comparisons):
        return f"Choose how to compare the answer to {title}."
    if line.operator in VALUELESS:
        return ""
    if not line.values:
        return f"{'Choose' if line.asked.is_listed else 'Write'} an answer to {title}."
    if line.asked.takes_several and line.operator != "equals" and len(line.values) > 1:
        return f"Choose one answer to {title}; use a line for each further one."
    return _misfit(line, line.asked, title)


def _misfit(line: LineForm, asked: Asked, title: str) -> str:
    if asked.is_listed:
        known = {value for value, _ in asked.answers}
        return "" if known.issuperset(line.values) else f"Choose one of the answers to {title}."
    if line.operator in NUMERIC or asked.kind in ("number", "scale"):
        fits = [bool(_WHOLE.fullmatch(value) or _DECIMAL.fullmatch(value)) for value in line.values]
        return "" if all(fits) else f"Write the answer to {title} as a number, such as 4 or 2.5."
    return ""


def _said(line: LineForm) -> Iterator[Line]:
    if line.asked is None:
        return
    operator = line.operator
    values = tuple(_answer(value, line.asked) for value in line.values) if operator not in VALUELESS else ()
    if line.asked.takes_several and operator == "equals" and len(values) > 1:
        operator = "one_of"
    if operator != "one_of":
        values = values[:1]
    yield Line(question=line.question, operator=operator, values=values, negated=line.negated)


def _answer(text: str, asked: Asked) -> Json:
    if asked.kind == "yes-no":
        return text == "true"
    if asked.kind in ("number", "scale"):
        return int(text) if _WHOLE.fullmatch(text) else float(text)
    return text
