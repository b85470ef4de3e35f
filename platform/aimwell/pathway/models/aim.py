from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from aimwell.formschema.feeds import AIMS
from aimwell.organisations.models import Organisation


class AimWording(models.Model):
    """What an organisation calls one of the eight aims, from ``set_at`` on: the newest row of a code counts.

    Never changed, never deleted: the rows are their own history. Stories keep codes, so that another word
    changes no record.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, choices=[(code, code) for code in AIMS])
    label = models.CharField(max_length=60)
    intent = models.CharField(max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organisation", "code", "-id"])]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.code}: {self.label}"
