"""How a template stands: which version is live, and whether the draft says something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aimwell.library.models import FormTemplate, TemplateVersion
from aimwell.organisations.scope import acting_for

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage


@dataclass(frozen=True, kw_only=True)
class Standing:
    """``live``: the version that practitioners get, if any; ``label`` says it all in a line."""

    label: str
    status: str
    live: TemplateVersion | None
    has_changes: bool


def standing_of(page: TemplatePage) -> Standing:
    """How a page's template stands."""
    live = None
    if page.is_in_library:
        with acting_for(page.organisation):
            live = (
                FormTemplate.objects.select_related("live__published_by")
                .get(pk=page.publication.template_id)
                .live
            )
    return _told(live, page.has_unpublished_changes)


def standings_of(pages: Sequence[TemplatePage]) -> list[tuple[TemplatePage, Standing]]:
    """Each page of one organisation with how it stands. Select the pages with their publication."""
    template_of = {page.pk: page.publication.template_id for page in pages if page.is_in_library}
    if not pages:
        return []
    with acting_for(pages[0].organisation):
        templates = FormTemplate.objects.select_related("live").in_bulk(template_of.values())
    live = {pk: templates[template_id].live for pk, template_id in template_of.items()}
    return [(page, _told(live.get(page.pk), page.has_unpublished_changes)) for page in pages]


def _told(live: TemplateVersion | None, changed: bool) -> Standing:
    if live is None:
        return Standing(
            label="Draft: not published, so practitioners don’t see it",
            status="draft",
            live=None,
            has_changes=True,
        )
    if changed:
        label = f"Version {live.number} is live. The draft has changes that are not published yet"
        return Standing(label=label, status="changed", live=live, has_changes=True)
    return Standing(
        label=f"Version {live.number} is live, and the draft says the same",
        status="live",
        live=live,
        has_changes=False,
    )


def versions_of(page: TemplatePage) -> list[TemplateVersion]:
    """Every published version, newest first."""
    if not page.is_in_library:
        return []
    with acting_for(page.organisation):
        return list(
            TemplateVersion.objects.filter(template=page.publication.template_id)
            .select_related("published_by")
            .defer("schema_text")
        )
