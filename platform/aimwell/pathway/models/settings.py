from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

from aimwell.organisations.models import Organisation


def _days(label: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=[MinValueValidator(1)])


@pghistory.track()
class ResponseTargets(models.Model):
    """How many days after the request an organisation aims to have decided, and to have begun to assess.

    Local: there are no defaults, and where there is no target nothing is marked as late.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    triage_days = _days("days until the triage decision")
    urgent_days = _days("days until an urgent assessment")
    routine_days = _days("days until a routine assessment")

    def __str__(self) -> str:
        return f"targets of {self.organisation}"


class TaskLetter(models.Model):
    """That a member wants a letter on days when something is due. ``sent_on``: the day of the last one."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sent_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="one_task_letter_a_member")
        ]

    def __str__(self) -> str:
        return f"task letters to {self.user}"
