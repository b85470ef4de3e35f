from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from aimwell.organisations.models import Organisation
from aimwell.people.models import Person

_SPACE = uuid.UUID("6f1f7a2e-9d0c-4a52-8f36-5a1d1a6f6b11")
"""The name space of our keys: any other would do, but it must never change."""


class DerivedRow(models.Model):
    """A row that is made from a person's story and can be made again, the same to the last field.

    ``key``: the event that it comes from. Its primary key follows from organisation, kind of row and key, so
    that a link to it holds after a rebuild. Nothing but ``deriving`` writes it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.key}"

    @classmethod
    def of(cls, person: Person, key: str, **fields: Any) -> DerivedRow:
        """The row of a person that comes from an event, not saved yet."""
        return cls(
            id=uuid.uuid5(_SPACE, f"{person.organisation_id}/{cls._meta.model_name}/{key}"),
            organisation_id=person.organisation_id,
            person_id=person.pk,
            key=key,
            **fields,
        )

    @property
    def values(self) -> dict[str, Any]:
        """Every field by its column's name: what two rows are compared by."""
        return {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}
