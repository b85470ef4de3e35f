"""Advice on the wording of a form, as values with a place and a remedy. None of it stops anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aimwell.formschema.plainwords import phrasing
from aimwell.formschema.plainwords.reading_age import reading_age
from aimwell.formschema.problems import Problem
from aimwell.formschema.shape import (
    NOTE,
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

AGE_LIMIT = 14
"""Reading ages above it are remarked on. The aim for the public is 9 to 11; care needs some longer words."""
REQUIRED_LIMIT = 25
"""More questions that must be answered than this tire whoever answers. A default of this project."""

_ONE_ANSWER = frozenset({"yes-no", "one-of", "scale", "number", "date"})
"""Asked so that one answer must be true of all that is asked. A long text may answer a whole prompt."""


def advice_on(template: Mapping[str, Json]) -> list[Problem]:
    """The advice on a template's texts, in the order of the form. Only English is understood."""
    language = note(template).get("language")
    if isinstance(language, str) and language and not language.lower().startswith("en"):
        return []
    return list(_advice(template))


def _advice(template: Mapping[str, Json]) -> Iterator[Problem]:
    flat = is_flat(template)
    yield from _on_text(template.get("description"), "/description", "The introduction")
    required = 0
    for key, section in properties(sectioned(template)).items():
        place = "" if flat else f"/properties/{escaped(key)}"
        if not flat and isinstance(section, Mapping):
            name = f"The introduction of ‘{title_of(key, section)}’"
            yield from _on_text(section.get("description"), f"{place}/description", name)
        required += _count_required(section)
        yield from _on_questions(section, place)
    if required > REQUIRED_LIMIT:
        yield Problem(
            id="many-required",
            place="",
            message=f"{required} questions must be answered. Long lists of these tire people.",
            remedy="Leave those optional without which the decision could be made as well, "
            "or let them be left out today with a reason.",
        )


def _count_required(section: Json) -> int:
    found = section.get("required") if isinstance(section, Mapping) else None
    return len(found) if isinstance(found, list) else 0


def _on_questions(holder: Json, place: str) -> Iterator[Problem]:
    for key, schema in properties(holder).items():
        if not isinstance(schema, Mapping):
            continue
        own = f"{place}/properties/{escaped(key)}"
        yield from _on_question(key, schema, own)
        if isinstance(schema.get("items"), Mapping):
            yield from _on_questions(schema["items"], f"{own}/items")


def _on_question(key: str, schema: Mapping[str, Json], place: str) -> Iterator[Problem]:
    title, widget, notes = title_of(key, schema), widget_of(schema), note(schema)
    named = f"‘{title[:80]}’"
    yield from _on_text(schema.get("title"), f"{place}/title", named)
    yield from _on_text(notes.get("hint"), f"{place}/{NOTE}/hint", f"The hint of {named}")
    yield from _on_text(schema.get("description"), f"{place}/description", f"The text of {named}")
    if widget in ("guidance", "measure", "calculated"):
        return
    if widget in _ONE_ANSWER and phrasing.is_double(title):
        yield Problem(
            id="double-question",
            place=place,
            message=f"{named} seems to ask two things at once.",
            remedy="Ask each on its own: one answer can’t be true of both.",
        )
    if widget == "yes-no" and phrasing.is_negative(title):
        yield Problem(
            id="negative-question",
            place=place,
            message=f"{named} asks whether something is not so: Yes then means no.",
            remedy="Turn it round, so that Yes means yes.",
        )
    # What a practitioner chooses from may have to name what a service does.
    for value, label in option_pairs(schema) if notes.get("role", "practitioner") != "practitioner" else ():
        yield from _service_led(label, place, f"The answer ‘{label[:80]}’ of {named}", f"option-{value}")


def _on_text(text: Json, place: str, named: str) -> Iterator[Problem]:
    if not isinstance(text, str) or not text.strip():
        return
    age = reading_age(text)
    if age is not None and age > AGE_LIMIT:
        yield Problem(
            id="hard-to-read",
            place=place,
            message=f"{named} is hard to read: about the reading age of {min(age, 25)}.",
            remedy="Use shorter sentences and everyday words. Aim for the reading age of 9 to 11.",
        )
    yield from _service_led(text, place, named)
    if forms := phrasing.short_forms(text):
        listed = ", ".join(f"“{form}”" for form in forms[:3])
        yield Problem(
            id="short-form",
            place=place,
            message=f"{named} uses {listed}, which not everybody knows.",
            remedy="Write it out.",
        )


def _service_led(text: str, place: str, named: str, suffix: str = "") -> Iterator[Problem]:
    for phrase in phrasing.service_led(text):
        yield Problem(
            id=f"service-led{'-' if suffix else ''}{suffix}"[:80],
            place=place,
            message=f"{named} says “{phrase.found}”. {phrase.why}",
            remedy=phrase.instead,
        )
