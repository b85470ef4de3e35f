"""The list of routes: every section and question of a template in order, with all that decides about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aimwell.contracts import Measure
from aimwell.formschema import Problem
from aimwell.formschema.outline import Outline, Question, Section
from aimwell.formschema.routes import Reach, Use, analyse, uses_of
from aimwell.formschema.shape import is_flat
from aimwell_cms.authoring.convert.fields import AUDIENCES, ROLES
from aimwell_cms.authoring.findings import Context
from aimwell_cms.authoring.problems import Told
from aimwell_cms.authoring.routes.check import is_stop, told_routes

Json = Any

KINDS = {
    "short-text": "Short text",
    "long-text": "Long text",
    "number": "Number",
    "date": "Date",
    "yes-no": "Yes or no",
    "one-of": "One answer of several",
    "several-of": "Several answers",
    "scale": "Scale",
    "group": "Repeating group",
    "guidance": "Guidance text",
    "measure": "Measure",
    "calculated": "Calculated answer",
    "path": "Choice of path",
}
_ROLES = {**dict(ROLES), "together": "Together"}
_SEEN_BY = {**dict(AUDIENCES), "all": "Everybody"}
_USES = {
    "condition": "Condition of ‘{}’",
    "calculation": "Calculation ‘{}’",
    "triage": "Triage: {}",
    "pathway": "Pathway: {}",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One section, question or column.

    ``block``: the id of its block; empty where it has none. ``condition``: in words; empty when it has none
    of its own. ``problems`` keep the form from being published; ``advice`` doesn't.
    """

    number: str
    block: str
    title: str
    is_section: bool = False
    depth: int = 0
    kind: str = ""
    who: str = ""
    seen_by: str = ""
    required: bool = False
    condition: str = ""
    uses: Sequence[str] = ()
    problems: Sequence[Problem] = ()
    advice: Sequence[Problem] = ()

    @property
    def has_findings(self) -> bool:
        """Whether something is to be said of it."""
        return bool(self.problems or self.advice)


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The rows in order, and the problems of the form as a whole."""

    rows: Sequence[Row]
    of_the_form: Sequence[Problem]

    def shown(self, show: str) -> list[Row]:
        """The rows of a filter (``conditional``, ``problems``, or all), each with its section."""
        wanted = {id(row) for row in self.rows if _is_wanted(row, show)}
        sections = {row.number.partition(".")[0] for row in self.rows if id(row) in wanted}
        return [row for row in self.rows if id(row) in wanted or (row.is_section and row.number in sections)]

    def count(self, show: str) -> int:
        """How many rows a filter is about."""
        return sum(_is_wanted(row, show) for row in self.rows)


def _is_wanted(row: Row, show: str) -> bool:
    if show == "conditional":
        return bool(row.condition)
    return row.has_findings if show == "problems" else not row.is_section


def listing_of(context: Context) -> Listing:
    """The list of a template as its draft stands."""
    sketch = context.outline
    reaches = {reach.pointer: reach for reach in analyse(sketch, flat=is_flat(context.template))}
    problems, advice = _findings(reaches.values(), context)
    uses = uses_of(sketch)
    rows: list[Row] = []
    for number, item in _numbered(sketch):
        reach = reaches[item.pointer]
        block = context.written.places.get(reach.place, "")
        row = Row(
            number=number,
            block=block,
            title=item.title,
            is_section=isinstance(item, Section),
            depth=number.count("."),
            condition=reach.condition,
            problems=problems.get(block, ()) if block else (),
            advice=advice.get(block, ()) if block else (),
        )
        rows.append(row if isinstance(item, Section) else _asked(row, item, uses, context.measures))
    return Listing(rows=rows, of_the_form=problems.get("", ()))


def _asked(
    row: Row, question: Question, uses: Mapping[str, Sequence[Use]], measures: Mapping[str, Measure]
) -> Row:
    """A row with what only a question has."""
    measure = measures.get(question.measure or "")
    scored = [f"Scored by {measure.label if measure else question.measure}"] if question.measure else []
    return replace(
        row,
        kind=KINDS.get(question.widget, question.widget),
        who="The computer" if question.widget == "calculated" else _ROLES.get(question.role, question.role),
        seen_by=_SEEN_BY.get(question.audience, question.audience),
        required=question.required,
        uses=[*scored, *(_USES[use.kind].format(use.name) for use in uses.get(question.pointer, ()))],
    )


def _numbered(sketch: Outline) -> Iterator[tuple[str, Section | Question]]:
    for section_number, section in enumerate(sketch.sections, 1):
        yield f"{section_number}", section
        for number, question in enumerate(section.questions, 1):
            yield f"{section_number}.{number}", question
            for position, column in enumerate(question.questions if question.widget == "group" else (), 1):
                yield f"{section_number}.{number}.{position}", column


def _findings(
    reaches: Iterable[Reach], context: Context
) -> tuple[Mapping[str, Sequence[Problem]], Mapping[str, Sequence[Problem]]]:
    """What stops publication, and what is only advice, by block; the form's own under no block."""
    told = told_routes((problem for reach in reaches for problem in reach.problems), context)
    stops = [*context.problems, *(each for each in told if is_stop(each))]
    return _by_block(stops), _by_block([each for each in told if not is_stop(each)])


def _by_block(told: Sequence[Told]) -> Mapping[str, Sequence[Problem]]:
    found: dict[str, list[Problem]] = {}
    for each in told:
        found.setdefault(each.block, []).append(each.problem)
    return found
