from __future__ import annotations

from django.db import models

from aimwell.organisations.models import Service
from aimwell.pathway.models.derived import DerivedRow


class AlertRow(DerivedRow):
    """An alert, for the count in the header and the lists.

    ``kind``: of ``formschema.alerts.ALERTS``. ``acknowledged``: when; None until it is.
    """

    kind = models.CharField(max_length=20)
    service = models.ForeignKey(Service, on_delete=models.DO_NOTHING, null=True, related_name="+")
    raised = models.DateTimeField()
    acknowledged = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person"]),
            # Few wait among the many that were dealt with: the count in the header reads only those.
            models.Index(
                fields=["organisation", "raised"],
                condition=models.Q(acknowledged=None),
                name="alerts_that_wait",
            ),
        ]


class OfferRow(DerivedRow):
    """An offer at Level 1 or 2, for counting what the front door achieves.

    ``answer``: what was found out last, of ``rules.offered.HELPED``, and ``found_on`` when; empty until
    somebody asked. ``ended_there``: whether the request ended with it, with no service of its own begun.
    """

    pathway_key = models.CharField(max_length=120)
    service = models.ForeignKey(Service, on_delete=models.DO_NOTHING, null=True, related_name="+")
    made = models.DateTimeField()
    level = models.PositiveSmallIntegerField(null=True)
    preventive = models.BooleanField(default=False)
    follow_up_on = models.DateField(null=True)
    found_on = models.DateTimeField(null=True)
    answer = models.CharField(max_length=20, blank=True)
    asked_again = models.BooleanField(default=False)
    ended_there = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["person"]), models.Index(fields=["organisation", "made"])]


class TaskRow(DerivedRow):
    """Something to do about a person. It goes when what it asks for is done.

    ``kind``: of ``rules.tasks.LABELS``. ``thing``: the key of what it is done to; ``pathway_key``: the
    pathway that it belongs to, if any.
    """

    kind = models.CharField(max_length=30)
    due = models.DateField()
    service = models.ForeignKey(Service, on_delete=models.DO_NOTHING, null=True, related_name="+")
    pathway_key = models.CharField(max_length=120, blank=True)
    thing = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person"]), models.Index(fields=["organisation", "due"])]
