from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate

from aimwell.organisations.models import Organisation, Service
from aimwell.people import nhsnumber


def check_nhs_number(value: str) -> None:
    try:
        nhsnumber.normalise(value)
    except ValueError as fault:
        raise ValidationError(str(fault)) from None


@pghistory.track()
class Person(models.Model):
    """Somebody who is helped by an organisation.

    ``review_due`` and ``baseline_on`` are derived from signed records, kept here so that a caseload of
    thousands is listed without looking at any record.

    ``merged_into`` and ``same_as`` are derived from the merges that stand (see ``people.merging``): the entry
    that this person goes by where it isn't this one, and the keys of all other entries that are the same
    person, so that nothing has to be asked to know that there are none.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    preferred_name = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField()
    nhs_number = models.CharField(max_length=10, blank=True, validators=[check_nhs_number])
    communication_needs = models.CharField(max_length=500, blank=True)
    key_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="key_worker_of",
    )
    review_due = models.DateField(null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged_here"
    )
    same_as = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        indexes = [
            models.Index(fields=["organisation", "family_name", "given_name", "id"]),
            models.Index(fields=["organisation", "key_worker", "family_name", "given_name", "id"]),
            models.Index(fields=["organisation", "key_worker", "review_due"]),
            models.Index(fields=["organisation", "date_of_birth"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "nhs_number"],
                condition=~models.Q(nhs_number="") & models.Q(merged_into=None),
                name="nhs_number_once_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def age(self) -> int:
        """Whole years today."""
        today, born = localdate(), self.date_of_birth
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    @property
    def nhs_number_display(self) -> str:
        """The NHS number in groups, or an empty string."""
        return nhsnumber.display(self.nhs_number) if self.nhs_number else ""
