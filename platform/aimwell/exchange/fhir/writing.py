"""From a form template to a FHIR R4 Questionnaire. An item's linkId is the JSON pointer of its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from aimwell.exchange.fhir.conditions import Unsayable, as_fhirpath, enable_when, link_of
from aimwell.exchange.fhir.names import (
    ENABLE_WHEN_EXPRESSION,
    ITEM_CONTROL,
    ITEM_CONTROL_SYSTEM,
    MAX_OCCURS,
    MAX_VALUE,
    MIN_LENGTH,
    MIN_OCCURS,
    MIN_VALUE,
    REGEX,
    SLIDER_STEP,
    TRANSLATION,
    UNIT,
)
from aimwell.exchange.report import Report, Taken
from aimwell.formschema.conditions import Condition
from aimwell.formschema.outline import Outline, Question, Section
from aimwell.formschema.outlining import outline
from aimwell.formschema.shape import escaped, note, properties, sectioned

Json = Any
Item = dict[str, Json]

_TYPES = {
    "short-text": "string",
    "long-text": "text",
    "date": "date",
    "yes-no": "boolean",
    "one-of": "choice",
    "path": "choice",
    "several-of": "choice",
    "scale": "integer",
    "group": "group",
    "guidance": "display",
}


def write_questionnaire(
    template: Mapping[str, Json],
    *,
    status: Literal["draft", "active", "retired"] = "draft",
    version: str = "",
) -> Taken:
    """The Questionnaire that says a template, and what it can't say of it.

    ``template`` is an authored one. The questions of outcome measures aren't written: their wording belongs
    to whoever holds the rights.
    """
    return _Writer(template, outline(template)).whole(status, version)


@dataclass
class _Writer:
    template: Mapping[str, Json]
    sketch: Outline
    report: Report = field(default_factory=Report)

    def __post_init__(self) -> None:
        self.questions = {question.pointer: question for question in self.sketch.all_questions()}
        found = note(self.template).get("translations")
        self.translations: Mapping[str, Json] = found if isinstance(found, Mapping) else {}
        self.places = dict(_places(self.template))

    def whole(self, status: str, version: str) -> Taken:
        document: dict[str, Json] = {
            "resourceType": "Questionnaire",
            "language": self.sketch.language,
            **({"version": version} if version else {}),
            "title": self.sketch.title,
            "status": status,
            "subjectType": ["Patient"],
            **({"description": self.sketch.intro} if self.sketch.intro else {}),
            "item": [self._section(section) for section in self.sketch.sections],
        }
        if self.sketch.triage is not None:
            self.report.refused(
                "form", "Triage rule", "A Questionnaire names no rule: the link isn’t written."
            )
        return Taken(document=document, lines=self.report.sorted())

    def _section(self, section: Section) -> Item:
        item = self._titled(section.pointer, section.title)
        item["type"] = "group"
        self._say_condition(item, section.when, section.title, "")
        intro: list[Item] = []
        if section.intro:
            intro = [
                {"linkId": f"{section.pointer}/(introduction)", "text": section.intro, "type": "display"}
            ]
        item["item"] = [*intro, *(self._question(question) for question in section.questions)]
        self.report.mapped(item["linkId"], section.title)
        return item

    def _question(self, question: Question, row: str = "") -> Item:
        item = self._titled(question.pointer, question.title)
        if question.widget in ("measure", "calculated"):
            return self._not_said(item, question)
        item["type"] = _TYPES.get(question.widget) or ("integer" if question.whole else "decimal")
        self._say_condition(item, question.when, question.title, row)
        if question.required:
            item["required"] = True
        if question.widget == "guidance":
            item["text"] = "\n".join(text for text in (question.title, question.description) if text)
            return item
        extensions = list(_extensions(question))
        if extensions:
            item["extension"] = [*item.get("extension", []), *extensions]
        if question.max_length is not None and question.widget in ("short-text", "long-text"):
            item["maxLength"] = question.max_length
        if question.options:
            item["answerOption"] = [
                {"valueCoding": {"code": option.value, "display": option.label}}
                for option in question.options
            ]
        if question.widget in ("several-of", "group"):
            item["repeats"] = True
        inner = [
            *_help(question),
            *(self._question(column, question.pointer + "/*") for column in question.questions),
        ]
        if inner:
            item["item"] = inner
        self._remark(question)
        self.report.mapped(item["linkId"], question.title)
        return item

    def _not_said(self, item: Item, question: Question) -> Item:
        what = "an outcome measure" if question.widget == "measure" else "a calculated answer"
        self.report.refused(
            item["linkId"], question.title, f"It is {what}: only its heading is written, as a text."
        )
        self._say_condition(item, question.when, question.title, "")
        return {**item, "type": "display"}

    def _titled(self, pointer: str, title: str) -> Item:
        item: Item = {"linkId": link_of(pointer)}
        translated = [
            {
                "url": TRANSLATION,
                "extension": [
                    {"url": "lang", "valueCode": language},
                    {"url": "content", "valueString": entry["text"]},
                ],
            }
            for language, texts in self.translations.items()
            if isinstance(texts, Mapping)
            and isinstance(entry := texts.get(f"{self.places.get(pointer, '?')}/title"), Mapping)
            and isinstance(entry.get("text"), str)
        ]
        if translated:
            item["_text"] = {"extension": translated}
        item["text"] = title
        return item

    def _say_condition(self, item: Item, condition: Condition | None, title: str, row: str) -> None:
        if condition is None:
            return
        try:
            item.update(enable_when(condition, self.questions, row))
        except Unsayable as why:
            self._say_in_fhirpath(item, condition, title, row, str(why))

    def _say_in_fhirpath(self, item: Item, condition: Condition, title: str, row: str, why: str) -> None:
        try:
            expression = as_fhirpath(condition, self.questions, row)
        except Unsayable:
            self.report.refused(item["linkId"], title, f"Its condition isn’t written: {why}.")
            return
        item["extension"] = [
            {
                "url": ENABLE_WHEN_EXPRESSION,
                "valueExpression": {"language": "text/fhirpath", "expression": expression},
            }
        ]
        self.report.approximated(
            item["linkId"],
            title,
            f"Its condition is written as FHIRPath, which not every program reads: {why}.",
        )

    def _remark(self, question: Question) -> None:
        at = link_of(question.pointer)
        notes = note(question.schema)
        for name, said in (
            ("guidance", "The guidance for the practitioner isn’t written."),
            ("anchors", "The words at the ends of its scale aren’t written."),
            ("prefill", "Where its answer may be taken from isn’t written."),
            ("notAsked", "That it may be left out with a reason isn’t written."),
            ("feeds", "What its answer tells the pathway isn’t written."),
        ):
            if notes.get(name):
                self.report.approximated(at, question.title, said)
        if notes.get("notFuture"):
            self.report.approximated(at, question.title, "That its date may not lie ahead isn’t written.")
        if notes.get("audience") == "staff":
            self.report.approximated(at, question.title, "That only staff see the answer isn’t written.")


def _extensions(question: Question) -> Iterator[Item]:
    if question.widget in ("number", "scale"):
        kind = "Integer" if question.whole or question.widget == "scale" else "Decimal"
        for url, limit in ((MIN_VALUE, question.minimum), (MAX_VALUE, question.maximum)):
            if limit is not None:
                yield {"url": url, f"value{kind}": limit}
        if question.unit:
            yield {"url": UNIT, "valueCoding": {"display": question.unit}}
    if question.widget == "scale":
        coding = {"system": ITEM_CONTROL_SYSTEM, "code": "slider"}
        yield {"url": ITEM_CONTROL, "valueCodeableConcept": {"coding": [coding]}}
        yield {"url": SLIDER_STEP, "valueInteger": 1}
    if question.min_length is not None:
        yield {"url": MIN_LENGTH, "valueInteger": question.min_length}
    if question.pattern and question.format is None:
        yield {"url": REGEX, "valueString": question.pattern}
    if question.widget == "group":
        if question.min_rows:
            yield {"url": MIN_OCCURS, "valueInteger": question.min_rows}
        yield {"url": MAX_OCCURS, "valueInteger": question.max_rows}


def _help(question: Question) -> Iterator[Item]:
    if question.hint:
        yield {
            "linkId": f"{link_of(question.pointer)}/(hint)",
            "extension": [
                {
                    "url": ITEM_CONTROL,
                    "valueCodeableConcept": {"coding": [{"system": ITEM_CONTROL_SYSTEM, "code": "help"}]},
                }
            ],
            "text": question.hint,
            "type": "display",
        }


def _places(template: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """The JSON pointer in the template of each section and question, by the pointer of its answer."""
    flat = sectioned(template) != dict(template)
    for key, section in properties(sectioned(template)).items():
        place = "" if flat else f"/properties/{escaped(key)}"
        yield f"/{escaped(key)}", place
        yield from _inner_places(section, f"/{escaped(key)}", place)


def _inner_places(holder: Json, pointer: str, place: str) -> Iterator[tuple[str, str]]:
    for key, question in properties(holder).items():
        own, there = f"{pointer}/{escaped(key)}", f"{place}/properties/{escaped(key)}"
        yield own, there
        if isinstance(question, Mapping) and isinstance(question.get("items"), Mapping):
            yield from _inner_places(question["items"], f"{own}/*", f"{there}/items")
