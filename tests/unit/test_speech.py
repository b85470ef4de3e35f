"""Our own words are there in every language that we speak, whole and with their blanks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import datetime

from aimwell.documents import summary
from aimwell.formschema import messages, wording
from aimwell.formschema.languages.speech import TABLES, speech
from aimwell.places import TEMPLATES
from aimwell.records import answers, faults
from aimwell.records.wizard import checking, fieldmarkup, languages, steps

SOURCE = TEMPLATES.parent / "platform" / "aimwell"
IN_A_TEMPLATE = re.compile(r"\bsay\(\s*\"((?:[^\"\\]|\\.)*)\"")
BLANK = re.compile(r"\{\w+\}")


def phrases() -> Iterator[str]:
    """Every text that is said in some language, as it is written in English."""
    for file in sorted(TEMPLATES.rglob("*.jinja")):
        yield from IN_A_TEMPLATE.findall(file.read_text(encoding="utf-8"))
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _is_say(node.func):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value
    yield from (*messages.PHRASES, *wording.PHRASES, wording.ASKED_WHEN, *faults.PHRASES, *checking.PHRASES)
    yield from (*languages.IN_THE_BROWSER, *fieldmarkup.PHRASES, *steps.PHRASES)
    yield from summary.HEADINGS.values()
    yield from (answers.LEFT, *answers.USUAL_REASONS, *answers.WHOM.values(), *answers.WHOSE.values())


def _is_say(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name == "say"


def test_every_phrase_has_words_in_every_language() -> None:
    said = set(phrases())
    assert len(said) > 100
    for language, words in TABLES.items():
        if language != "en":
            assert sorted(said - words.keys()) == []
            assert sorted(words.keys() - said) == []


def test_no_words_lose_or_invent_a_blank() -> None:
    wrong = [
        english
        for words in TABLES.values()
        for english, other in words.items()
        if sorted(BLANK.findall(english)) != sorted(BLANK.findall(other))
    ]
    assert wrong == []


def test_days_and_times_are_said_as_the_language_says_them() -> None:
    at = datetime(2026, 3, 3, 9, 5)
    assert speech("en-GB").moment(at) == "3 March 2026, 09:05"
    assert speech("cy").moment(at) == "3 Mawrth 2026, 09:05"
    assert (speech("en-GB").short_day(at), speech("cy").short_day(at)) == ("3 Mar 2026", "3 Mawrth 2026")
    assert speech("pl")("Save and continue") == "Save and continue"
