"""One row of an XLSForm's survey as a question of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aimwell.exchange.building import options, put_note
from aimwell.exchange.report import Report
from aimwell.exchange.xlsform.expressions import Unsayable, limits, parse
from aimwell.exchange.xlsform.texts import Texts
from aimwell.exchange.xlsform.workbook import Row

Json = Any
Choices = Mapping[str, list[Row]]

_NUMBERS = {"integer": "integer", "int": "integer", "decimal": "number"}
_NEARLY = {
    "time": "A time is asked as a short text.",
    "datetime": "A date with a time is asked as a short text.",
    "dateTime": "A date with a time is asked as a short text.",
    "barcode": "A barcode is asked as a short text.",
}
_NEVER = {
    "calculate": "A calculation doesn’t come along: add a calculated answer in the editor.",
    "hidden": "A hidden value doesn’t come along.",
    "xml-external": "Data from another file doesn’t come along.",
    "csv-external": "Data from another file doesn’t come along.",
    "geopoint": "A place on a map can’t be asked.",
    "geotrace": "A place on a map can’t be asked.",
    "geoshape": "A place on a map can’t be asked.",
    "image": "A picture can’t be asked for.",
    "audio": "A recording can’t be asked for.",
    "background-audio": "A recording can’t be asked for.",
    "video": "A recording can’t be asked for.",
    "file": "A file can’t be asked for.",
}
_YES = frozenset({"yes", "true", "true()", "1"})
_NO = frozenset({"", "no", "false", "false()", "0"})


def choices(rows: list[Row], texts: Texts) -> dict[str, list[Row]]:
    """The lists of answers to choose from, by their name."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        name = row.get("list_name") or row.get("list name")
        if name and (row.get("name") or row.get("value")):
            found.setdefault(name, []).append(row)
    return found


def is_required(row: Row, title: str, report: Report) -> bool:
    """Whether a question must be answered."""
    said = row.get("required").lower().replace(" ", "")
    if said not in _YES | _NO:
        report.approximated(
            _at(row), title, "It is required only under a condition: here it may be left out."
        )
    return said in _YES


def schema_of(
    row: Row, kind: str, title: str, lists: Choices, texts: Texts, report: Report
) -> dict[str, Json] | None:
    """The question that a row asks; None when it can’t be asked, which the report then says."""
    first, _, rest = kind.partition(" ")
    if first in ("select_one", "select_multiple", "rank", "select"):
        schema = _chosen(row, first, rest, title, lists, texts, report)
    else:
        schema = _plain(row, first, title, report)
    if schema is None:
        return None
    texts.keep(schema, "title", row, "label")
    for name, column in (("hint", "hint"), ("guidance", "guidance_hint")):
        if said := texts.of_row(row, column):
            put_note(schema, name, said)
            texts.keep(schema, name, row, column)
    _constrain(row, title, schema, report)
    _remark(row, title, report)
    return schema


def _plain(row: Row, kind: str, title: str, report: Report) -> dict[str, Json] | None:
    if kind in _NUMBERS:
        return {"type": _NUMBERS[kind], "title": title}
    if kind in ("text", "string"):
        schema: dict[str, Json] = {"type": "string", "title": title}
        if "multiline" in row.get("appearance"):
            put_note(schema, "widget", "long-text")
        return schema
    if kind == "date":
        return {"type": "string", "title": title, "format": "date"}
    if kind == "note":
        return {"title": title, "x-aimwell": {"widget": "guidance"}}
    if kind in ("acknowledge", "trigger"):
        report.approximated(_at(row), title, "A box to tick is asked as Yes or No.")
        return {"type": "boolean", "title": title}
    if kind == "range":
        return _range(row, title, report)
    if kind in _NEARLY:
        report.approximated(_at(row), title, _NEARLY[kind])
        return {"type": "string", "title": title}
    report.refused(_at(row), title, _NEVER.get(kind, f"“{kind[:60]}” is nothing that can be asked here."))
    return None


def _range(row: Row, title: str, report: Report) -> dict[str, Json]:
    said = dict(part.split("=", 1) for part in row.get("parameters").split() if "=" in part)
    try:
        low, high, step = (
            float(said.get(*default)) for default in (("start", "1"), ("end", "10"), ("step", "1"))
        )
    except ValueError:
        report.approximated(
            _at(row), title, "Its range can’t be read: it is asked as a number without limits."
        )
        return {"type": "number", "title": title}
    if (low, step) == (0, 1) and high in (10, 100):
        return {
            "type": "integer",
            "title": title,
            "minimum": 0,
            "maximum": int(high),
            "x-aimwell": {"widget": "scale"},
        }
    whole = low.is_integer() and step.is_integer()
    ends = {
        "minimum": int(low) if low.is_integer() else low,
        "maximum": int(high) if high.is_integer() else high,
    }
    report.approximated(_at(row), title, "A range other than 0 to 10 or 0 to 100 is asked as a number.")
    return {"type": "integer" if whole else "number", "title": title, **ends}


def _chosen(
    row: Row, kind: str, rest: str, title: str, lists: Choices, texts: Texts, report: Report
) -> dict[str, Json] | None:
    words = rest.split()
    offered = lists.get(words[0] if words else "", [])
    if not offered:
        report.refused(_at(row), title, f"Its list of answers, “{rest[:80]}”, isn’t in the sheet “choices”.")
        return None
    pairs: dict[str, str] = {}
    for choice in offered:
        value = (choice.get("name") or choice.get("value"))[:200]
        if value in pairs:
            report.approximated(
                _at(row), title, f"The answer “{value}” stands twice in its list: once is enough."
            )
        pairs.setdefault(value, texts.of_row(choice, "label") or value)
    if "or_other" in words:
        pairs.setdefault("other", "Other")
        report.approximated(_at(row), title, "“Other” is an answer; add a question that asks which.")
    if row.get("choice_filter"):
        report.approximated(
            _at(row), title, "All its answers are offered: they can’t depend on another answer."
        )
    values, labels = options(list(pairs.items()))
    if kind == "select_multiple" or kind == "rank":
        schema: dict[str, Json] = {
            "type": "array",
            "title": title,
            "items": {"type": "string", "enum": values},
            "uniqueItems": True,
        }
        if kind == "rank":
            report.approximated(_at(row), title, "The answers are chosen, but not put in order.")
    else:
        schema = {"type": "string", "title": title, "enum": values}
    if labels:
        put_note(schema, "labels", labels)
    for choice in offered:
        value = (choice.get("name") or choice.get("value"))[:200]
        texts.keep(schema, f"labels/{value}", choice, "label")
    return schema


def _constrain(row: Row, title: str, schema: dict[str, Json], report: Report) -> None:
    said = row.get("constraint")
    if not said:
        return
    try:
        found = limits(parse(said))
    except Unsayable as why:
        report.refused(_at(row), title, f"Its limit didn’t come along: {why}.")
        return
    fitting = {
        "string": {"pattern"},
        "integer": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"},
        "number": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"},
    }.get(str(schema.get("type")), set())
    if schema.get("format") == "date":
        fitting = {"notFuture"}
    if "enum" in schema or not set(found) <= fitting:
        report.refused(_at(row), title, "Its limit didn’t come along: it fits no question of this kind.")
        return
    if found.pop("notFuture", False):
        put_note(schema, "notFuture", True)
    schema.update(found)


def _remark(row: Row, title: str, report: Report) -> None:
    if row.get("default"):
        report.refused(_at(row), title, "Its first value didn’t come along: a question here starts empty.")
    if row.get("calculation") and not row.get("type").startswith("calculate"):
        report.refused(_at(row), title, "Its calculation didn’t come along: the question is asked instead.")
    if "${" in title:
        report.approximated(
            _at(row), title, "It names another answer, which isn’t filled in here: reword it."
        )


def _at(row: Row) -> str:
    return f"survey, row {row.number}"
