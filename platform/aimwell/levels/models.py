from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from aimwell.levels.duty import duty_of
from aimwell.levels.kinds import Kind
from aimwell.organisations.models import Organisation, Service


@pghistory.track()
class TargetGroup(models.Model):
    """Whom a service works for beyond its clients: a group at risk, and how one knows who is in it."""

    class Definition(models.TextChoices):
        DEMOGRAPHICS = "demographics", "Demographics: age, place, circumstances"
        SCREENING = "screening", "Screening: found by a check"
        DISORDER = "disorder", "Disorder or condition"
        EPIDEMIOLOGY = "epidemiology", "Epidemiology: known rates of risk"
        OTHER = "other", "In another way"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="target_groups")
    name = models.CharField(max_length=200)
    definition = models.CharField(max_length=20, choices=Definition.choices)
    description = models.TextField(blank=True, max_length=2000)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="target_group_once_an_organisation")
        ]

    def __str__(self) -> str:
        return self.name


class Activity(models.Model):
    """Work that somebody did, without a client's record. A row never changes; another one replaces it.

    ``first``: the row that began the chain of corrections, None on that row itself. ``withdrawn``: the row
    says that what it replaces doesn't count. ``band``: that of ``by`` when the work was first entered.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    target_group = models.ForeignKey(
        TargetGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    with_whom = models.CharField(max_length=200, blank=True)
    people_reached = models.PositiveIntegerField(null=True, blank=True)
    what = models.CharField(max_length=500, blank=True)
    outcome = models.TextField(blank=True, max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    band = models.PositiveSmallIntegerField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    withdrawn = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "-on", "-id"]),
            models.Index(fields=["organisation", "by", "-on", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="activity_level_1_to_4"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="activity_takes_time"),
            models.CheckConstraint(
                condition=Q(replaces=None, first=None, withdrawn=False)
                | (Q(replaces__isnull=False, first__isnull=False) & ~Q(reason="")),
                name="activity_is_replaced_for_a_reason",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.label}, {self.on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return Kind(self.level, self.kind).label

    @property
    def duty(self) -> str:
        """To whom a duty of care was owed."""
        return duty_of(self.level)


class RecommendedShare(models.Model):
    """What an organisation recommends for a band from then on; the newest row of a band counts.

    ``percent`` of time with individuals. ``reason``: why, such as what the place's demography asks for.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    band = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organisation", "band", "-id"])]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="recommended_share_is_a_percentage")
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"band {self.band}: {self.percent} %"
