"""The last step: check the answers, decide on a rule's recommendation, sign."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from aimwell.contracts import Answers
from aimwell.formschema import NOT_ASKED, Outline, fed
from aimwell.formschema.alerts import ALERTS, alerts_in
from aimwell.formschema.languages.speech import Speech, speech
from aimwell.organisations.offers import Choices, choices_of
from aimwell.people.merging import kept_of
from aimwell.plugins import Failure, score_safely
from aimwell.records.answers import told
from aimwell.records.calculating import known_of
from aimwell.records.decisions import advice_for, decide, is_decided
from aimwell.records.faults import faults_of
from aimwell.records.figures import figure
from aimwell.records.models import Draft, Record
from aimwell.records.prefilling import in_words_by_pointer, outcomes
from aimwell.records.scoring import Asked, measure_asked, measures_asked
from aimwell.records.signing import sign_draft
from aimwell.records.wizard import languages
from aimwell.records.wizard.filling import Fault, target_of
from aimwell.records.wizard.finding import to_record
from aimwell.records.wizard.leaving import field_of
from aimwell.records.wizard.names import name_at
from aimwell.records.wizard.page import stages
from aimwell.records.wizard.steps import CHECK, pruned_answers, step_of, worked_answers

TICK_FIRST = "Tick the box to say that the answers are right"
DECIDE_FIRST = "Confirm the recommendation, or decide otherwise, before you sign"
STATEMENT = "I, {name}, confirm that these answers are complete and correct to the best of my knowledge."
PHRASES = (TICK_FIRST, DECIDE_FIRST, STATEMENT)
"""What is said by a name here rather than where it is called: for the test of translations."""


def act(wizard: Any) -> HttpResponse:
    """Do what was asked for in the step: decide, sign, or leave it."""
    action, _, target = wizard.request.POST.get("action", "sign").partition(":")
    if action == "sign":
        return _sign(wizard)
    if action in ("confirm", "override"):
        return _decide(wizard, action)
    if action in ("leave", "language"):
        return wizard._leave(action, target)
    if action == "stay":
        return redirect(wizard.get_step_url(CHECK))
    previous = wizard.get_prev_step(CHECK) or CHECK
    return redirect(wizard.get_step_url(target if target in wizard.get_form_list() else previous))


def _sign(wizard: Any) -> HttpResponse:
    request, draft = wizard.request, wizard.draft
    advice = _advice(draft)
    if not is_decided(draft, advice):
        return wizard.render(decision_fault=_say(draft)(DECIDE_FIRST))
    if request.POST.get("statement") != "yes":
        return wizard.render(sign_fault=_say(draft)(TICK_FIRST))
    statement = statement_of(request.user, _say(draft))
    signed = sign_draft(draft, user=request.user, statement=statement, advice=advice)
    if isinstance(signed, Record):
        return to_record(request, signed)
    return wizard.render()


def _decide(wizard: Any, action: str) -> HttpResponse:
    advice = _advice(wizard.draft)
    if advice is None:
        return redirect(wizard.get_step_url(CHECK))
    posted = wizard.request.POST
    if action == "confirm" and advice.recommendation is not None:
        fault = decide(wizard.draft, advice, decision=advice.recommendation.decision, reason="")
    else:
        fault = decide(
            wizard.draft, advice, decision=posted.get("decision", ""), reason=posted.get("reason", "")
        )
    if fault:
        return wizard.render(
            decision_fault=fault, decided=posted.get("decision", ""), reason=posted.get("reason", "")
        )
    return redirect(f"{wizard.get_step_url(CHECK)}#decision")


def statement_of(user: Any, say: Speech) -> str:
    """What somebody says by signing, in the words that stood beside the box."""
    return say(STATEMENT, name=user)


def _say(draft: Draft) -> Speech:
    return speech(draft.outline.language)


def _advice(draft: Draft) -> Any:
    return advice_for(draft.organisation, draft.version.outline, pruned_answers(draft))


def context(wizard: Any, **more: Any) -> dict[str, Any]:
    """The context of templates/wizard/check.jinja."""
    draft = wizard.draft
    words = languages.context(draft)
    whole = worked_answers(draft)
    pruned = whole.answers
    advice = _advice(draft)
    faults = _links(wizard, draft)
    urls = {section.key: _url(wizard, section) for section in draft.outline.sections}
    sign_faults = [
        Fault(target="#statement", message=more["sign_fault"]) for _ in "." if more.get("sign_fault")
    ]
    decision_faults = [
        Fault(target="#decision", message=more["decision_fault"]) for _ in "." if more.get("decision_fault")
    ]
    return {
        **words,
        "draft": draft,
        "person": kept_of(draft.person),
        "sections": told(draft.outline, pruned, _origins(draft, pruned)),
        "link_of": lambda section, pointer: f"{urls[section.key]}?from={CHECK}#{name_at(pointer)}",
        "worked": {one.question.pointer: one for one in whole.worked},
        "unread": draft.unread,
        "faults": faults,
        "all_faults": [*faults, *decision_faults, *sign_faults],
        "is_faulty": wizard.request.method == "POST",
        "measures": _previews(draft, pruned),
        "alerts": [ALERTS[kind] for kind in alerts_in(fed(draft.version.outline, pruned).get("alert"))],
        "advice": advice,
        "is_decided": advice is not None and is_decided(draft, advice),
        "statement": statement_of(wizard.request.user, words["say"]),
        "stages": stages(wizard),
        "number": wizard.steps.step1,
        "count": wizard.steps.count,
        "step": CHECK,
        **more,
    }


def _origins(draft: Draft, pruned: Answers) -> dict[str, str]:
    return in_words_by_pointer(outcomes(draft.prefilled, pruned))


def _url(wizard: Any, section: Any) -> str:
    return wizard.get_step_url(step_of(section))


def _links(wizard: Any, draft: Draft) -> list[Fault]:
    """The faults that stand between the draft and its signature, each with a link to its question."""
    outline = draft.version.outline
    found = []
    for fault in faults_of(draft, draft.answers, draft.unread, known=known_of(draft)):
        section = outline.section(fault.pointer.split("/")[1]) if fault.pointer else None
        if section is None:
            found.append(Fault(target="", message=fault.message))
            continue
        target = _target(outline, fault.pointer)
        found.append(Fault(target=f"{_url(wizard, section)}?from={CHECK}#{target}", message=fault.message))
    return found


def _target(outline: Outline, pointer: str) -> str:
    parts = pointer.split("/")
    if NOT_ASKED in parts:
        return field_of(name_at("/".join(part for part in parts if part != NOT_ASKED)))
    question = outline.question("/".join("*" if part.isdecimal() else part for part in parts))
    name = name_at(pointer)
    return target_of(question, name) if question is not None else name


def _previews(draft: Draft, pruned: Answers) -> list[dict[str, Any]]:
    """What each measure would score, before anything is signed."""
    asked = list(measures_asked(draft.version.outline, pruned))
    if not asked:
        return []
    choices = choices_of(draft.organisation)
    return [_preview(draft.organisation_id, one, choices) for one in asked]


def _preview(organisation_id: int, asked: Asked, choices: Choices) -> dict[str, Any]:
    known = measure_asked(organisation_id, asked.question)
    preview = {"pointer": asked.question.pointer, "values": [], "failure": ""}
    if known is None or known.measure.version != asked.question.measure_version:
        return preview | {"failure": "It can’t be scored: its plugin isn’t installed in this version."}
    measure = known.measure
    settings = choices.settings_of(measure.name, asked.question.settings)
    scored = score_safely(known.plugin, measure, asked.answers, settings)
    if isinstance(scored, Failure):
        return preview | {"failure": "It can’t be scored with these answers."}
    scales = {scale.name: scale for scale in measure.scales}
    values = [
        {
            "label": scales[one.name].label,
            "value": None if one.value is None else figure(one.value, scales[one.name].decimals),
            "band": scales[one.name].band_of(one.value),
        }
        for one in scored.scores
    ]
    return preview | {"values": values}
