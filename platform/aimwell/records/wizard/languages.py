"""The language of a draft's pages: what it can be, and our own words in it around the questions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.languages.locales import ENGLISH, locale_of, name_of
from aimwell.formschema.languages.speech import Speech, speech
from aimwell.library.models import TemplateVersion
from aimwell.records.models import Draft

IN_THE_BROWSER = (
    "Saving…",
    "Saved at {at}",
    "Not saved: {why}. Your answers are kept on this device.",
    "Not saved: {why}. Keep this page open.",
    "no connection",
    "the server can’t be reached",
    "You",
    "Not saved: {by} saved this section at {at}.",
    "{by} saved this section at {at}, after you opened it. Nothing is overwritten: choose what to keep.",
    "Compare the two",
    "Not saved: you are signed out. Your answers are kept on this device.",
    "You have been signed out. Your answers are kept on this device, and come back when you have signed in.",
    "Sign in",
    "Not saved: this draft has been signed or discarded.",
    "This draft has been signed or discarded elsewhere.",
    "See what became of it",
    "What you typed at {at} had not reached the server. It is back in the form below.",
    "Removed.",
    "Undo",
    "Clear",
    "Clear the mark",
    "Not marked",
    "From {minimum}, {left}, to {maximum}, {right}",
    "Not asked today",
)
"""What the scripts of the page say."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A language that the form can be shown in."""

    tag: str
    name: str
    is_current: bool


def context(draft: Draft) -> dict[str, Any]:
    """What every page of a draft is told about its language."""
    outline = draft.outline
    say = speech(outline.language)
    return {
        "form": outline,
        "form_title": outline.title,
        "say": say,
        "language": outline.tongue.page,
        "languages": choices(draft.version.languages, outline.language),
        "browser_words": _for_the_browser(say),
        "numbers": _numbers(outline.language),
    }


def choices(tags: tuple[str, ...], current: str) -> list[Choice]:
    """The languages to choose from; none where there is only one."""
    if len(tags) < 2:
        return []
    return [Choice(tag=tag, name=name_of(tag), is_current=tag == current) for tag in tags]


def chosen_language(version: TemplateVersion, tag: str) -> str | None:
    """The language that somebody asked for, as a draft keeps it; None where the form doesn't have it."""
    own, *others = version.languages
    if tag == own:
        return ""
    return tag if tag in others else None


def _for_the_browser(say: Speech) -> str:
    """Our words for the scripts; empty in English, which they speak themselves."""
    return json.dumps({text: say(text) for text in IN_THE_BROWSER}, ensure_ascii=False) if say.words else ""


def _numbers(language: str) -> str:
    """How numbers are typed, for the scripts: the decimal sign, then what stands between thousands."""
    locale = locale_of(language)
    signs = locale.decimal + locale.grouping
    return "" if signs == ENGLISH.decimal + ENGLISH.grouping else signs
