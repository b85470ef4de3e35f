from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from aimwell.organisations.models.organisation import Organisation


class ViewLog(models.Model):
    """Who looked at, printed or exported what, and when. Rows are only ever added."""

    class Action(models.TextChoices):
        VIEWED = "viewed", "Viewed"
        PRINTED = "printed", "Printed"
        EXPORTED = "exported", "Exported"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="view_log")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=10, choices=Action.choices)
    object_type = models.CharField(max_length=50)
    object_id = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["organisation", "object_type", "object_id", "-at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.user} {self.action} {self.object_type} {self.object_id}"
