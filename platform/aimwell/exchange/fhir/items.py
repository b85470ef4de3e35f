"""One item of a Questionnaire as a question of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aimwell.exchange.building import options, pointers_of, put_note
from aimwell.exchange.fhir.names import (
    CALCULATED,
    MAX_OCCURS,
    MAX_VALUE,
    MIN_LENGTH,
    MIN_OCCURS,
    MIN_VALUE,
    ORDINAL,
    REGEX,
    TRANSLATION,
    UNIT,
    control_of,
    extensions,
    first,
    value,
)
from aimwell.exchange.report import Report
from aimwell.formschema.keywords import OPTION_LIMIT, ROW_LIMIT
from aimwell.formschema.shape import NOTE

Json = Any
Item = Mapping[str, Json]

_NEVER = {
    "attachment": "A file can’t be asked for.",
    "reference": "A link to another resource can’t be asked for.",
}
_NEARLY = {
    "dateTime": "A date with a time is asked as a short text.",
    "time": "A time is asked as a short text.",
    "url": "An address is asked as a short text.",
    "quantity": "A quantity is asked as a number.",
}


def text(holder: Mapping[str, Json], name: str) -> str:
    """A text of an element; empty when there is none."""
    found = holder.get(name)
    return found.replace("\x00", "").strip() if isinstance(found, str) else ""


def link(item: Item) -> str:
    """The name of an item."""
    return text(item, "linkId")


def title(item: Item) -> str:
    """The wording of an item, with its number."""
    said = " ".join(part for part in (text(item, "prefix"), text(item, "text")) if part)
    return said or link(item) or "Question"


def where(item: Item) -> str:
    """Where an item stands, in a report."""
    return f"item {link(item)[:80] or '(without a linkId)'}"


def schema_of(item: Item, document: Mapping[str, Json], report: Report) -> dict[str, Json] | None:
    """The question that an item asks; None when it can’t be asked, which the report then says."""
    kind = text(item, "type")
    if kind == "display":
        return {"title": title(item), NOTE: {"widget": "guidance"}}
    if kind in ("choice", "open-choice"):
        schema = _choice(item, kind, document, report)
    else:
        schema = _plain(item, kind, report)
    if schema is not None:
        _remark(item, schema, report)
    return schema


def _plain(item: Item, kind: str, report: Report) -> dict[str, Json] | None:
    schema: dict[str, Json] = {"type": "string", "title": title(item)}
    if kind in ("integer", "decimal", "quantity"):
        _number(item, kind, schema)
    elif kind == "boolean":
        schema["type"] = "boolean"
    elif kind == "date":
        schema["format"] = "date"
    elif kind in ("string", "text", "url", "time", "dateTime"):
        _limit_text(item, kind, schema)
    else:
        report.refused(
            where(item), title(item), _NEVER.get(kind, f"“{kind[:60]}” is nothing that can be asked here.")
        )
        return None
    if kind in _NEARLY:
        report.approximated(where(item), title(item), _NEARLY[kind])
    return schema


def _limit_text(item: Item, kind: str, schema: dict[str, Json]) -> None:
    if isinstance(least := first(item, MIN_LENGTH), int):
        schema["minLength"] = least
    if isinstance(item.get("maxLength"), int):
        schema["maxLength"] = item["maxLength"]
    if isinstance(pattern := first(item, REGEX), str) and kind != "text":
        schema["pattern"] = pattern
    if kind == "text":
        put_note(schema, "widget", "long-text")


def _number(item: Item, kind: str, schema: dict[str, Json]) -> None:
    schema["type"] = "integer" if kind == "integer" else "number"
    for keyword, url in (("minimum", MIN_VALUE), ("maximum", MAX_VALUE)):
        limit = first(item, url)
        if isinstance(limit, (int, float)) and not isinstance(limit, bool):
            schema[keyword] = limit
    if control_of(item) == "slider" and (schema.get("minimum"), schema.get("maximum")) in ((0, 10), (0, 100)):
        schema["type"] = "integer"
        put_note(schema, "widget", "scale")
    unit = first(item, UNIT)
    if isinstance(unit, Mapping) and (said := text(unit, "display") or text(unit, "code")):
        put_note(schema, "unit", said)


def _choice(item: Item, kind: str, document: Mapping[str, Json], report: Report) -> dict[str, Json] | None:
    pairs = _pairs(item) or _contained(item, document)
    if not pairs:
        report.refused(
            where(item), title(item), "Its answers aren’t in the file: they would be fetched from elsewhere."
        )
        return None
    if len(pairs) > OPTION_LIMIT:
        report.refused(where(item), title(item), f"It has more than {OPTION_LIMIT} answers to choose from.")
        return None
    values, labels = options(list(pairs.items()))
    if item.get("repeats") is True:
        schema: dict[str, Json] = {
            "type": "array",
            "title": title(item),
            "items": {"type": "string", "enum": values},
            "uniqueItems": True,
        }
    else:
        schema = {"type": "string", "title": title(item), "enum": values}
    if labels:
        put_note(schema, "labels", labels)
    if kind == "open-choice":
        report.approximated(
            where(item), title(item), "Only the listed answers can be chosen; add a question for others."
        )
    return schema


def _pairs(item: Item) -> dict[str, str]:
    found = item.get("answerOption")
    pairs: dict[str, str] = {}
    for option in found if isinstance(found, list) else ():
        held = value(option) if isinstance(option, Mapping) else None
        code, label = coded(held)
        if code:
            pairs.setdefault(code, label)
    return pairs


def coded(held: Json) -> tuple[str, str]:
    """An answer to choose: what is kept of it, and how it is called."""
    if isinstance(held, Mapping):
        code = text(held, "code") or text(held, "display")
        return code[:200], text(held, "display") or code
    if isinstance(held, bool) or held is None:
        return "", ""
    return str(held).strip()[:200], str(held).strip()


def _contained(item: Item, document: Mapping[str, Json]) -> dict[str, str]:
    """The answers of a value set that comes in the same file."""
    address = text(item, "answerValueSet")
    inside = document.get("contained")
    for one in inside if address.startswith("#") and isinstance(inside, list) else ():
        if isinstance(one, Mapping) and one.get("id") == address[1:]:
            return dict(coded(concept) for concept in _concepts(one) if coded(concept)[0])
    return {}


def _concepts(value_set: Mapping[str, Json]) -> list[Json]:
    expansion, compose = value_set.get("expansion"), value_set.get("compose")
    if isinstance(expansion, Mapping) and isinstance(expansion.get("contains"), list):
        return list(expansion["contains"])
    included = compose.get("include") if isinstance(compose, Mapping) else None
    return [
        concept
        for part in (included if isinstance(included, list) else ())
        if isinstance(part, Mapping) and isinstance(part.get("concept"), list)
        for concept in part["concept"]
    ]


def rows(item: Item, schema: dict[str, Json]) -> None:
    """The fewest and most rows of a repeating group."""
    for keyword, url in (("minItems", MIN_OCCURS), ("maxItems", MAX_OCCURS)):
        limit = first(item, url)
        if isinstance(limit, int) and not isinstance(limit, bool) and 0 <= limit <= ROW_LIMIT:
            schema[keyword] = limit


def _remark(item: Item, schema: dict[str, Json], report: Report) -> None:
    at, what = where(item), title(item)
    if item.get("initial"):
        report.refused(at, what, "Its first value didn’t come along: a question here starts empty.")
    if first(item, CALCULATED) is not None:
        report.refused(at, what, "Its calculation didn’t come along: add a calculated answer in the editor.")
    if item.get("repeats") is True and schema.get("type") != "array":
        report.approximated(at, what, "Only one answer can be given; make it a repeating group for several.")
    found = item.get("answerOption")
    if any(first(option, ORDINAL) is not None for option in found or () if isinstance(option, Mapping)):
        report.refused(
            at, what, "The points of its answers didn’t come along: make a measure of your own for a score."
        )


def translations(template: Mapping[str, Json], made: list[tuple[dict[str, Json], Item]]) -> dict[str, Json]:
    """The wordings in other languages that items carry, by JSON pointer of the text that each translates."""
    pointers = pointers_of(template)
    found: dict[str, dict[str, Json]] = {}
    for schema, item in made:
        element = item.get("_text")
        if not isinstance(element, Mapping) or id(schema) not in pointers:
            continue
        for extension in extensions(element, TRANSLATION):
            parts = {
                text(part, "url"): value(part)
                for part in extension.get("extension", ())
                if isinstance(part, Mapping)
            }
            language, content = parts.get("lang"), parts.get("content")
            if isinstance(language, str) and isinstance(content, str) and content.strip():
                where_to = f"{pointers[id(schema)]}/title"
                found.setdefault(language, {})[where_to] = {"text": content.strip(), "of": schema["title"]}
    return found
