"""The advice on a template page: on its wording, and on measures that nothing can be compared with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aimwell.formschema import Problem
from aimwell.formschema.shape import escaped
from aimwell.library.models import FormTemplate, Kind
from aimwell_cms.authoring.findings import Context
from aimwell_cms.authoring.wording.model import DismissedAdvice

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

Json = Any

_LOOKS_BACK = frozenset({Kind.REVIEW, Kind.CLOSURE})


@dataclass(frozen=True, kw_only=True)
class Advice:
    """A piece of advice, the block that it is about, and its dismissal if it was dismissed."""

    key: str
    block: str
    problem: Problem
    dismissed: DismissedAdvice | None


def advice_for(page: TemplatePage, context: Context) -> list[Advice]:
    """All the advice on a page as it stands. Call it acting for the page's organisation."""
    dismissed = {one.key: one for one in DismissedAdvice.objects.filter(page=page.pk).select_related("by")}
    found = [*context.wording, *_without_baseline(page, context)]
    return [_told(problem, context, dismissed) for problem in found]


def _told(problem: Problem, context: Context, dismissed: Mapping[str, DismissedAdvice]) -> Advice:
    block = context.written.block_at(problem.place)
    said = _text_at(context.template, problem.place) or problem.message
    key = hashlib.sha256(f"{problem.id}\n{block}\n{said}".encode()).hexdigest()
    return Advice(key=key, block=block, problem=problem, dismissed=dismissed.get(key))


def _text_at(template: Json, place: str) -> str:
    """The text that advice is about: what stands at its place, or the title of the question there."""
    for step in place.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        template = template.get(name) if isinstance(template, Mapping) else None
    if isinstance(template, Mapping):
        template = template.get("title")
    return template if isinstance(template, str) else ""


def _without_baseline(page: TemplatePage, context: Context) -> Iterator[Problem]:
    """A review can say what has changed only where an earlier form asks the same measure."""
    if page.kind not in _LOOKS_BACK:
        return
    asked = FormTemplate.objects.exclude(kind__in=_LOOKS_BACK).filter(live__isnull=False)
    known = {name for measures in asked.values_list("live__measures", flat=True) for name in measures}
    for section in context.outline.sections:
        for question in section.questions:
            if question.measure is None or question.measure in known:
                continue
            yield Problem(
                id=f"no-baseline-{question.measure}"[:80],
                place=f"/properties/{escaped(section.key)}/properties/{escaped(question.key)}",
                message=f"‘{question.title}’ has no baseline: no published form before a review asks it.",
                remedy="Ask the measure in the assessment or the support plan as well: without a first score "
                "no change can be shown.",
            )
