from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from aimwell.organisations.models.organisation import Organisation


@pghistory.track(fields=["organisation", "name", "on", "licence_reference"], model_name="CustomMeasureEvent")
class CustomMeasure(models.Model):
    """A measure that an organisation made without code, through all its versions.

    ``text``: the draft (``schemas/custom-measure.schema.json``, but its fields hold whatever was typed);
    ``previous``: the draft before it, to go back to. ``on``: whether its latest version is offered to forms.
    ``licence_reference``: by what an organisation may use it, where it is licensed.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="custom_measures")
    name = models.CharField(max_length=64)
    label = models.CharField(max_length=200)
    text = models.TextField()
    previous = models.TextField(blank=True)
    on = models.BooleanField(default=False)
    licence_reference = models.CharField(max_length=200, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="custom_measure_name_once_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return self.label


class CustomMeasureVersion(models.Model):
    """A version of a custom measure, frozen. Forms and scores name it, so it never changes and never goes.

    ``text``: the definition, byte for byte; ``fingerprint``: its SHA-256 (hex).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(CustomMeasure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    fingerprint = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="custom_measure_version_once")
        ]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.measure_id}, version {self.number}"
