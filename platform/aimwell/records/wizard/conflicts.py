"""Two people, or two pages, on one section: show both, and let the second choose question by question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from aimwell.contracts import Json
from aimwell.formschema import NOT_ASKED, Question
from aimwell.people.merging import kept_of
from aimwell.records.answers import Told, reason_left, tell
from aimwell.records.drafts import Conflict, Entry, compare, entry_of, is_of
from aimwell.records.models import Draft
from aimwell.records.wizard import languages
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
        **languages.context(wizard.draft),
        "draft": wizard.draft,
        "person": kept_of(wizard.draft.person),
        "section": form.section,
        "conflict": conflict,
        "is_me": conflict.by == wizard.request.user,
        "choices": [
            {
                "question": difference.question,
                "field": f"{KEEP}{name_of(difference.question)}",
                "mine": _told(difference.question, form.entry),
                "theirs": _told(difference.question, theirs),
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
            answers = _with_theirs(answers, question, stored)
            unread = {**_without(unread, question), **_only(stored.unread, question)}
    return Entry(answers=answers, unread=unread)


def _told(question: Question, entry: Entry) -> Told:
    answer = entry.answers.get(question.key)
    return tell(question, answer, "" if answer else reason_left(entry.answers, question.key))


def _with_theirs(answers: Mapping[str, Json], question: Question, theirs: Entry) -> dict[str, Json]:
    """The answers with the other's answer to a question, and the other's reason why it isn't asked."""
    kept = {key: answer for key, answer in answers.items() if key not in (question.key, NOT_ASKED)}
    if question.key in theirs.answers:
        kept[question.key] = theirs.answers[question.key]
    reasons = {key: why for key, why in answers.get(NOT_ASKED, {}).items() if key != question.key}
    if reason := reason_left(theirs.answers, question.key):
        reasons[question.key] = reason
    return {**kept, NOT_ASKED: reasons} if reasons else kept


def _without(unread: Mapping[str, str], question: Question) -> dict[str, str]:
    return {pointer: text for pointer, text in unread.items() if not is_of(pointer, question)}


def _only(unread: Mapping[str, str], question: Question) -> dict[str, str]:
    return {pointer: text for pointer, text in unread.items() if is_of(pointer, question)}


def _typed(posted: QueryDict) -> Iterator[tuple[str, str]]:
    for name, values in posted.lists():
        if name not in _OURS and not name.startswith(KEEP):
            yield from ((name, value) for value in values)
