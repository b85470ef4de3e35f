"""From an XLSForm to a form template: groups become sections, repeats become repeating groups."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from aimwell.exchange.building import Asked, Building, Part, put_note, refused
from aimwell.exchange.report import Brought, Report
from aimwell.exchange.xlsform import questions
from aimwell.exchange.xlsform.expressions import Unsayable, condition, parse
from aimwell.exchange.xlsform.texts import Texts
from aimwell.exchange.xlsform.workbook import Row, sheets
from aimwell.formschema.checking import QUESTION_LIMIT

Json = Any

_OF_THE_DEVICE = frozenset(
    [
        "start",
        "end",
        "today",
        "deviceid",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "email",
        "audit",
        "start-geopoint",
    ]
)
_OPENS, _CLOSES = re.compile(r"begin[ _](group|repeat)"), re.compile(r"end[ _](group|repeat)")


def is_workbook(content: bytes) -> bool:
    """Whether a file looks like an Excel workbook (or a zip file, or an old workbook)."""
    return content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read_xlsform(content: bytes, name: str = "") -> Brought:
    """The template that an XLSForm says, with the report. ``name``: the file's, for a form without a title.

    Raises TemplateRefused when the file is no XLSForm. The template may have problems: ``check`` names them.
    """
    found = sheets(content)
    survey = found.get("survey", [])
    if not any(row.get("type") for row in survey):
        raise refused(
            "The workbook has no sheet “survey” with a column “type”, so it isn’t an XLSForm.",
            "Use the workbook from which the form was made in ODK or Kobo.",
        )
    if len(survey) > 3 * QUESTION_LIMIT:
        raise refused(
            f"The form has {len(survey):,} rows; a form here has at most {QUESTION_LIMIT:,} questions.",
            "Split it into several forms.",
        )
    return _Survey(found, name).read(survey)


@dataclass
class _Open:
    """A group or repeat that is open. ``when``: its own condition, for what stands in it."""

    kind: str
    part: Part | None = None
    group: Asked | None = None
    when: tuple[str, ...] = ()


@dataclass
class _Pending:
    """A condition to say once every question is known."""

    row: Row
    what: str
    texts: tuple[str, ...]
    schema: dict[str, Json]
    group: Asked | None


@dataclass
class _Survey:
    book: dict[str, list[Row]]
    name: str
    report: Report = field(default_factory=Report)
    open: list[_Open] = field(default_factory=list)
    pending: list[_Pending] = field(default_factory=list)
    loose: Part | None = None
    """The section of questions that stand in no group, while they follow one another."""

    def read(self, survey: list[Row]) -> Brought:
        settings = next(iter(self.book.get("settings", [])), Row(number=2, cells={}))
        self.texts = Texts.of(self.book, settings, self.report)
        self.choices = questions.choices(self.book.get("choices", []), self.texts)
        self.building = Building(
            title=settings.get("form_title") or settings.get("form_id") or self.name or "Form",
            language=self.texts.language,
        )
        for row in survey:
            self._row(row)
        for one in self.open:
            self.report.approximated(
                "survey", one.kind, "It is never ended; it was ended after the last row."
            )
        for pending in self.pending:
            self._say_condition(pending)
        template = self.building.template()
        self.texts.translate(template)
        return Brought(template=template, lines=self.report.sorted())

    def _row(self, row: Row) -> None:
        kind = " ".join(row.get("type").split())
        if not kind:
            return
        if opens := _OPENS.fullmatch(kind.lower()):
            self._begin(row, opens[1])
        elif _CLOSES.fullmatch(kind.lower()):
            self._end(row)
        elif kind.lower() in _OF_THE_DEVICE:
            self.report.refused(
                _at(row), kind, "Left out: Aimwell keeps by itself who filled in a form, and when."
            )
        else:
            self._question(row, kind)

    def _begin(self, row: Row, kind: str) -> None:
        title = self.texts.of_row(row, "label") or row.get("name") or "Section"
        outer = self.open[-1] if self.open else None
        relevant = (row.get("relevant"),) if row.get("relevant") else ()
        self.report.mapped(_at(row), title)
        if kind == "repeat":
            self._begin_repeat(row, title, outer, relevant)
        elif outer is None:
            self.loose = None
            part = self.building.section(row.get("name"), title)
            self.texts.keep(part.schema, "title", row, "label")
            self._later(row, title, relevant, part.schema, None)
            self.open.append(_Open("group", part=part))
        else:
            # A section holds no section: what stands in it is asked when it would have been.
            if outer.group is None and outer.part is not None and self.texts.of_row(row, "label"):
                heading: dict[str, Json] = {"title": title}
                put_note(heading, "widget", "guidance")
                asked = self.building.question(outer.part, row.get("name") or title, heading, required=False)
                self.texts.keep(heading, "title", row, "label")
                self._later(row, title, (*outer.when, *relevant), heading, asked.group)
                self.report.approximated(_at(row), title, "A group inside a group: it became a heading.")
            self.open.append(_Open("group", outer.part, outer.group, (*outer.when, *relevant)))

    def _begin_repeat(self, row: Row, title: str, outer: _Open | None, relevant: tuple[str, ...]) -> None:
        if outer is not None and outer.group is not None:
            self.report.refused(
                _at(row), title, "A repeat inside a repeat: its questions are asked once a row."
            )
            self.open.append(_Open("repeat", outer.part, outer.group, (*outer.when, *relevant)))
            return
        part = self._part(outer)
        schema: dict[str, Json] = {
            "type": "array",
            "title": title,
            "items": {"type": "object", "properties": {}},
        }
        self.texts.keep(schema, "title", row, "label")
        if row.get("repeat_count"):
            self.report.approximated(
                _at(row), title, "The number of rows isn’t fixed: whoever fills it in adds them."
            )
        group = self.building.question(part, row.get("name") or title, schema, required=False)
        self._later(row, title, (*(outer.when if outer else ()), *relevant), schema, None)
        self.open.append(_Open("repeat", part, group))

    def _end(self, row: Row) -> None:
        if not self.open:
            self.report.refused(_at(row), row.get("type"), "It ends a group that was never begun.")
            return
        self.open.pop()

    def _part(self, outer: _Open | None) -> Part:
        if outer is not None and outer.part is not None:
            return outer.part
        if self.loose is None:
            self.loose = self.building.section("questions", self.building.title)
        return self.loose

    def _question(self, row: Row, kind: str) -> None:
        outer = self.open[-1] if self.open else None
        title = self.texts.of_row(row, "label") or row.get("name") or kind
        schema = questions.schema_of(row, kind, title, self.choices, self.texts, self.report)
        if schema is None:
            return
        group = outer.group if outer else None
        if group is not None and schema.get("type") is None:
            self.report.refused(
                _at(row), title, "A text can’t stand in a repeating group: put it before the group."
            )
            return
        required = questions.is_required(row, title, self.report) and schema.get("type") is not None
        part = self._part(outer)
        self.building.question(part, row.get("name") or title, schema, required=required, group=group)
        self.report.mapped(_at(row), title)
        relevant = (row.get("relevant"),) if row.get("relevant") else ()
        self._later(row, title, (*(outer.when if outer else ()), *relevant), schema, group)

    def _later(
        self, row: Row, what: str, texts: tuple[str, ...], schema: dict[str, Json], group: Asked | None
    ) -> None:
        if texts:
            self.pending.append(_Pending(row, what, texts, schema, group))

    def _say_condition(self, pending: _Pending) -> None:
        try:
            parts = [condition(parse(text), self._find, pending.group) for text in pending.texts]
        except Unsayable as why:
            self.report.refused(
                _at(pending.row),
                pending.what,
                f"Its condition didn’t come along, so it is always asked: {why}. Set it in the editor.",
            )
            return
        put_note(pending.schema, "when", parts[0] if len(parts) == 1 else {"all": parts})

    def _find(self, name: str) -> Asked:
        asked = self.building.asked.get(name)
        if asked is None:
            raise Unsayable(f"it asks for “{name[:80]}”, which isn’t in the form or didn’t come along")
        return asked


def _at(row: Row) -> str:
    return f"survey, row {row.number}"
