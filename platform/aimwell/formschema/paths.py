"""A short and a full path through a form: what is only on the full path is asked under a condition.

One question of the form, of the widget ``path``, says which path is taken: ``short`` or ``full``. A section
or question with ``"path": "full"`` is asked only when it says ``full``. ``expanded`` writes that out as a
condition, so that whatever reads conditions needs to know nothing of paths.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aimwell.formschema.problems import Problem
from aimwell.formschema.shape import (
    FLAT_SECTION,
    FULL,
    NOTE,
    PATH_ANSWERS,
    escaped,
    is_flat,
    note,
    option_pairs,
    properties,
    sectioned,
    title_of,
    widget_of,
)

Json = Any
_JOINED_LIMIT = 50
"""Conditions that one “all” takes."""


def expanded(template: Mapping[str, Json]) -> Mapping[str, Json]:
    """The template with conditions in the place of ``path``; itself where it has no such annotation.

    What stands before the choice of path, or in a form without one, is always asked: ``path_problems`` tells.
    """
    if not any(_is_full(schema) for _, _, schema in _asked(template)):
        return template
    flat, choice = is_flat(template), _choice(template)
    passed = False
    sections: dict[str, Json] = {}
    for key, section in properties(template).items():
        if flat:
            sections[key] = _conditional(section, choice if passed else None)
            passed = passed or f"{FLAT_SECTION}/{key}" == choice
            continue
        before = passed
        questions: dict[str, Json] = {}
        for name, question in properties(section).items():
            questions[name] = _conditional(question, choice if passed else None)
            passed = passed or f"{key}/{name}" == choice
        sections[key] = _conditional({**section, "properties": questions}, choice if before else None)
    return {**template, "properties": sections}


def path_problems(template: Mapping[str, Json]) -> Iterator[Problem]:
    """What is only on the full path without a choice of path before it; more than one such choice."""
    choice = _choice(template)
    passed = False
    for name, place, schema in _asked(template):
        if widget_of(schema) == "path":
            if name != choice:
                yield Problem(
                    id="path-twice",
                    place=place,
                    message=f"‘{title_of(name.rpartition('/')[2], schema)}’ is a second choice of path.",
                    remedy="Keep one: whether a form is short or full is asked once.",
                )
            elif sorted(value for value, _ in option_pairs(schema)) != sorted(PATH_ANSWERS):
                yield Problem(
                    id="path-options",
                    place=place,
                    message="A choice of path must offer “short” and “full”, and nothing else.",
                    remedy='Write "enum": ["short", "full"]; what is shown for them goes into "labels".',
                )
        if _is_full(schema) and not passed:
            yield Problem(
                id="path-without-choice",
                place=f"{place}/{NOTE}/path",
                message=f"‘{title_of(name.rpartition('/')[2], schema)}’ is only on the full path, "
                "but nothing before it asks which path is taken.",
                remedy="Put the question “short or full” before it, or ask it on both paths.",
            )
        passed = passed or name == choice


def _asked(template: Mapping[str, Json]) -> Iterator[tuple[str, str, Json]]:
    """Every section and question in the order of asking: its name, its place and its schema."""
    flat = is_flat(template)
    for key, section in properties(sectioned(template)).items():
        place = "" if flat else f"/properties/{escaped(key)}"
        if not flat:
            yield key, place, section
        for name, question in properties(section).items():
            yield f"{key}/{name}", f"{place}/properties/{escaped(name)}", question


def _choice(template: Mapping[str, Json]) -> str:
    """The name of the question that asks for the path; empty when none does."""
    return next((name for name, _, schema in _asked(template) if "/" in name and _is_choice(schema)), "")


def _is_choice(schema: Json) -> bool:
    return isinstance(schema, Mapping) and widget_of(schema) == "path"


def _is_full(schema: Json) -> bool:
    return note(schema).get("path") == FULL


def _conditional(schema: Json, choice: str | None) -> Json:
    if not _is_full(schema):
        return schema
    notes = {name: value for name, value in note(schema).items() if name != "path"}
    if choice:
        taken = {"question": choice, "operator": "equals", "value": FULL}
        notes["when"] = _both(taken, notes["when"]) if "when" in notes else taken
    return {**schema, NOTE: notes}


def _both(taken: Json, when: Json) -> Json:
    parts = when.get("all") if isinstance(when, Mapping) and len(when) == 1 else None
    flat = isinstance(parts, list) and 0 < len(parts) < _JOINED_LIMIT
    return {"all": [taken, *(parts if flat and parts else [when])]}
