from __future__ import annotations

import pgtrigger
from django.db import models

from aimwell.organisations.models import Organisation
from aimwell.records.models.record import Record


class Calculation(models.Model):
    """How a calculated answer of a record was worked out, as it was on the day of signing. Never changed.

    ``value`` is the answer; null where ``reason`` says why there is none. ``working``: lines in words.
    ``today``: the day that was used as today; null where none was used.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="calculations")
    pointer = models.CharField(max_length=200)
    title = models.TextField()
    value = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    working = models.JSONField(default=list)
    today = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "pointer"], name="one_calculation_a_question")
        ]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"calculation of record {self.record_id}"
