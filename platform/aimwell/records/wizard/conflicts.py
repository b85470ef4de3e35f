"""Two people, or two pages, on one section: show both, and let the second choose question by question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from aimwell.formschema import Question
from aimwell.records.answers import tell
from aimwell.records.drafts import Conflict, Entry, compare, entry_of
from aimwell.records.models import Draft
from aimwell.records.wizard.names import name_of
from aimwell.records.wizard.sectionform import SectionForm
from aimwell.records.wizard.source import source_of

KEEP = "keep:"
"""Before a question's name: the field that says whose answer is kept, ``mine`` or ``theirs``."""

_OURS = frozenset({"csrfmiddlewaretoken", "action", "base", "page", "number", "from"})


def show(wizard: Any, form: SectionForm, conflict: Conflict) -> HttpResponse:
    """The page with both answers side by side. What was typed travels along in hidden fields."""
    posted, source = wizard.request.POST, source_of(wizard.request)
    theirs = entry_of(wizard.draft, form.section)
    context = {
        "draft": wizard.draft,
        "person": wizard.draft.person,
        "section": form.section,
        "conflict": conflict,
        "is_me": conflict.by == wizard.request.user,
        "choices": [
            {
                "question": difference.question,
                "field": f"{KEEP}{name_of(difference.question)}",
                "mine": tell(difference.question, form.entry.answers.get(difference.question.key)),
                "theirs": tell(difference.question, theirs.answers.get(difference.question.key)),
            }
            for difference in conflict.differences
        ],
        "unread": {"mine": form.entry.unread, "theirs": theirs.unread},
        "typed": list(_typed(posted)),
        "returning": posted.get("from", ""),
        # The same page goes on: its browser then knows that the server has what was typed.
        "page_id": source.page,
        "number": source.number + 1,
    }
    return render(wizard.request, "wizard/conflict.jinja", context, status=409)


def chosen(draft: Draft, form: SectionForm, posted: QueryDict) -> Entry | None:
    """What was typed, with the other's answer where that was chosen; None while a choice is missing."""
    stored = entry_of(draft, form.section)
    answers, unread = dict(form.entry.answers), dict(form.entry.unread)
    for difference in compare(draft, form.section, form.entry):
        question = difference.question
        choice = posted.get(f"{KEEP}{name_of(question)}")
        if choice not in ("mine", "theirs"):
            return None
        if choice == "theirs":
            answers.pop(question.key, None)
            if question.key in stored.answers:
                answers[question.key] = stored.answers[question.key]
            unread = {**_without(unread, question), **_only(stored.unread, question)}
    return Entry(answers=answers, unread=unread)


def _without(unread: Mapping[str, str], question: Question) -> dict[str, str]:
    return {pointer: text for pointer, text in unread.items() if not _is_in(pointer, question)}


def _only(unread: Mapping[str, str], question: Question) -> dict[str, str]:
    return {pointer: text for pointer, text in unread.items() if _is_in(pointer, question)}


def _is_in(pointer: str, question: Question) -> bool:
    return pointer == question.pointer or pointer.startswith(f"{question.pointer}/")


def _typed(posted: QueryDict) -> Iterator[tuple[str, str]]:
    for name, values in posted.lists():
        if name not in _OURS and not name.startswith(KEEP):
            yield from ((name, value) for value in values)
