"""A template's texts in other languages: what is translated, what no longer fits, and the form in a language.

The root's annotation ``translations`` is ``{language: {pointer: {"text": …, "of": …}}}``. ``of`` is the text
that was translated: when the template now says something else there, the translation is *stale*. A stale one
is still shown to whoever fills in the form (its author is warned), a missing one falls back to the template's
own words. Values of options are never translated: answers are the same data in every language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aimwell.formschema.languages.locales import OWN
from aimwell.formschema.languages.texts import Text, slots, texts
from aimwell.formschema.problems import Problem
from aimwell.formschema.shape import NOTE, escaped, note

Json = Any
State = Literal["missing", "stale", "done"]

MOST = 20
"""Languages of one template, beside its own."""

LONGEST = 10_000
"""Characters of one translation: as many as the text itself may have."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, kw_only=True)
class Translated:
    """One text with its translation. ``of``: the text that was translated; both empty where it is missing."""

    text: Text
    state: State
    words: str = ""
    of: str = ""


def own_language(schema: Mapping[str, Json]) -> str:
    """The language that a template is written in."""
    found = note(schema).get("language")
    return found if isinstance(found, str) and found else OWN


def languages(schema: Mapping[str, Json]) -> tuple[str, ...]:
    """The languages that a template can be filled in: its own first. One without any words doesn't count."""
    own = own_language(schema)
    return (own, *(tag for tag, given in _translations(schema).items() if given and tag != own))


def coverage(template: Mapping[str, Json], language: str) -> tuple[Translated, ...]:
    """Every text of an authored template with its translation, in the order of the form."""
    given = _translations(template).get(language, {})
    return tuple(_translated(text, given.get(text.pointer)) for text in texts(template))


def localised(schema: Mapping[str, Json], language: str) -> Mapping[str, Json]:
    """The template, or the compiled schema, with its texts in a language; itself where it has none in it.

    Structure and values stay. A part keeps the names of texts that are not translated in the annotation
    ``untranslated``; the root keeps the language that they are in as ``translatedFrom``.
    """
    given = _translations(schema).get(language)
    if given is None or language == own_language(schema):
        return schema
    copy: dict[str, Json] = json.loads(json.dumps(schema))
    for slot in slots(copy):
        found = _translated(slot.text, given.get(slot.text.pointer))
        if found.state != "missing":
            slot.put(found.words)
            continue
        for part in slot.shown_by:
            part.setdefault(NOTE, {}).setdefault("untranslated", []).append(slot.text.name)
    notes = copy[NOTE]
    del notes["translations"]
    copy[NOTE] = {**notes, "language": language, "translatedFrom": own_language(schema)}
    return copy


def taken_over(source: Mapping[str, Json], made: Mapping[str, Json]) -> dict[str, Json]:
    """The translations that fit a form made of a template: of what both say in the same place and words."""
    same = {text.pointer: text.text for text in texts(source)}
    fitting = {text.pointer for text in texts(made) if same.get(text.pointer) == text.text}
    found = {
        language: {pointer: entry for pointer, entry in given.items() if pointer in fitting}
        for language, given in _translations(source).items()
    }
    return {language: given for language, given in found.items() if given}


def translation_problems(template: Mapping[str, Json]) -> Iterator[Problem]:
    """What is wrong with the translations of a template."""
    given = note(template).get("translations")
    if not isinstance(given, Mapping):
        return  # The check of keywords says so.
    place = f"/{NOTE}/translations"
    if len(given) > MOST:
        yield Problem(
            id="translation-languages",
            place=place,
            message=f"The template has more than {MOST} languages.",
            remedy="Take some out.",
        )
        return
    known = {text.pointer for text in texts(template)} if given else set()
    for language, translations in given.items():
        where = f"{place}/{escaped(language)}"
        if not is_tag(language) or language == own_language(template):
            yield Problem(
                id="translation-language",
                place=where,
                message=f"“{language[:40]}” can’t be a language of translations.",
                remedy="Use a tag such as cy, other than the template’s own language.",
            )
        if not isinstance(translations, Mapping):
            yield _malformed(where)
            continue
        for pointer, entry in translations.items():
            at = f"{where}/{escaped(pointer)}"
            if not _is_entry(entry):
                yield _malformed(at)
            elif pointer not in known:
                yield Problem(
                    id="translation-unknown",
                    place=at,
                    message=f"A translation is given for “{pointer[:200]}”, where the template has no text.",
                    remedy="Take it out, or correct the place.",
                )


def is_tag(language: str) -> bool:
    """Whether this is how a language is named: ``cy``, ``pt-BR``."""
    return len(language) <= 35 and _TAG.fullmatch(language) is not None


def _malformed(place: str) -> Problem:
    return Problem(
        id="translation-malformed",
        place=place,
        message="The translation can’t be used as it is written.",
        remedy=f'Write {{"text": "…", "of": "…"}}, each of at most {LONGEST:,} characters.',
    )


def _translations(schema: Mapping[str, Json]) -> dict[str, Mapping[str, Json]]:
    found = note(schema).get("translations")
    if not isinstance(found, Mapping):
        return {}
    return {tag: given for tag, given in found.items() if is_tag(tag) and isinstance(given, Mapping)}


def _translated(text: Text, entry: Json) -> Translated:
    if not _is_entry(entry):
        return Translated(text=text, state="missing")
    state: State = "done" if entry["of"] == text.text else "stale"
    return Translated(text=text, state=state, words=entry["text"], of=entry["of"])


def _is_entry(entry: Json) -> bool:
    return (
        isinstance(entry, Mapping)
        and set(entry) == {"text", "of"}
        and all(isinstance(value, str) and len(value) <= LONGEST for value in entry.values())
        and bool(entry["text"].strip())
    )
