"""From which questions of an organisation's live forms an answer may be offered elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from aimwell.library.models import FormTemplate, Kind
from aimwell.organisations.models import Organisation
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.findings import Context, Finding

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

_NO_SOURCE = frozenset({"guidance", "measure", "row-id", "path"})

Sources = Mapping[str, Mapping[str, str]]
"""By kind of form: each question (``section/key``) with its wording and the form that asks it."""


def sources_of(organisation: Organisation) -> Sources:
    """The questions of the forms that are live, kind by kind."""
    found: dict[str, dict[str, str]] = {}
    with acting_for(organisation):
        templates = FormTemplate.objects.filter(organisation=organisation, live__isnull=False)
        for template in templates.select_related("live"):
            kind = found.setdefault(template.kind, {})
            for section in template.live.outline.sections:
                for question in section.questions:
                    if question.widget not in _NO_SOURCE:
                        kind.setdefault(
                            question.pointer.lstrip("/"), f"{question.title} ({template.live.title})"
                        )
    return found


def missing_sources(page: TemplatePage, context: Context) -> Iterable[Finding]:
    """Questions to which something is to be offered that no live form asks."""
    asking = [
        question
        for question in context.outline.all_questions()
        if question.prefill is not None and question.prefill.source == "record"
    ]
    if not asking:
        return
    sources = sources_of(context.organisation)
    for question in asking:
        assert question.prefill is not None
        kind = question.prefill.kind
        if question.prefill.question not in sources.get(kind, {}):
            yield Finding(
                id="prefill-source",
                state="advice",
                title=f"Nothing can be offered for ‘{question.title}’ yet.",
                detail=f"No live form of the kind “{Kind(kind).label}” asks the question that is named. "
                "Choose another one behind the cog, or publish that form.",
            )
