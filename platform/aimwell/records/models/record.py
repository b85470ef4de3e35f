from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from aimwell.library.models import TemplateVersion, VersionKey
from aimwell.organisations.models import Organisation, Service
from aimwell.people.models import Carer, Person


class Record(models.Model):
    """A signed form. Never changed, never deleted: an amendment is a new record.

    ``amends`` says what it amends, ``amend_reason`` why.

    ``prefilled``: where offered answers came from, as in Draft, and what ``became`` of each: ``unchanged``,
    ``changed``, ``cleared`` or ``left``. The answers say what they say without it.

    ``token`` is its draft's, and unique: signing one draft twice makes one record.
    ``language``: in which the form was filled in; empty: its own. The answers are the same data in each.
    ``fingerprint``: SHA-256 (hex) of the answers in canonical JSON.
    ``service``: the person's when it was signed. ``review_due``: what the organisation's usual interval made
    the next review's date that day; None where the form sets none.
    ``carer``: whose contribution it is, where it isn't about the person's own view. ``third_party``: it holds
    what a carer told in confidence, so it isn't given to the person.
    ``settings``: what the organisation had set for each measure in it that day, by the measure's name; None
    on records from before it was kept.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="records")
    version = VersionKey(TemplateVersion, on_delete=models.PROTECT, related_name="records")
    token = models.UUIDField(unique=True, editable=False)
    answers = models.JSONField()
    prefilled = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    language = models.CharField(max_length=35, blank=True, default="")
    statement = models.TextField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="+")
    review_due = models.DateField(null=True)
    settings = models.JSONField(null=True)
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, null=True, related_name="records")
    third_party = models.BooleanField(default=False)
    amends = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="amended_by")
    amend_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-signed_at", "-pk"]
        indexes = [models.Index(fields=["person", "-signed_at", "-id"])]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"record {self.pk}"


class RecordNotice(models.Model):
    """A remark of a plugin on a signed record."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="notices")
    plugin = models.CharField(max_length=100)
    plugin_version = models.CharField(max_length=50)
    text = models.TextField()

    def __str__(self) -> str:
        return f"notice on record {self.record_id}"
