"""What the expression of a calculated answer gives: a number, a date …; or why it can give nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from aimwell.contracts import Measure
from aimwell.formschema.asking import Asked, Asking
from aimwell.formschema.calculations.expressions import (
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
)
from aimwell.formschema.shape import note, properties, type_of, widget_of

Json = Any

NUMBERS = frozenset({"number", "whole number"})


@dataclass(frozen=True)
class Gives:
    """What an expression gives: one answer, or those of all rows (or the options that are ticked)."""

    kind: str
    """number, whole number, date, text or yes/no."""
    many: bool = False


class Unfit(Exception):
    """What is wrong with one part of an expression: it is told as a problem."""

    def __init__(self, name: str, place: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.name, self.place, self.message, self.remedy = name, place, message, remedy


class Kinds:
    """Works out the kind of what one question calculates, up to the first thing that is wrong with it."""

    def __init__(self, item: Asked, asking: Asking, measures: Mapping[str, Measure]) -> None:
        self.item, self.asking, self.measures = item, asking, measures

    def compare(self, gives: Gives) -> None:
        """Whether what is given is what the question says its answer is."""
        said = kind_of(self.item.schema)
        if gives.many:
            raise Unfit(
                "type",
                "",
                f"‘{self.item.title}’ would have an answer for each row.",
                "Choose what is made of them, such as their sum.",
            )
        if gives.kind != said and not {gives.kind, said or ""} <= NUMBERS:
            raise Unfit(
                "type",
                "",
                f"What is worked out for ‘{self.item.title}’ is a {gives.kind}, but its answer is said to be "
                f"a {said or 'thing of another type'}.",
                f"Say that its answer is a {gives.kind}, or work something else out.",
            )

    def gives(self, expression: Expression, place: str) -> Gives:
        """What an expression gives. Raises Unfit."""
        if isinstance(expression, Fixed):
            return Gives(_kind_of_fixed(expression.value))
        if isinstance(expression, Day):
            return Gives("date")
        if isinstance(expression, AnswerTo):
            return self._answer(expression, place)
        if isinstance(expression, ScoreOf):
            return self._score(expression, place)
        if isinstance(expression, Combined):
            return self._combined(expression, place)
        if isinstance(expression, RowsOf):
            self._group(expression.group, place)
            return Gives("whole number")
        if isinstance(expression, Rounded):
            self._one(expression.part, f"{place}/of", NUMBERS, "a number")
            return Gives("number" if expression.decimals else "whole number")
        if isinstance(expression, Between):
            self._one(expression.start, f"{place}/from", {"date"}, "a date")
            self._one(expression.end, f"{place}/to", {"date"}, "a date")
            return Gives("whole number")
        if isinstance(expression, AgeAt):
            self._one(expression.born, f"{place}/born", {"date"}, "a date")
            self._one(expression.at, f"{place}/at", {"date"}, "a date")
            return Gives("whole number")
        return self._if_else(expression, place)

    def _one(self, part: Expression, place: str, wanted: frozenset[str] | set[str], words: str) -> Gives:
        found = self.gives(part, place)
        if found.many or found.kind not in wanted:
            told = "several answers" if found.many else f"a {found.kind}"
            raise Unfit(
                "type",
                place,
                f"‘{self.item.title}’ uses {told} where {words} is needed.",
                f"Choose {words}.",
            )
        return found

    def _combined(self, expression: Combined, place: str) -> Gives:
        operation = expression.operation
        if operation == "count":
            for index, part in enumerate(expression.parts):
                self.gives(part, f"{place}/of/{index}")
            return Gives("whole number")
        kinds = []
        for index, part in enumerate(expression.parts):
            where = f"{place}/of/{index}"
            found = self.gives(part, where)
            many = operation in ("subtract", "multiply", "divide") and found.many
            dates = operation in ("min", "max") and found.kind == "date"
            if many or (found.kind not in NUMBERS and not dates):
                told = "several answers" if many else f"a {found.kind}"
                raise Unfit(
                    "type",
                    where,
                    f"‘{self.item.title}’ uses {told} where a number is needed.",
                    "Choose a question that is answered with a number.",
                )
            kinds.append(found.kind)
        if "date" in kinds:
            if set(kinds) != {"date"}:
                raise Unfit(
                    "type",
                    place,
                    f"‘{self.item.title}’ compares dates with numbers.",
                    "Use one or the other.",
                )
            return Gives("date")
        whole = operation not in ("mean", "divide") and set(kinds) == {"whole number"}
        return Gives("whole number" if whole else "number")

    def _if_else(self, expression: IfElse, place: str) -> Gives:
        then = self.gives(expression.then, f"{place}/then")
        if expression.otherwise is None:
            return then
        otherwise = self.gives(expression.otherwise, f"{place}/else")
        if then == otherwise:
            return then
        if {then.kind, otherwise.kind} <= NUMBERS and then.many == otherwise.many:
            return replace(then, kind="number")
        raise Unfit(
            "type",
            f"{place}/else",
            f"‘{self.item.title}’ would be a {then.kind} or a {otherwise.kind}, as the condition has it.",
            "Make both of one kind.",
        )

    def _answer(self, expression: AnswerTo, place: str) -> Gives:
        if expression.column:
            self._group(expression.question, place)
        name = f"{expression.question}/{expression.column}" if expression.column else expression.question
        target = self._earlier(name, place)
        kind = kind_of(target.schema)
        if kind is None or (target.is_column and not expression.column):
            raise Unfit(
                "unknown-question",
                place,
                f"‘{self.item.title}’ can’t use ‘{target.title}’ as it is.",
                "Of a repeating group, choose one of its questions or count its rows; of a measure, choose a "
                "score.",
            )
        return Gives(kind, bool(expression.column) or type_of(target.schema)[0] == "array")

    def _score(self, expression: ScoreOf, place: str) -> Gives:
        target = self._earlier(expression.question, place)
        name = note(target.schema).get("measure")
        if widget_of(target.schema) != "measure":
            raise Unfit(
                "scale",
                place,
                f"‘{self.item.title}’ uses a score of ‘{target.title}’, which is no measure.",
                "Choose a measure, or the answer itself.",
            )
        measure = self.measures.get(name) if isinstance(name, str) else None
        # A measure that isn't installed is a problem of its own question.
        if measure is not None and expression.scale not in {scale.name for scale in measure.scales}:
            raise Unfit(
                "scale",
                f"{place}/scale",
                f"‘{self.item.title}’ uses “{expression.scale[:80]}”, which {measure.label} doesn’t score.",
                f"Use one of: {', '.join(scale.name for scale in measure.scales)}.",
            )
        return Gives("number")

    def _group(self, name: str, place: str) -> None:
        target = self._earlier(name, place)
        if not properties(target.schema.get("items") if isinstance(target.schema, Mapping) else None):
            raise Unfit(
                "unknown-question",
                place,
                f"‘{self.item.title}’ uses the rows of ‘{target.title}’, which has none.",
                "Choose a repeating group.",
            )

    def _earlier(self, name: str, place: str) -> Asked:
        item, target = self.item, self.asking.items.get(name)
        if target is None or not target.within:
            raise Unfit(
                "unknown-question",
                place,
                f"‘{item.title}’ is worked out from “{name[:150]}”, which is no question that it can use.",
                "Choose an earlier question of this form.",
            )
        if target.name == item.name:
            raise Unfit(
                "cycle", place, f"‘{item.title}’ is worked out from itself.", "Choose another question."
            )
        if self.asking.order[name] < self.asking.order[item.name]:
            return target
        if self.asking.leads_back(name, item.name):
            raise Unfit(
                "cycle",
                place,
                f"‘{item.title}’ and ‘{target.title}’ depend on each other, so neither can be worked out.",
                "Take one out of the other.",
            )
        raise Unfit(
            "later-question",
            place,
            f"‘{item.title}’ is worked out from ‘{target.title}’, which isn’t asked before it.",
            f"Move ‘{target.title}’ before ‘{item.title}’, or choose an earlier question.",
        )


def _kind_of_fixed(value: Json) -> str:
    if isinstance(value, bool):
        return "yes/no"
    if isinstance(value, str):
        return "text"
    return "whole number" if isinstance(value, int) else "number"


def kind_of(schema: Json) -> str | None:
    """The kind of a question's answers, or of each of several; None where it has none of its own."""
    if widget_of(schema) in (None, "group", "guidance", "measure"):
        return None
    kind, _ = type_of(schema)
    if kind == "string":
        return "date" if schema.get("format") == "date" else "text"
    return {
        "number": "number",
        "integer": "whole number",
        "boolean": "yes/no",
        "array": "text",
    }.get(kind or "")
