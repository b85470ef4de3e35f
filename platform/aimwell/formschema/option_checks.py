"""Check the options of a question, and their labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aimwell.formschema.keywords import OPTION_LIMIT
from aimwell.formschema.problems import Problem
from aimwell.formschema.shape import NOTE, escaped, note, type_of

Json = Any


def option_problems(title: str, holder: Mapping[str, Json], place: str) -> Iterator[Problem]:
    """The problems of the options of a question; ``holder`` is what lists them."""
    values, fault = _option_values(holder)
    if not fault and not 1 <= len(values) <= OPTION_LIMIT:
        fault = f"‘{title}’ needs 1 to {OPTION_LIMIT} options; it has {len(values):,}."
    elif not fault and type_of(holder)[0] != "string":
        fault = f"The options of ‘{title}’ must have the type string."
    elif not fault and not all(
        isinstance(value, str) and value.strip() and len(value) <= 200 for value in values
    ):
        fault = f"The options of ‘{title}’ must be texts of 1 to 200 characters."
    elif not fault and len(set(values)) < len(values):
        fault = f"‘{title}’ has an option twice."
    if fault:
        keyword = "oneOf" if "oneOf" in holder else "enum"
        yield Problem(
            id="options-refused",
            place=f"{place}/{keyword}",
            message=fault.replace("‘…’", f"‘{title}’"),
            remedy='Write "enum": ["a", "b"] with labels, or "oneOf": [{"const": "a", "title": "A"}].',
        )


def _option_values(holder: Mapping[str, Json]) -> tuple[list[Json], str]:
    """The values of the options, without the null of a question that may be “not rated”; or what is wrong."""
    if ("enum" in holder) == ("oneOf" in holder):
        return [], "‘…’ needs its options in one of “enum” and “oneOf”."
    if "enum" in holder:
        values = holder["enum"]
        if not isinstance(values, list):
            return [], "The options of ‘…’ must be a list."
        return [value for value in values if not (value is None and type_of(holder)[1])], ""
    entries = holder["oneOf"]
    if not isinstance(entries, list) or not all(map(_is_option, entries)):
        return [], "In ‘…’, “oneOf” may only list options, each with const and title."
    return [entry["const"] for entry in entries], ""


def _is_option(entry: Json) -> bool:
    return (
        isinstance(entry, Mapping)
        and "const" in entry
        and set(entry) <= {"const", "title"}
        and isinstance(entry.get("title", ""), str)
    )


def label_problems(question: Mapping[str, Json], holder: Mapping[str, Json], place: str) -> Iterator[Problem]:
    """The labels that are given for no option."""
    labels, values = note(question).get("labels"), holder.get("enum")
    if not isinstance(labels, Mapping):
        return
    for value in labels:
        if not isinstance(values, list) or value not in values:
            yield Problem(
                id="label-unknown",
                place=f"{place}/{NOTE}/labels/{escaped(value)}",
                message=f"A label is given for “{value[:80]}”, which isn’t among the options of “enum”.",
                remedy="Take the label out, or add the option.",
            )
