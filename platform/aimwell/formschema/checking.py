"""Check a template: whatever keeps it from being published, each fault with its place and its remedy.

What passes is also valid by ``schemas/form-template.schema.json``, which tells others the vocabulary: the
tests hold the two together. It isn't asked here, for it would say less, thirty times as slowly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any

from aimwell.contracts import Measure
from aimwell.formschema import json_text
from aimwell.formschema.asking import Asking
from aimwell.formschema.calculations.expression_checks import expression_problems
from aimwell.formschema.condition_checks import condition_problems
from aimwell.formschema.feed_checks import feed_problems
from aimwell.formschema.keywords import (
    ROOT,
    ROOT_NOTES,
    SECTION,
    SECTION_NOTES,
    keyword_problems,
    note_problems,
)
from aimwell.formschema.languages.translations import translation_problems
from aimwell.formschema.outlining import outline
from aimwell.formschema.paths import expanded, path_problems
from aimwell.formschema.problems import Problem
from aimwell.formschema.question_checks import key_problems, object_problems
from aimwell.formschema.reading import unreadable
from aimwell.formschema.shape import NOTE, escaped, is_flat, note, properties

Json = Any

QUESTION_LIMIT = 1_000
PROBLEM_LIMIT = 100
"""Problems named at once: a document with more is not a template with slips."""

NO_MEASURES: Mapping[str, Measure] = MappingProxyType({})


def check(template: Mapping[str, Json], measures: Mapping[str, Measure] = NO_MEASURES) -> list[Problem]:
    """What is wrong with a template; empty when it can be published. Never raises.

    ``measures``: what is installed, by name; a measure that isn't among them is a problem.
    """
    if fault := next(json_text.faults(template), None):
        return [unreadable(fault)]
    if _is_too_long(template):
        return [
            Problem(
                id="too-many-questions",
                place="",
                message=f"The template has more than {QUESTION_LIMIT:,} questions.",
                remedy="Split it into several templates.",
            )
        ]
    return list(islice(_problems(template, measures), PROBLEM_LIMIT))


def _is_too_long(template: Mapping[str, Json]) -> bool:
    """Counted before anything else is looked at, so that what follows takes a bounded time."""
    count = len(properties(template))
    for section in properties(template).values():
        count += len(properties(section))
        for question in properties(section).values():
            count += len(properties(question.get("items"))) if isinstance(question, Mapping) else 0
    return count > QUESTION_LIMIT


def _problems(template: Mapping[str, Json], measures: Mapping[str, Measure]) -> Iterator[Problem]:
    yield from keyword_problems(template, ROOT, "", "a template")
    yield from note_problems(note(template), ROOT_NOTES, "", "a template")
    if template.get("type") != "object":
        yield Problem(
            id="not-an-object",
            place="/type",
            message="A template must describe an object.",
            remedy='Add "type": "object".',
        )
    if not properties(template):
        yield Problem(
            id="no-questions",
            place="/properties",
            message="The template asks nothing.",
            remedy="Add a section with a question.",
        )
    if is_flat(template):
        yield from object_problems(template, "", measures)
    else:
        yield from _section_problems(template, measures)
    yield from path_problems(template)
    asking = Asking(expanded(template))
    yield from condition_problems(expanded(template), asking)
    yield from expression_problems(asking, measures)
    yield from _triage_problems(template)
    yield from feed_problems(template)
    yield from translation_problems(template)


def _section_problems(template: Mapping[str, Json], measures: Mapping[str, Measure]) -> Iterator[Problem]:
    yield from key_problems(template, "")
    for key, section in properties(template).items():
        place = f"/properties/{escaped(key)}"
        yield from keyword_problems(section, SECTION, place, "a section")
        yield from note_problems(note(section), SECTION_NOTES, place, "a section")
        if not properties(section):
            yield Problem(
                id="no-questions",
                place=f"{place}/properties",
                message=f"The section “{key}” has no question.",
                remedy="Add one, or take the section out.",
            )
        yield from object_problems(section, place, measures)


def _triage_problems(template: Mapping[str, Json]) -> Iterator[Problem]:
    link = note(template).get("triage")
    if not isinstance(link, Mapping):
        return
    place = f"/{NOTE}/triage"
    facts = link.get("facts")
    if set(link) != {"rule", "facts"} or not isinstance(link["rule"], str) or not isinstance(facts, Mapping):
        yield Problem(
            id="triage-malformed",
            place=place,
            message="The triage link must name a rule, and the question that gives each of its facts.",
            remedy='Write {"rule": "…", "facts": {"fact": "section/question"}}.',
        )
        return
    asked = {question.pointer for section in outline(template).sections for question in section.questions}
    for fact, question in facts.items():
        if not isinstance(question, str) or f"/{question}" not in asked:
            yield Problem(
                id="triage-unknown-question",
                place=f"{place}/facts/{escaped(fact)}",
                message=f"The fact “{fact}” names a question that isn’t in the template.",
                remedy="Name a question as section/question.",
            )
