from __future__ import annotations

from django.db import models

from aimwell.organisations.models import Service
from aimwell.pathway.models.derived import DerivedRow
from aimwell.pathway.rules.states import ENDED, LABELS, State

OPEN = ~models.Q(state__in=sorted(ENDED))
"""Pathways that are under way."""


class PathwayRow(DerivedRow):
    """A pathway, for lists: where it stands, since when, what was decided.

    ``decision``, ``priority``: roles or codes of the latest decisions, with their labels beside them.
    ``rank``: where it stands in the triage queue: 0 urgent, 1 not triaged yet, 2 more asked for, 3 routine.
    """

    service = models.ForeignKey(Service, on_delete=models.DO_NOTHING, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=[(state.value, LABELS[state]) for state in State])
    since = models.DateTimeField()
    opened = models.DateTimeField()
    rank = models.PositiveSmallIntegerField(default=1)
    decision = models.CharField(max_length=50, blank=True)
    decision_label = models.CharField(max_length=200, blank=True)
    priority = models.CharField(max_length=50, blank=True)
    priority_label = models.CharField(max_length=200, blank=True)
    level = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person"]),
            models.Index(fields=["organisation", "state", "rank", "opened"]),
        ]


class EpisodeRow(DerivedRow):
    """An episode, for lists and reports. ``pathway_key``: the pathway that it belongs to.

    ``measure``: what it is measured by, in words. ``recommended``: what the rule of its aim made of the
    outcome, where that was judged.
    """

    pathway_key = models.CharField(max_length=120)
    service = models.ForeignKey(Service, on_delete=models.DO_NOTHING, null=True, related_name="+")
    aim = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=10)
    began = models.DateTimeField()
    evaluate_on = models.DateField(null=True)
    ended = models.DateTimeField(null=True)
    measure = models.CharField(max_length=500, blank=True)
    direction = models.CharField(max_length=20, blank=True)
    success = models.CharField(max_length=20, blank=True)
    recommended = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person"]),
            models.Index(fields=["organisation", "ended", "evaluate_on"]),
        ]


class OutcomeRow(DerivedRow):
    """A personal outcome, for lists: whose, in their words of now, since when, and when it was dropped."""

    whose = models.CharField(max_length=10)
    words = models.TextField()
    type = models.CharField(max_length=20, blank=True)
    importance = models.FloatField(null=True)
    since = models.DateTimeField()
    episodes = models.PositiveSmallIntegerField(default=0)
    dropped = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person"]),
            models.Index(fields=["organisation", "dropped", "since"]),
        ]
