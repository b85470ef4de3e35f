from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from aimwell.organisations.models import Organisation
from aimwell.people.models.person import Person

_IMMUTABLE = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)]


class KeyWorkerChange(models.Model):
    """Several people got another key worker at once; or, where it ``undoes`` one, their former ones."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.TextField()
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        triggers = _IMMUTABLE

    def __str__(self) -> str:
        return f"key worker change {self.pk}"


class KeyWorkerMove(models.Model):
    """One person of such a change: who was their key worker, and who is."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    change = models.ForeignKey(KeyWorkerChange, on_delete=models.PROTECT, related_name="moves")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="key_worker_moves")
    before = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    after = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        triggers = _IMMUTABLE

    def __str__(self) -> str:
        return f"key worker move {self.pk}"
