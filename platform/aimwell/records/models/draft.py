from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from aimwell.library.models import TemplateVersion, VersionKey
from aimwell.organisations.models import Organisation
from aimwell.people.models import Person


class Draft(models.Model):
    """A form that somebody has begun and not signed. Deleted when its record is made.

    ``answers``: ``{section: {question: answer}}``, as far as they could be read.
    ``unread``: JSON pointer to the text typed there that could not be read, so that nothing typed is lost.
    ``revision`` rises by one with every save; ``sections`` keeps, for each section, its last save:
    ``{section: {"revision": 3, "by": 7, "at": "2026-03-27T18:00:00+00:00", "page": "…", "number": 2,
    "complete": true}}``, where page and number say which save of which page it was.
    ``decision``: the practitioner's answer to a triage rule's recommendation, until the record is signed.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="drafts")
    version = VersionKey(TemplateVersion, on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    answers = models.JSONField(default=dict)
    unread = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    sections = models.JSONField(default=dict)
    decision = models.JSONField(null=True)
    amends = models.ForeignKey("Record", on_delete=models.PROTECT, null=True, related_name="+")
    amend_reason = models.TextField(blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts")
    started_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-saved_at"]
        indexes = [models.Index(fields=["organisation", "started_by", "-saved_at"])]

    def __str__(self) -> str:
        return f"draft {self.pk}"
