from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.timezone import localdate

from aimwell.organisations.models import Organisation
from aimwell.people.models.person import Person

_IMMUTABLE = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)]


@pghistory.track()
class Carer(models.Model):
    """Somebody who cares for a person without being paid for it. No user: staff write for them.

    ``own_entry``: their own entry, where they are helped here themselves.
    ``support``: what the organisation has promised to do for the carer.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="carers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="carers")
    name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=100)
    contact = models.CharField(max_length=200, blank=True)
    contact_preference = models.CharField(max_length=200, blank=True)
    lives_with = models.BooleanField(default=False)
    provides = models.TextField(blank=True)
    support = models.TextField(blank=True)
    own_entry = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="cares_as"
    )
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["ended_on", "pk"]

    def __str__(self) -> str:
        return self.name


class CarerConsent(models.Model):
    """What may be shared with a carer, or of what they say; or, where it ``withdraws`` one, no longer.

    ``given_by``: who said so; ``on``: when they did. Acts are only ever added.
    """

    class Scope(models.TextChoices):
        CONTACT = "contact", "The team may speak with the carer about the person"
        PLAN = "plan", "The support plan"
        CHANGES = "changes", "Changes of the plan"
        APPOINTMENTS = "appointments", "Appointments and visits"
        CONTINGENCY = "contingency", "Risks, and what to do if things go wrong"
        RECORDS = "records", "Reports and summaries"
        CARERS_VIEWS = "carers_views", "What the carer says may be shared with other agencies"

    class GivenBy(models.TextChoices):
        PERSON = "person", "The person"
        CARER = "carer", "The carer"
        REPRESENTATIVE = "representative", "Somebody with authority to decide for the person"
        BEST_INTERESTS = "best_interests", "A best-interests decision"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="consents")
    scope = models.CharField(max_length=20, choices=Scope.choices)
    given_by = models.CharField(max_length=20, choices=GivenBy.choices)
    on = models.DateField(default=localdate)
    note = models.CharField(max_length=500, blank=True)
    withdraws = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="withdrawn_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["on", "pk"]
        triggers = _IMMUTABLE

    def __str__(self) -> str:
        return f"consent {self.pk}"


class CarerAct(models.Model):
    """Something done with or for a carer, and what they answered. Never changed: an answer is another act."""

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", "Offered an assessment of their own"
        VIEWS = "views", "Asked for their views"
        TOLD = "told", "Told about the plan or a change of it"
        SUPPORT = "support", "Offered support for themselves"

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        LATER = "later", "Not now, ask again"
        NONE = "", "No answer yet, or none needed"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField(default=localdate)
    text = models.TextField(blank=True)
    answer = models.CharField(max_length=20, choices=Answer.choices, blank=True)
    follow_up_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["organisation", "follow_up_on"])]
        triggers = _IMMUTABLE

    def __str__(self) -> str:
        return f"carer act {self.pk}"
