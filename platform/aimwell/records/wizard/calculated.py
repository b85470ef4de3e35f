"""What stands in a page for a calculated answer: its value or what it needs, and its working."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from aimwell.formschema import Question, Section, Worked
from aimwell.formschema.languages.speech import speech
from aimwell.records.answers import in_words
from aimwell.records.wizard.names import name_of

SLOTS = ("cv", "ct", "cc", "cl", "cw", "ch")
"""The value as JSON, its text, class and language where there is none, the working, whether to hide it.

How something is worked out, and why it isn't, is said in English only, and marked so.
"""


def slots_of(question: Question, worked: Worked | None) -> dict[str, str]:
    """Values for the slots. ``worked`` is None where nothing is filled in yet, or the question is hidden."""
    say = speech(question.tongue.page)
    nothing = {"value": None, "text": say("Worked out as the form is filled in."), "working": []}
    told = nothing if worked is None else _told(question, worked)
    lines = Markup("").join(Markup("<li>{}</li>").format(line) for line in told["working"])
    return {
        "cv": str(escape(json.dumps(told["value"], ensure_ascii=False))),
        "ct": str(escape(told["text"])),
        "cc": "" if told["value"] is not None else " aimwell-unanswered",
        "cl": ' lang="en"' if worked is not None and told["value"] is None else "",
        "cw": str(lines),
        "ch": "" if told["working"] else " hidden",
    }


def stands_in(section: Section) -> bool:
    """Whether anything is calculated in a section."""
    return any(question.widget == "calculated" for question in section.questions)


def for_browser(section: Section, worked: Iterable[Worked]) -> dict[str, Mapping[str, Any]]:
    """What the page's script puts in the place of what it shows, by the name of the question."""
    by_pointer = {one.question.pointer: one for one in worked}
    return {
        name_of(question): _told(question, by_pointer[question.pointer])
        for question in section.questions
        if question.pointer in by_pointer
    }


def _told(question: Question, worked: Worked) -> dict[str, Any]:
    text = in_words(question, worked.value) if worked.value is not None else f"{worked.reason}."
    return {"value": worked.value, "text": text, "working": list(worked.working)}
