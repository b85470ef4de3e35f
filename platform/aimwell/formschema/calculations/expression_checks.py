"""Check calculated answers: each must use earlier answers, and give an answer of its own type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from aimwell.contracts import Measure
from aimwell.formschema.asking import Asked, Asking
from aimwell.formschema.calculations.expression_kinds import Kinds, Unfit
from aimwell.formschema.calculations.expression_reading import ExpressionFault, parse
from aimwell.formschema.calculations.expressions import Expression, IfElse, RowsOf, every
from aimwell.formschema.condition_checks import problems_of
from aimwell.formschema.problems import Problem
from aimwell.formschema.shape import NOTE, note, widget_of


def expression_problems(asking: Asking, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    """The problems of every calculated answer, in the order of asking."""
    for item in asking.items.values():
        if widget_of(item.schema) == "calculated" and item.within and not item.is_column:
            yield from _problems(item, asking, measures)


def _problems(item: Asked, asking: Asking, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    place = f"{item.place}/{NOTE}/calculate"
    if "calculate" not in note(item.schema):
        yield Problem(
            id="calculation-missing",
            place=place,
            message=f"‘{item.title}’ is worked out, but from what isn’t said.",
            remedy="Choose what it is worked out from.",
        )
        return
    try:
        expression = parse(note(item.schema)["calculate"])
    except ExpressionFault as fault:
        yield Problem(
            id="calculation-malformed",
            place=place + fault.place,
            message=f"How ‘{item.title}’ is worked out can’t be read: {fault.message}",
            remedy=fault.remedy,
        )
        return
    kinds = Kinds(item, asking, measures)
    try:
        kinds.compare(kinds.gives(expression, ""))
    except Unfit as unfit:
        yield Problem(
            id=f"calculation-{unfit.name}",
            place=place + unfit.place,
            message=unfit.message,
            remedy=unfit.remedy,
        )
    else:
        yield from _conditions(item, expression, place, asking)


def _conditions(item: Asked, expression: Expression, place: str, asking: Asking) -> Iterator[Problem]:
    for where, part in every(expression, place):
        if isinstance(part, IfElse):
            yield from problems_of(item, part.when, f"{where}/when", asking)
        elif isinstance(part, RowsOf) and part.where is not None:
            row = replace(item, within=part.group)
            yield from problems_of(row, part.where, f"{where}/where", asking)
