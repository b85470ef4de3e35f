from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models

from aimwell.organisations.models import Organisation, Service
from aimwell.people.models import Person


class Act(models.Model):
    """Something that a practitioner did on a pathway, outside of a form: who, when, why, on which evidence.

    Never changed, never deleted. ``kind``: a key of ``rules.folding.MOVES``, or ``undo``.
    ``said``: what was entered, as the kind's move reads it. ``undoes``: the key of the event (``act:7``,
    ``record:12``) that an undo takes back. ``evidence``: keys of the events that it rests on.
    ``at``: when it was done; ``entered_at``: when it was written down.
    ``token``: of the page that it was entered on, and unique: sending a page twice makes one act.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="acts")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="+")
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    said = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    evidence = models.JSONField(default=list)
    undoes = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["person", "at", "id"])]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"act {self.pk}"

    @property
    def key(self) -> str:
        """Its name in the stream."""
        return f"act:{self.pk}"
