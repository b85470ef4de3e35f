from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models

from aimwell.organisations.models import Organisation
from aimwell.people.models.person import Person


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CareTeamMember(models.Model):
    """Somebody who, beside the key worker, works with a person: a ``user``, or a partner known by ``name``.

    A partner is no user and sees nothing here: somebody of another ``agency``, or a volunteer, with the
    ``contact`` by which the team reaches them.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="care_team")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="care_teams"
    )
    name = models.CharField(max_length=200, blank=True)
    agency = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "user"], name="once_in_a_care_team"),
            models.CheckConstraint(
                condition=models.Q(user=None) ^ models.Q(name=""), name="a_user_or_a_partner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called}: {self.role}" if self.role else self.called

    @property
    def called(self) -> str:
        """The name, with the agency of a partner."""
        if self.user is not None:
            return str(self.user)
        return f"{self.name} ({self.agency})" if self.agency else self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class CareRole(models.Model):
    """A role in care teams that an organisation offers to choose. What was chosen stays as it was."""

    class Kind(models.TextChoices):
        PROFESSIONAL = "professional", "Professional roles"
        LIVED_EXPERIENCE = "lived_experience", "Lived-experience roles"
        PARTNER = "partner", "Roles of partner agencies"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="care_roles")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="care_role_once_an_organisation")
        ]

    def __str__(self) -> str:
        return self.name
