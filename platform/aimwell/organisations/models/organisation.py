from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from aimwell.organisations.roles import CAPABILITIES, May, Role


@pghistory.track()
class Organisation(models.Model):
    """A provider of care with its own people, templates and plugins. Organisations never see each other."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    colour = models.CharField(
        max_length=7,
        default="#005eb8",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Enter a colour like #005eb8.")],
    )
    review_weeks = models.PositiveSmallIntegerField(
        default=12, help_text="Weeks after an assessment, plan or review when the next review is due."
    )
    approval_needed = models.BooleanField(
        default=True, help_text="Whether a second person approves a form before it is published."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """A team within an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="service_once_an_organisation")
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membership(models.Model):
    """What a user is in an organisation. ``band``: the pay band of their post, None where it isn't known.

    Read before the organisation is known, so without row-level security.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    band = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=[(band, f"Band {band}") for band in range(3, 9)]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_role_an_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"

    @property
    def capabilities(self) -> frozenset[May]:
        """All that this member may do."""
        return CAPABILITIES[Role(self.role)]

    def may(self, capability: May) -> bool:
        """Whether this member may do a thing."""
        return capability in self.capabilities
