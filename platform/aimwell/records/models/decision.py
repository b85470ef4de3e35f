from __future__ import annotations

import pgtrigger
from django.db import models

from aimwell.organisations.measures import OWN
from aimwell.organisations.models import Organisation, User
from aimwell.records.models.record import Record


class Decision(models.Model):
    """A practitioner's decision on a triage form, beside what the rule recommended.

    ``recommended`` and ``decided`` are decision codes of the rule.
    ``rules``: ``[{"id", "reason"}]`` that matched.
    ``purpose``: what the rule decides (``triage``, ``priority``, ``eligibility``); ``role``: what the
    decision taken does, whatever its rule calls it; empty on decisions from before roles were kept.
    ``intent``: whether a rule for priority recommends to treat or to manage; ``number``: what a collecting
    table added up to.
    ``reason`` is required where the decision is not the recommendation.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="decision")
    rule = models.CharField(max_length=100)
    rule_version = models.CharField(max_length=50)
    plugin = models.CharField(max_length=100)
    plugin_version = models.CharField(max_length=50)
    settings = models.JSONField(default=dict)
    facts = models.JSONField()
    recommended = models.CharField(max_length=50, blank=True)
    recommended_label = models.CharField(max_length=200, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    intent = models.CharField(max_length=20, blank=True, default="")
    number = models.FloatField(null=True)
    rules = models.JSONField(default=list)
    purpose = models.CharField(max_length=20, default="triage")
    decided = models.CharField(max_length=50)
    role = models.CharField(max_length=50, blank=True, default="")
    decided_label = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)]

    @property
    def is_by_own_rule(self) -> bool:
        """Whether a decision table of the organisation's own recommended it."""
        return self.plugin == OWN

    def __str__(self) -> str:
        return f"decision on record {self.record_id}"
