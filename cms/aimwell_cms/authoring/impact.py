"""What a publication touches: forms in progress, and what uses the questions that go or change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.db.models.fields.json import KeyTransform

from aimwell.formschema import Outline, Question, outline
from aimwell.formschema.feeds import label_of
from aimwell.formschema.shape import note, properties
from aimwell.library.models import FormTemplate, TemplateVersion
from aimwell.organisations.models import User
from aimwell.organisations.scope import acting_for
from aimwell.records.models import Draft, Record

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

Json = Any
MOST_COUNTED = 100
"""Questions whose records are counted: more are told of without a number."""


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Forms in progress on one version, which they keep."""

    version: int
    forms: int


@dataclass(frozen=True, kw_only=True)
class Touched:
    """A question that goes, or changes so that older answers are no longer among its answers.

    ``records``: how many signed records answer it; None when that wasn't counted.
    """

    title: str
    pointer: str
    what: str
    records: int | None
    uses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Impact:
    """What a publication touches. ``practitioners``: who has a form in progress, by name."""

    begun: tuple[Begun, ...]
    practitioners: tuple[str, ...]
    touched: tuple[Touched, ...]


def impact_of(page: TemplatePage, live: TemplateVersion | None, draft: Mapping[str, Json]) -> Impact:
    """What publishing the draft of a page touches. ``live``: the version that practitioners get now."""
    if not page.is_in_library:
        return Impact(begun=(), practitioners=(), touched=())
    with acting_for(page.organisation):
        drafts = Draft.objects.filter(version__template=page.publication.template_id, discarded_at=None)
        counted = drafts.order_by("version__number").values_list("version__number").annotate(Count("pk"))
        people = User.objects.filter(pk__in=drafts.order_by().values("saved_by"))
        return Impact(
            begun=tuple(Begun(version=number, forms=forms) for number, forms in counted),
            practitioners=tuple(str(user) for user in people.order_by("last_name", "first_name")),
            touched=tuple(_touched(page, live, draft)) if live is not None else (),
        )


def _touched(page: TemplatePage, live: TemplateVersion, draft: Mapping[str, Json]) -> Iterator[Touched]:
    before = json.loads(live.text)
    found = list(_lost(outline(before), outline(draft)))
    records = _records(page, [question for question, _ in found[:MOST_COUNTED]])
    uses = list(_uses(page, before))
    for question, what in found:
        name = question.pointer[1:]
        yield Touched(
            title=question.title,
            pointer=question.pointer,
            what=what,
            records=records.get(question.pointer),
            uses=tuple(dict.fromkeys(words for used, words in uses if used == name)),
        )


def _lost(before: Outline, after: Outline) -> Iterator[tuple[Question, str]]:
    now = {question.pointer: question for question in after.all_questions()}
    for section in before.sections:
        for question in section.questions:
            newer = now.get(question.pointer)
            if question.widget == "guidance":
                continue
            if newer is None:
                yield question, "is taken out"
            elif newer.widget != question.widget:
                yield question, "is asked in another way"
            elif lost := {option.value for option in question.options} - {one.value for one in newer.options}:
                yield question, f"no longer offers {len(lost)} of its answers"


def _records(page: TemplatePage, questions: list[Question]) -> dict[str, int]:
    """How many signed records answer each question, by its pointer: one look at the records."""
    steps = {question.pointer: _keys(question.pointer) for question in questions}
    sections = {section: f"section_{number}" for number, section in enumerate({s for s, _ in steps.values()})}
    counts = {
        f"count_{number}": Count("pk", filter=Q(**{f"{sections[section]}__has_key": key}))
        for number, (section, key) in enumerate(steps.values())
    }
    if not counts:
        return {}
    records = Record.objects.filter(version__template=page.publication.template_id).order_by()
    named = {name: KeyTransform(section, "answers") for section, name in sections.items()}
    found = records.annotate(**named).aggregate(**counts)
    return {pointer: found[f"count_{number}"] for number, pointer in enumerate(steps)}


def _keys(pointer: str) -> tuple[str, str]:
    section, key = (step.replace("~1", "/").replace("~0", "~") for step in pointer[1:].split("/", 1))
    return section, key


def _uses(page: TemplatePage, before: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """Each question (``section/key``) of the live form that something takes an answer from, and what does."""
    facts = note(before).get("triage")
    if isinstance(facts, Mapping) and isinstance(facts.get("facts"), Mapping):
        for question in facts["facts"].values():
            yield str(question), "The triage rule takes a fact from it."
    for name, question in _questions(before):
        if note(question).get("review") is True:
            yield name, "It is asked again at review: review forms drop it."
        if told := note(question).get("feeds"):
            yield name, f"It tells the pathway “{label_of(told)}”."
    live = FormTemplate.objects.filter(organisation=page.organisation, live__isnull=False)
    for template in live.select_related("live"):
        for _, question in _questions(json.loads(template.live.text)):
            source = note(question).get("prefill")
            if isinstance(source, Mapping) and source.get("kind") == page.kind and source.get("question"):
                title = question.get("title") or "a question"
                yield str(source["question"]), f"“{template.title}” fills “{title}” in from it."


def _questions(template: Mapping[str, Json]) -> Iterator[tuple[str, Mapping[str, Json]]]:
    for section, holder in properties(template).items():
        for key, question in properties(holder).items():
            if isinstance(question, Mapping):
                yield f"{section}/{key}", question
