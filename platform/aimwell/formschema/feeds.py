"""What an answer tells the pathway: “this is the intended outcome”, “this is the person’s wish”.

A question carries ``"feeds": "episode.intended"``. The part before the dot is a thing of the pathway, the
part after it what of the thing is said. A repeating group feeds a list (``outcomes``), its columns what each
row says (``outcomes.words``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from aimwell.formschema.outline import Outline, Question, shown
from aimwell.formschema.shape import answered_as

Json = Any

_TEXT = ("short-text", "long-text", "one-of", "several-of")
_CHOICE = ("one-of",)
_DATE = ("date",)
_YES_NO = ("yes-no",)
_NUMBER = ("number", "scale")
_GROUP = ("group",)

AIMS = ("investigate", "anticipate", "resolve", "improve", "maintain", "enable", "adjust", "comfort")
"""The codes of the eight intended aims (domain facts, A2). Their labels are an organisation's own."""


VIEWS = ("achieved", "partly", "not_achieved", "changed", "not_wanted")
"""What became of an outcome, in the view of one of those who were asked."""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A thing that the pathway can be told. ``codes``: the options that a choice for it must be among.

    ``label`` begins with what it is about: “Episode: its level”.
    """

    label: str
    widgets: tuple[str, ...]
    codes: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """What it is about: “Episode”."""
        return self.label.partition(": ")[0]


def _text(label: str) -> Feed:
    return Feed(label=label, widgets=_TEXT)


def _date(label: str) -> Feed:
    return Feed(label=label, widgets=_DATE)


def _yes_no(label: str) -> Feed:
    return Feed(label=label, widgets=_YES_NO)


def _number(label: str) -> Feed:
    return Feed(label=label, widgets=_NUMBER)


def _choice(label: str, *codes: str) -> Feed:
    return Feed(label=label, widgets=_CHOICE, codes=codes)


def _rows(label: str) -> Feed:
    return Feed(label=label, widgets=_GROUP)


FEEDS: Mapping[str, Feed] = MappingProxyType(
    {
        "alert.danger": _yes_no("Alert: there is immediate danger"),
        "alert.safeguarding": _yes_no("Alert: there is a safeguarding concern"),
        "request.asked_by": _choice("Request: who asks", "self", "carer", "professional"),
        "request.asker": _text("Request: the name of whoever asks"),
        "request.wanted": _text("Request: what is hoped for"),
        "request.changed": _text("Request: what has changed"),
        "request.impact": _text("Request: the impact on daily life"),
        "request.resources": _text("Request: what and who helps already"),
        "request.warning_signs": _text("Request: early warning signs"),
        "offer.text": _text("Offer: what is offered instead"),
        "offer.level": _choice("Offer: its level", "1", "2"),
        "offer.preventive_reason": _text("Offer: why help early, below any threshold"),
        "offer.red_flags": _text("Offer: warning signs and how to ask again"),
        "offer.replied": _yes_no("Offer: whoever asked has been told"),
        "offer.follow_up_on": _date("Offer: when to ask whether it helped"),
        "triage.harm": _text("Triage: the foreseeable harm"),
        "triage.ask_for": _text("Triage: what more must be known"),
        "formulation.need": _text("Formulation: impact and risk to be reduced"),
        "formulation.effectiveness": _text("Formulation: how likely help is to change it"),
        "formulation.best_placed": _text("Formulation: whether this service is the best placed"),
        "formulation.judgement": _text("Formulation: the professional judgement"),
        "formulation.can_change": _choice(
            "Formulation: whether help can change the impact", "yes", "no", "unsure"
        ),
        "formulation.is_best_placed": _choice(
            "Formulation: is this service the best placed", "yes", "no", "unsure"
        ),
        "outcomes": _rows("Outcomes: a list of them, one a row"),
        "outcomes.words": _text("Outcome: in the person’s own words"),
        "outcomes.why": _text("Outcome: why it matters"),
        "outcomes.whose": _choice("Outcome: whose it is", "person", "carer"),
        "outcomes.spoke": _text("Outcome: who spoke, where the person couldn’t"),
        "outcomes.importance": _number("Outcome: how important"),
        "outcomes.type": _choice("Outcome: its type", "change", "maintenance", "process"),
        "outcomes.difficulty": _text("Outcome: how difficult"),
        "outcomes.significance": _text("Outcome: what it would change"),
        "outcomes.risk_now": _text("Outcome: the risk now if it is not achieved"),
        "outcomes.risk_later": _text("Outcome: the risk later if it is not achieved"),
        "outcomes.person_does": _text("Outcome: what the person will do"),
        "outcomes.family_does": _text("Outcome: what family and friends will do"),
        "outcomes.community_does": _text("Outcome: what the community will do"),
        "outcomes.provider_does": _text("Outcome: what the provider will do"),
        "episode.aim": _choice("Episode: its one intended aim", *AIMS),
        "episode.intended": _text("Episode: the intended outcome, which we predict"),
        "episode.desired": _text("Episode: the desired outcome, which is hoped for"),
        "episode.whose": _choice("Episode: whose life it changes", "person", "carer", "family", "others"),
        "episode.harm": _text("Episode: the harm that is foreseen"),
        "episode.effectiveness": _text("Episode: how effective we predict to be"),
        "episode.baseline": _text("Episode: the baseline"),
        "episode.goals": _text("Episode: short-term goals"),
        "episode.evaluate_on": _date("Episode: when it is evaluated"),
        "episode.mode": _choice("Episode: direct or indirect", "direct", "indirect"),
        "episode.level": _choice("Episode: its level", "3", "4"),
        "plan.strengths": _text("Plan: strengths"),
        "plan.options": _text("Plan: the options considered"),
        "plan.flexibility": _text("Plan: what may vary"),
        "plan.contingency": _text("Plan: what to do if things go wrong"),
        "plan.cannot": _text("Plan: what can’t be achieved"),
        "plan.independence_risk": _text("Plan: what could lead to a loss of independence"),
        "plan.sharing": _text("Plan: with whom it is shared"),
        "plan.copies": _text("Plan: who has a copy, and in what form"),
        "plan.tailored": _text("Plan: how much planning is wanted, and why"),
        "actions": _rows("Actions: a list of them, one a row"),
        "actions.what": _text("Action: what is done"),
        "actions.who": _text("Action: by whom"),
        "actions.when": Feed(label="Action: by when", widgets=("date", "short-text")),
        "milestones": _rows("Milestones: a list of them, one a row"),
        "milestones.what": _text("Milestone: what is reached"),
        "milestones.when": Feed(label="Milestone: by when", widgets=("date", "short-text")),
        "review.trigger": _choice("Review: why now", "planned", "person", "carer", "professional", "event"),
        "review.changed": _text("Review: what has changed"),
        "review.decision": _choice("Review: the decision", "less", "same", "more", "new_outcomes", "close"),
        "review.reason": _text("Review: why this is decided"),
        "review.experience": _text("Review: how the help has been"),
        "review.next_on": _date("Review: when the next one is"),
        "views": _rows("Views: what became of each outcome, one a row"),
        "views.outcome": _text("View: of which outcome"),
        "views.person": _choice("View: the person’s", *VIEWS),
        "views.carer": _choice("View: the carer’s", *VIEWS),
        "views.practitioner": _choice("View: the practitioner’s", *VIEWS),
        "views.person_note": _text("View: why the person sees it so"),
        "views.carer_note": _text("View: why the carer sees it so"),
        "views.practitioner_note": _text("View: why the practitioner sees it so"),
        "handover.reason": _text("Handover: why it ends"),
        "handover.risk": _text("Handover: the risk that remains"),
        "handover.red_flags": _text("Handover: warning signs and how to ask again"),
        "handover.supports": _text("Handover: self-help and community supports"),
        "handover.holder": _text("Handover: who holds the duty of care now"),
        "handover.accepted": _yes_no("Handover: whoever takes over has accepted"),
        "handover.view": _text("Handover: the person’s view"),
        "carer.worries": _text("Carer: what worries them"),
        "carer.wants_assessment": _yes_no("Carer: would like an assessment of their own"),
        "carer.may_be_seen": _yes_no("Carer: the person may see this"),
    }
)
"""What can be told, in the order in which an author is offered it."""

LISTS = frozenset(name for name, feed in FEEDS.items() if feed.widgets == _GROUP)
"""The feeds of whole groups."""


def list_of(name: str) -> str:
    """The list of which a feed tells something, row by row: empty for what isn't said of rows."""
    thing, dot, _ = name.partition(".")
    return thing if dot and thing in LISTS else ""


def fitting(widget: str, *, in_a_row: bool) -> dict[str, Feed]:
    """What a question that is asked so can tell, in a section or in the rows of a group."""
    return {
        name: feed
        for name, feed in FEEDS.items()
        if widget in feed.widgets and (list_of(name) != "") == in_a_row
    }


def label_of(name: Json) -> Json:
    """What a feed tells, for an author; what isn't known as it stands."""
    return FEEDS[name].label if isinstance(name, str) and name in FEEDS else name


def fed(outline: Outline, answers: Mapping[str, Json]) -> dict[str, Json]:
    """What a form's answers tell the pathway: ``{"episode": {"aim": "maintain"}, "outcomes": [{…}, …]}``.

    What was not asked or not answered is not in it. Rows keep their order; a row that says nothing is ``{}``.
    """
    told: dict[str, Json] = {}
    for section in outline.sections:
        given = answers.get(section.key)
        if not isinstance(given, Mapping) or not shown(section, answers):
            continue
        for question in section.questions:
            if _tells(question) and shown(question, answers):
                _tell(told, question, given.get(question.key), answers)
    return told


def _tells(question: Question) -> bool:
    """Whether a question tells what its answer can say; a template that was never checked may claim more."""
    feed = FEEDS.get(question.feeds)
    return feed is not None and answered_as(question.schema) in feed.widgets


def _tell(told: dict[str, Json], question: Question, answer: Json, answers: Mapping[str, Json]) -> None:
    if answer is None or answer == "" or answer == []:
        return
    if question.feeds in LISTS:
        told[question.feeds] = [_row(question, row, answers) for row in answer]
    elif not list_of(question.feeds):
        thing, _, name = question.feeds.partition(".")
        told.setdefault(thing, {})[name] = _said(question, answer)


def _row(group: Question, row: Mapping[str, Json], answers: Mapping[str, Json]) -> dict[str, Json]:
    return {
        column.feeds.partition(".")[2]: _said(column, row[column.key])
        for column in group.questions
        if _tells(column)
        and list_of(column.feeds) == group.feeds
        and row.get(column.key) not in (None, "", [])
        and shown(column, answers, row)
    }


def _said(question: Question, answer: Json) -> Json:
    """Choices that stand for a text are told in their words; coded ones by their codes."""
    if FEEDS[question.feeds].codes or question.widget not in ("one-of", "several-of"):
        return answer
    labels = {option.value: option.label for option in question.options}
    chosen = answer if isinstance(answer, list) else [answer]
    return ", ".join(labels.get(value, str(value)) for value in chosen)
