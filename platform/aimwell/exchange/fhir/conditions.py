"""Conditions of ours and FHIR's ``enableWhen``, both ways."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from aimwell.exchange.building import Asked
from aimwell.exchange.fhir.names import value
from aimwell.formschema.conditions import ROW, AllOf, AnyOf, Comparison, Condition, Not
from aimwell.formschema.outline import Question

Json = Any
Item = Mapping[str, Json]

_READ = {"=": "equals", ">": "more_than", "<": "less_than", ">=": "at_least", "<=": "at_most"}
_WRITTEN = {operator: sign for sign, operator in _READ.items()}
_KINDS = {"integer": "Integer", "number": "Decimal", "boolean": "Boolean"}


class Unsayable(ValueError):
    """A condition that the other side can't say. Carries why, in words."""


def condition_of(item: Item, find: Callable[[str], Asked], group: Asked | None) -> Json:
    """The condition that an item’s ``enableWhen`` says. Raises Unsayable."""
    found = item.get("enableWhen")
    parts = (
        [_read(one, find, group) for one in found if isinstance(one, Mapping)]
        if isinstance(found, list)
        else []
    )
    if not parts:
        raise Unsayable("it can’t be read")
    if len(parts) == 1:
        return parts[0]
    behaviour = item.get("enableBehavior", "any")
    return {"all" if behaviour == "all" else "any": parts}


def _read(said: Mapping[str, Json], find: Callable[[str], Asked], group: Asked | None) -> Json:
    asked = find(str(said.get("question", "")))
    question = {"question": asked.reference_from(group)}
    operator, answer = said.get("operator"), value(said, "answer")
    if operator == "exists":
        return {**question, "operator": "answered" if answer is True else "not_answered"}
    fixed = _answer(answer, asked)
    if operator == "!=":
        # In FHIR “not equal” holds for a question without an answer, too.
        return {"not": {**question, "operator": _equal(asked), "value": fixed}}
    if operator == "=":
        return {**question, "operator": _equal(asked), "value": fixed}
    if operator not in _READ:
        raise Unsayable("its comparison isn’t known")
    return {**question, "operator": _READ[operator], "value": fixed}


def _equal(asked: Asked) -> str:
    return "includes" if asked.schema.get("type") == "array" else "equals"


def _answer(answer: Json, asked: Asked) -> Json:
    if isinstance(answer, Mapping):
        if "value" in answer:
            return answer["value"]
        answer = answer.get("code") or answer.get("display")
    if answer is None:
        raise Unsayable("it compares with nothing")
    return str(answer) if "enum" in asked.schema or asked.schema.get("type") == "array" else answer


def enable_when(condition: Condition, questions: Mapping[str, Question], row: str = "") -> dict[str, Json]:
    """A condition as ``enableWhen``. ``row``: the pointer of the row that asks. Raises Unsayable."""
    if isinstance(condition, (AllOf, AnyOf)):
        written = [_parts(part, questions, row) for part in condition.parts]
        behaviours = {behaviour for parts, behaviour in written if len(parts) > 1}
        wanted = "all" if isinstance(condition, AllOf) else "any"
        if behaviours - {wanted}:
            raise Unsayable("it joins conditions in more than one way")
        parts = [one for parts, _ in written for one in parts]
    else:
        parts, wanted = _parts(condition, questions, row)
    return {"enableWhen": parts, **({"enableBehavior": wanted} if len(parts) > 1 else {})}


def _parts(condition: Condition, questions: Mapping[str, Question], row: str) -> tuple[list[Json], str]:
    """The comparisons that say a simple condition, and how they are joined."""
    if isinstance(condition, Not):
        return _negated(condition.part, questions, row)
    if not isinstance(condition, Comparison):
        raise Unsayable("it is nested")
    pointer, question = _named(condition, questions, row)
    exists = {"question": pointer, "operator": "exists", "answerBoolean": True}
    if condition.operator in ("answered", "not_answered"):
        return [{**exists, "answerBoolean": condition.operator == "answered"}], "all"
    if condition.operator == "not_equals":
        return [exists, {"question": pointer, "operator": "!=", **_written(condition.value, question)}], "all"
    if condition.operator == "one_of":
        return [
            {"question": pointer, "operator": "=", **_written(one, question)} for one in condition.value
        ], "any"
    sign = "=" if condition.operator == "includes" else _WRITTEN[condition.operator]
    return [{"question": pointer, "operator": sign, **_written(condition.value, question)}], "all"


def _negated(part: Condition, questions: Mapping[str, Question], row: str) -> tuple[list[Json], str]:
    if isinstance(part, Comparison) and part.operator in ("equals", "includes"):
        pointer, question = _named(part, questions, row)
        return [{"question": pointer, "operator": "!=", **_written(part.value, question)}], "all"
    if isinstance(part, Comparison) and part.operator in ("answered", "not_answered"):
        turned = "not_answered" if part.operator == "answered" else "answered"
        return _parts(Comparison(part.question, turned), questions, row)
    raise Unsayable("it is turned round")


def _named(comparison: Comparison, questions: Mapping[str, Question], row: str) -> tuple[str, Question]:
    name = comparison.question
    pointer = f"{row}/{name[len(ROW) :]}" if name.startswith(ROW) else f"/{name}"
    question = questions.get(pointer)
    if question is None:
        raise Unsayable("it asks for a question that isn’t in the form")
    return link_of(pointer), question


def link_of(pointer: str) -> str:
    """The linkId of a question: its JSON pointer, without the star of a row."""
    return pointer.replace("/*", "")


def _written(answer: Json, question: Question) -> dict[str, Json]:
    if question.widget in ("one-of", "several-of", "path"):
        labels = {option.value: option.label for option in question.options}
        return {"answerCoding": {"code": answer, "display": labels.get(answer, str(answer))}}
    if question.widget == "date":
        return {"answerDate": answer}
    kind = _KINDS.get(str(question.schema.get("type")), "String")
    return {f"answer{kind}": answer}


def as_fhirpath(condition: Condition, questions: Mapping[str, Question], row: str = "") -> str:
    """The whole condition as FHIRPath, for programs that read the SDC extension."""
    if isinstance(condition, (AllOf, AnyOf)):
        joint = " and " if isinstance(condition, AllOf) else " or "
        return "(" + joint.join(as_fhirpath(part, questions, row) for part in condition.parts) + ")"
    if isinstance(condition, Not):
        return f"({as_fhirpath(condition.part, questions, row)}).not()"
    pointer, question = _named(condition, questions, row)
    if question.widget in ("one-of", "several-of", "path"):
        answers = f"%resource.descendants().where(linkId={_quoted(pointer)}).answer.value.code"
    else:
        answers = f"%resource.descendants().where(linkId={_quoted(pointer)}).answer.value"
    if condition.operator in ("answered", "not_answered"):
        return f"{answers}.{'exists' if condition.operator == 'answered' else 'empty'}()"
    if condition.operator == "not_equals":
        return f"({answers}.exists() and {answers}.where($this={_literal(condition.value)}).empty())"
    values = condition.value if condition.operator == "one_of" else (condition.value,)
    sign = _WRITTEN.get(condition.operator, "=")
    return " or ".join(f"{answers}.where($this{sign}{_literal(one)}).exists()" for one in values)


def _literal(answer: Json) -> str:
    if isinstance(answer, str):
        return _quoted(answer)
    return json.dumps(answer)


def _quoted(said: str) -> str:
    return "'" + said.replace("\\", "\\\\").replace("'", "\\'") + "'"
