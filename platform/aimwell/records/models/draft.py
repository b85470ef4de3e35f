from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from aimwell.contracts import Json
from aimwell.formschema import Outline
from aimwell.library.models import TemplateVersion, VersionKey
from aimwell.organisations.models import Organisation
from aimwell.people.models import Carer, Person


class Draft(models.Model):
    """A form that somebody has begun and not signed. Deleted when its record is made.

    ``answers``: ``{section: {question: answer}}``, as far as they could be read.
    ``unread``: JSON pointer to the text typed there that could not be read, so that nothing typed is lost.
    ``revision`` rises by one with every save; ``sections`` keeps, for each section, its last save:
    ``{section: {"revision": 3, "by": 7, "at": "2026-03-27T18:00:00+00:00", "page": "…", "number": 2,
    "complete": true}}``, where page and number say which save of which page it was.
    ``language``: in which its form is shown; empty: the form's own. Answers are the same data in each.
    ``prefilled``: for each question (by pointer) whose offered value was used or left out, where that value
    stood: ``{"/about/name": {"decision": "used", "origin": "the assessment of …", "source": "record",
    "record": 12, "version": 3, "question": "about/name", "value": …, "by": 7, "at": …}}``.
    ``carer``: whose contribution it is, where a carer's is asked for.
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
    prefilled = models.JSONField(default=dict)
    decision = models.JSONField(null=True)
    language = models.CharField(max_length=35, blank=True, default="")
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, null=True, related_name="drafts")
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

    @property
    def outline(self) -> Outline:
        """Sections and questions in the language that was chosen."""
        return self.version.outline_in(self.language)

    @property
    def schema(self) -> Json:
        """The compiled schema in the language that was chosen: what is wrong is then said in it."""
        return self.version.schema_in(self.language)
