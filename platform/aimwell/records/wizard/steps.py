"""The steps of a draft: its sections that are asked, and the check of the answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from aimwell.formschema import Pruned, Section, prune_and_work_out, shown
from aimwell.records.calculating import known_of
from aimwell.records.models import Draft

CHECK = "check"
"""The step in which the answers are checked and signed."""

SIGNED = "signed"
"""What formtools would call a step after the last; nothing answers there."""

NOT_STARTED, IN_PROGRESS, COMPLETED = PHRASES = ("Not started", "In progress", "Completed")
"""How far a section is; a page says it in its language."""

_TAKEN = frozenset({CHECK, SIGNED, "discard", "restore"})  # see urls.py


def step_of(section: Section) -> str:
    """The name of a section's step. A key can't begin with an underscore, so the names stay apart."""
    return f"_{section.key}" if section.key in _TAKEN else section.key


def sections_by_step(draft: Draft) -> dict[str, Section]:
    """Every section of the draft's form by the name of its step, asked or not."""
    return {step_of(section): section for section in draft.outline.sections}


def worked_answers(draft: Draft) -> Pruned:
    """The draft's answers to the questions that are asked, and what is worked out from them."""
    return prune_and_work_out(draft.schema, draft.answers, known_of(draft))


def pruned_answers(draft: Draft) -> dict:
    """The draft's answers to the questions that are asked."""
    return worked_answers(draft).answers


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A section in the list of sections of a page. ``lang``: see ``Section.lang_of``."""

    step: str
    title: str
    lang: str
    url: str
    is_current: bool
    status: str


def status_of(draft: Draft, section: Section) -> str:
    """How far a section is, as it was when it was saved last."""
    last = draft.sections.get(section.key)
    if last is None:
        return NOT_STARTED
    return COMPLETED if last.get("complete") else IN_PROGRESS


def is_asked(draft: Draft, section: Section) -> bool:
    """Whether a section is asked, with the answers as they are."""
    return section.when is None or shown(section, pruned_answers(draft))


def resume_at(draft: Draft) -> str:
    """The step to go on with: the first section that is not completed; the check when all are."""
    for step, section in sections_by_step(draft).items():
        if is_asked(draft, section) and status_of(draft, section) != COMPLETED:
            return step
    return CHECK


def url_of_step(organisation_slug: str, draft: Draft, step: str) -> str:
    """The address of a step."""
    return reverse(
        "workspace:draft-step", kwargs={"organisation": organisation_slug, "token": draft.token, "step": step}
    )
