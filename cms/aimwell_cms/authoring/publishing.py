"""Publishing a template page freezes a version; taking it down withdraws the template."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry, Revision
from wagtail.signals import page_published, page_unpublished

from aimwell.library.freeze import freeze, withdraw
from aimwell.library.models import FormTemplate, Kind
from aimwell.organisations.models import User
from aimwell.organisations.offers import offers_of
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.approval.rules import refuse_unapproved
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.pages.template import Publication, TemplatePage
from aimwell_cms.authoring.readiness import refuse_unready


def freeze_published(*, instance: TemplatePage, revision: Revision | None, **signal: Any) -> None:
    """Freeze what was just published. Raises TemplateRefused, which takes the publication back."""
    # A first publication that is only scheduled is told of too, and an alias has no template of its own.
    if not instance.live or signal.get("alias"):
        return
    with acting_for(instance.organisation):
        publication = _publication(instance)
        refuse_unapproved(instance, revision)
        refuse_unready(instance)
        freeze(
            publication.template,
            text=instance.text(),
            measures=offers_of(instance.organisation).measures,
            by=_publisher(instance, revision),
            note=instance.note,
        )
        publication.keys = {**publication.keys, **instance.written().keys}
        publication.save(update_fields=["keys"])


def _publication(page: TemplatePage) -> Publication:
    """The page's place in the library; made when it is published for the first time."""
    # Locked, so that two who publish for the first time at once make one template.
    TemplatePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    found = Publication.objects.filter(page=page.pk).first()
    if found is None:
        template = FormTemplate.objects.create(
            organisation=page.organisation, title=page.title, kind=page.kind or Kind.OTHER
        )
        found = Publication.objects.create(page=page, template=template)
    page.publication = found
    return found


def withdraw_unpublished(*, instance: TemplatePage, **_: Any) -> None:
    """Offer the template no longer. Versions and records stay."""
    publication = Publication.objects.filter(page=instance.pk).first()
    if publication is not None:
        with acting_for(instance.organisation):
            withdraw(publication.template)


def delete_cases(*, instance: TemplatePage, **_: Any) -> None:
    """Delete the cases of a page that is deleted: its cascade doesn't see an organisation's rows."""
    with acting_for(instance.organisation):
        Case.objects.filter(page=instance.pk).delete()


def _publisher(page: TemplatePage, revision: Revision | None) -> User:
    """Who publishes: whoever is at work now; for what was scheduled, who scheduled it."""
    now = get_active_log_context().user
    if now is not None:
        return now
    scheduled = (
        PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.schedule", user__isnull=False)
        .order_by("-timestamp")
        .first()
    )
    by = (scheduled.user if scheduled else None) or (revision.user if revision else None) or page.owner
    if by is None:
        raise ValueError(f"Nobody is known to have published the template page {page.pk}.")
    return by


def connect() -> None:
    """Listen to Wagtail."""
    page_published.connect(freeze_published, sender=TemplatePage)
    page_unpublished.connect(withdraw_unpublished, sender=TemplatePage)
    pre_delete.connect(withdraw_unpublished, sender=TemplatePage)
    pre_delete.connect(delete_cases, sender=TemplatePage)
