"""What ties an organisation to Wagtail's own models of permission."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Collection

from aimwell.organisations.models import Organisation
from aimwell.organisations.roles import Role


class OrganisationGroup(models.Model):
    """The group of those who have one role in one organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="groups")
    role = models.CharField(max_length=20, choices=Role.choices)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="of_organisation")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "role"], name="group_once_a_role")]

    def __str__(self) -> str:
        return f"{self.group}"


class OrganisationCollection(models.Model):
    """The collection that holds an organisation's images and documents."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="collection")
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="of_organisation")

    def __str__(self) -> str:
        return f"{self.collection}"
