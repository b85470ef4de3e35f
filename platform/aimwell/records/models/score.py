from __future__ import annotations

import pgtrigger
from django.db import models

from aimwell.organisations.models import Organisation
from aimwell.people.models import Person
from aimwell.records.models.record import Record


class Score(models.Model):
    """What a measure made of a record's answers, with everything needed to show how and to compare it later.

    Derived from the record: it can be deleted and made again, never edited.
    ``series`` names what is comparable: the measure and the settings that its question gave it.
    ``values``: ``[{"name", "label", "value", "missing"}]``; ``failure`` says why there are none.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="scores")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="scores")
    pointer = models.CharField(max_length=200)
    title = models.CharField(max_length=500)
    series = models.CharField(max_length=200)
    measure = models.CharField(max_length=100)
    measure_label = models.CharField(max_length=200)
    measure_version = models.CharField(max_length=50)
    plugin = models.CharField(max_length=100)
    plugin_version = models.CharField(max_length=50)
    settings = models.JSONField(default=dict)
    values = models.JSONField(default=list)
    working = models.JSONField(default=list)
    failure = models.CharField(max_length=300, blank=True)
    measured_at = models.DateTimeField()

    class Meta:
        ordering = ["measured_at", "pk"]
        indexes = [models.Index(fields=["person", "series", "measured_at"])]
        constraints = [models.UniqueConstraint(fields=["record", "pointer"], name="one_score_a_question")]
        triggers = [pgtrigger.Protect(name="never_edited", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.measure} of record {self.record_id}"


class Change(models.Model):
    """The change from a baseline score to a later one, judged by the thresholds of the day of signing.

    ``values``: ``[{"name", "before", "after", "change", "direction", "meaning", "reason", "citation"}]``.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    before = models.ForeignKey(Score, on_delete=models.CASCADE, related_name="+")
    after = models.OneToOneField(Score, on_delete=models.CASCADE, related_name="change")
    settings = models.JSONField(default=dict)
    values = models.JSONField(default=list)
    failure = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"change from score {self.before_id} to {self.after_id}"
