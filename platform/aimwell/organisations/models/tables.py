from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from aimwell.organisations.models.organisation import Organisation


@pghistory.track(fields=["organisation", "name", "on"], model_name="RuleTableEvent")
class RuleTable(models.Model):
    """A decision table that an organisation keeps itself, through all its versions.

    ``text``: the draft (``schemas/rule-table.schema.json``, but its cells hold whatever was typed);
    ``previous``: the draft before it, to go back to. ``on``: whether it is offered to forms. A form that is
    published goes on asking it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rule_tables")
    name = models.CharField(max_length=64)
    label = models.CharField(max_length=200)
    text = models.TextField()
    previous = models.TextField(blank=True)
    on = models.BooleanField(default=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="rule_table_name_once_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return self.label


class RuleTableSubmission(models.Model):
    """A draft that was handed over for approval, as it stood, and what became of it.

    ``effective_from``: the day on which it shall come into force; empty: as soon as it is approved.
    ``review_on``: when somebody shall look at it again. Once decided, nothing of it changes.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Waits for approval"
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Returned with a comment"
        TAKEN_BACK = "taken_back", "Taken back"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    table = models.ForeignKey(RuleTable, on_delete=models.PROTECT, related_name="submissions")
    text = models.TextField()
    fingerprint = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    effective_from = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    comment = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["table"],
                condition=models.Q(outcome="waiting"),
                name="rule_table_submitted_once_at_a_time",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="decided_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__outcome="waiting"),
            ),
            pgtrigger.ReadOnly(
                name="as_it_was",
                fields=[
                    "organisation",
                    "table",
                    "text",
                    "fingerprint",
                    "note",
                    "submitted_by",
                    "submitted_at",
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id}, submitted {self.submitted_at:%Y-%m-%d}"


class RuleTableVersion(models.Model):
    """A version of a table, approved and frozen. Decisions name it, so it never changes and never goes.

    ``text``: the table, byte for byte; ``fingerprint``: its SHA-256 (hex). It is in force from the day
    ``effective_from`` until the day of a version with a higher number.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    table = models.ForeignKey(RuleTable, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    fingerprint = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    effective_from = models.DateField()
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="rule_table_version_once")]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.table_id}, version {self.number}"


class RuleTableReplay(models.Model):
    """What a text of a table would have recommended over a past period, beside what was recommended then.

    ``of_rule``: whose decisions (``plugin/name``). ``moves``: ``[{"from", "to", "count"}]``, in words, of
    those that would change. ``unread``: decisions without all the facts that it asks for. No facts are kept.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    table = models.ForeignKey(RuleTable, on_delete=models.CASCADE, related_name="replays")
    fingerprint = models.CharField(max_length=64)
    of_rule = models.CharField(max_length=201)
    since = models.DateField()
    total = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unread = models.PositiveIntegerField()
    moves = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["table", "fingerprint"])]

    def __str__(self) -> str:
        return f"{self.changed} of {self.total}"
