"""Offers beside the questions of a step: shown, used, or left out. Each takes a press of a button."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.template import engines
from markupsafe import Markup

from aimwell.formschema import NOT_ASKED, Question, Section
from aimwell.formschema.languages.speech import speech
from aimwell.records.drafts import Entry, Source, entry_of, is_of, save_section
from aimwell.records.models import Draft
from aimwell.records.prefilling import Decision, Offer, became, beside_of, decided, in_words
from aimwell.records.wizard.names import name_of

USE, PASS, OFFER = "use", "pass", "offer"
"""The buttons: use what is offered, leave it out, show it again."""

ACTIONS = frozenset({USE, PASS, OFFER})

_CHANGED = "What stood there has changed since this page was opened. Look at it again."


def offered(draft: Draft, section: Section, entry: Entry) -> Mapping[str, Markup]:
    """What stands beside the questions of a section, by their pointer."""
    found = beside_of(draft, section)
    own = f"{section.pointer}/"
    taken = {pointer: one for pointer, one in draft.prefilled.items() if pointer.startswith(own)}
    if not found.offers and not found.last and not taken:
        return {}
    say = speech(draft.outline.language)
    macros = engines["jinja2"].env.get_template("wizard/offers.jinja").make_module({"say": say})
    last = {f"{own}{key}": macros.last_time(one) for key, one in found.last.items()}
    return last | {
        question.pointer: _markup(macros, question, found.offers.get(question.key), taken, entry)
        for question in section.questions
        if question.key in found.offers or question.pointer in taken
    }


def _markup(
    macros: Any, question: Question, offer: Offer | None, taken: Mapping[str, Any], entry: Entry
) -> Markup:
    name, answer = name_of(question), entry.answers.get(question.key)
    decision = taken.get(question.pointer)
    if decision is None:
        return macros.offer(offer, name, answer is not None)
    outcome = became(decision, answer)
    words = in_words({**decision, "became": outcome})
    return macros.decided(question, words, name, offer is not None and outcome in ("left", "cleared"))


def act(request: HttpRequest, draft: Draft, section: Section, action: str, target: str) -> None:
    """Do what a button says. ``draft`` is locked, and what was typed in its page is saved."""
    name, _, token = target.partition(":")
    question = next((one for one in section.questions if name_of(one) == name), None)
    if question is None:
        return
    if action == OFFER:
        _keep(draft, {key: one for key, one in draft.prefilled.items() if key != question.pointer})
        return
    offer = beside_of(draft, section).offers.get(question.key)
    if offer is None or offer.token != token or (action == USE and offer.misfit):
        messages.warning(request, _CHANGED)
        return
    if action == USE:
        source = Source(base=draft.revision)
        save_section(draft, section, _with_value(draft, section, offer), source=source, user=request.user)
    decision: Decision = "used" if action == USE else "left"
    _keep(draft, {**draft.prefilled, question.pointer: decided(offer, decision, request.user)})


def _with_value(draft: Draft, section: Section, offer: Offer) -> Entry:
    """What the section holds, with the offered value as the answer, in the place of whatever was there."""
    entry, question = entry_of(draft, section), offer.question
    answers = {**entry.answers, question.key: offer.value}
    reasons = {key: why for key, why in answers.pop(NOT_ASKED, {}).items() if key != question.key}
    return Entry(
        answers={**answers, NOT_ASKED: reasons} if reasons else answers,
        unread={pointer: text for pointer, text in entry.unread.items() if not is_of(pointer, question)},
    )


def _keep(draft: Draft, prefilled: Mapping[str, Any]) -> None:
    draft.prefilled = dict(prefilled)
    draft.save(update_fields=["prefilled"])
