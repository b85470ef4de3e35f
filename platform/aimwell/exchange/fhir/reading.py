"""From a FHIR R4 Questionnaire to a form template: its groups become sections and repeating groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aimwell.exchange.building import Asked, Building, Part, put_note, refused
from aimwell.exchange.fhir import items
from aimwell.exchange.fhir.conditions import Unsayable, condition_of
from aimwell.exchange.fhir.names import HIDDEN, control_of, first
from aimwell.exchange.report import Brought, Report
from aimwell.formschema.checking import QUESTION_LIMIT

Json = Any
Item = Mapping[str, Json]


def is_questionnaire(document: Json) -> bool:
    """Whether a JSON document is a FHIR Questionnaire."""
    return isinstance(document, Mapping) and document.get("resourceType") == "Questionnaire"


def read_questionnaire(document: Mapping[str, Json]) -> Brought:
    """The template that a Questionnaire says, with the report. Raises TemplateRefused.

    The template may have problems: ``check`` names them.
    """
    found = _inner(document)
    if not found:
        raise refused(
            "The Questionnaire asks nothing: it has no items.", "Add an item, or choose another file."
        )
    count = sum(1 for _ in _all(found))
    if count > QUESTION_LIMIT:
        raise refused(
            f"The Questionnaire has {count:,} items; a form here has at most {QUESTION_LIMIT:,} questions.",
            "Split it into several, and bring each.",
            "too-many-questions",
        )
    return _Questionnaire(document).read(found)


def _inner(holder: Mapping[str, Json]) -> list[Item]:
    found = holder.get("item")
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def _all(found: list[Item]) -> Iterator[Item]:
    waiting = list(reversed(found))
    while waiting:
        item = waiting.pop()
        yield item
        waiting += reversed(_inner(item))


@dataclass(frozen=True)
class _Pending:
    """Conditions to say once every question is known."""

    items: tuple[Item, ...]
    schema: dict[str, Json]
    group: Asked | None


@dataclass
class _Questionnaire:
    document: Mapping[str, Json]
    report: Report = field(default_factory=Report)
    pending: list[_Pending] = field(default_factory=list)
    texts: list[tuple[dict[str, Json], Item]] = field(default_factory=list)
    loose: Part | None = None

    def read(self, found: list[Item]) -> Brought:
        language = items.text(self.document, "language")
        self.building = Building(
            title=items.text(self.document, "title") or items.text(self.document, "name") or "Form",
            language={"en": "en-GB", "": "en-GB"}.get(language, language),
            description=items.text(self.document, "description"),
        )
        self._remark_head()
        for item in found:
            self._top(item)
        for pending in self.pending:
            self._say_condition(pending)
        template = self.building.template()
        translations = items.translations(template, self.texts)
        if translations:
            template["x-aimwell"]["translations"] = translations
        return Brought(template=template, lines=self.report.sorted())

    def _remark_head(self) -> None:
        if copyright_text := items.text(self.document, "copyright"):
            self.report.approximated(
                "copyright",
                copyright_text,
                "Whether you may use the wording is for you to know: it isn’t checked.",
            )
        for name in ("derivedFrom", "contained"):
            if name == "derivedFrom" and self.document.get(name):
                self.report.refused(name, name, "What it is derived from isn’t fetched.")

    def _top(self, item: Item) -> None:
        if item.get("type") == "group" and item.get("repeats") is not True:
            self.loose = None
            part = self.building.section(items.link(item), items.title(item))
            self.texts.append((part.schema, item))
            self.report.mapped(items.where(item), items.title(item))
            self._later((item,), part.schema, None)
            for inner in _inner(item):
                self._item(inner, part, None, ())
            return
        if self.loose is None:
            self.loose = self.building.section("questions", self.building.title)
        self._item(item, self.loose, None, ())

    def _item(self, item: Item, part: Part, group: Asked | None, outer: tuple[Item, ...]) -> None:
        """``outer``: the items around it whose conditions hold for it, too."""
        if first(item, HIDDEN) is True:
            self.report.refused(items.where(item), items.title(item), "A hidden item doesn’t come along.")
            return
        if item.get("type") == "group":
            self._group(item, part, group, outer)
            return
        schema = items.schema_of(item, self.document, self.report)
        asked = group
        if schema is not None and group is not None and "type" not in schema:
            self.report.refused(
                items.where(item),
                items.title(item),
                "A text can’t stand in a repeating group: put it before the group.",
            )
            schema = None
        if schema is not None:
            for help_item in _inner(item):
                if help_item.get("type") == "display" and control_of(help_item) == "help":
                    put_note(schema, "hint", items.title(help_item))
            required = item.get("required") is True and "type" in schema
            asked = self.building.question(part, items.link(item), schema, required=required, group=group)
            self.texts.append((schema, item))
            self.report.mapped(items.where(item), items.title(item))
            self._later((*outer, item), schema, group)
        below = [one for one in _inner(item) if control_of(one) != "help"]
        if below:
            self.report.approximated(
                items.where(item), items.title(item), "What stands inside this question is asked after it."
            )
        for inner in below:
            self._item(inner, part, group if asked is None else asked.group, outer)

    def _group(self, item: Item, part: Part, group: Asked | None, outer: tuple[Item, ...]) -> None:
        here = (*outer, item)
        if item.get("repeats") is True and group is None:
            schema: dict[str, Json] = {
                "type": "array",
                "title": items.title(item),
                "items": {"type": "object", "properties": {}},
            }
            items.rows(item, schema)
            made = self.building.question(
                part, items.link(item), schema, required=item.get("required") is True
            )
            self.texts.append((schema, item))
            self.report.mapped(items.where(item), items.title(item))
            self._later(here, schema, None)
            for inner in _inner(item):
                self._item(inner, part, made, ())
            return
        if group is not None and item.get("repeats") is True:
            self.report.refused(
                items.where(item),
                items.title(item),
                "A repeat inside a repeat: its questions are asked once a row.",
            )
        elif group is None and items.text(item, "text"):
            heading: dict[str, Json] = {"title": items.title(item), "x-aimwell": {"widget": "guidance"}}
            self.building.question(part, f"{items.link(item)}_heading", heading, required=False)
            self.texts.append((heading, item))
            self._later(here, heading, None)
            self.report.approximated(
                items.where(item), items.title(item), "A group inside a group: it became a heading."
            )
        for inner in _inner(item):
            self._item(inner, part, group, here)

    def _later(self, found: tuple[Item, ...], schema: dict[str, Json], group: Asked | None) -> None:
        if any(item.get("enableWhen") for item in found):
            self.pending.append(_Pending(found, schema, group))

    def _say_condition(self, pending: _Pending) -> None:
        try:
            parts = [
                condition_of(item, self._find, pending.group)
                for item in pending.items
                if item.get("enableWhen")
            ]
        except Unsayable as why:
            item = pending.items[-1]
            self.report.refused(
                items.where(item),
                items.title(item),
                f"Its condition didn’t come along, so it is always asked: {why}. Set it in the editor.",
            )
            return
        put_note(pending.schema, "when", parts[0] if len(parts) == 1 else {"all": parts})

    def _find(self, link: str) -> Asked:
        asked = self.building.asked.get(link)
        if asked is None:
            raise Unsayable(f"it asks for “{link[:80]}”, which isn’t in the form or didn’t come along")
        return asked
