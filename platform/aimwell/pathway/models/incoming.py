from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from aimwell.library.models import TemplateVersion, VersionKey
from aimwell.organisations.models import Organisation
from aimwell.records.models import Record


class IncomingRequest(models.Model):
    """A request for help as it came in from the public site, until a member of staff says whose it is.

    ``about``: for whom help is asked, as it was typed: ``given``, ``family``, ``born`` (ISO), ``nhs_number``.
    ``answers``: to the frozen ``version``. ``reference``: what whoever asked was given to name it by.
    ``record``: the signed record that it became; ``set_aside_why``: why it became none, until it is taken
    back. What was typed never changes.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = VersionKey(TemplateVersion, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    about = models.JSONField()
    answers = models.JSONField()
    received_at = models.DateTimeField(auto_now_add=True)
    record = models.OneToOneField(Record, on_delete=models.PROTECT, null=True, related_name="incoming")
    set_aside_why = models.CharField(max_length=500, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="reference_once_here")
        ]
        triggers = [
            pgtrigger.ReadOnly(name="as_typed", fields=["version", "reference", "about", "answers"]),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"request {self.reference}"
