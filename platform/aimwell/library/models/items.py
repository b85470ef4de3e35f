"""An organisation's library: questions, sections and whole templates, to use again."""

from __future__ import annotations

import json
import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from aimwell.formschema.following.items import Item
from aimwell.organisations.models import Organisation

_FROZEN = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]


class ItemKind(models.TextChoices):
    """What an item is."""

    QUESTION = "question", "Question"
    SECTION = "section", "Section"
    TEMPLATE = "template", "Whole form"


class Offered(models.TextChoices):
    """Who offers an item to other organisations."""

    NO = "", "Only here"
    BY_OWNER = "owner", "Offered to other organisations"
    BY_INSTALLATION = "installation", "Offered to other organisations by the installation’s administrator"


@pghistory.track()
class LibraryItem(models.Model):
    """Something of an organisation's library, through all its versions.

    Row security lets other organisations read it, and never write it, while it is offered and not withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    title = models.CharField(max_length=255)
    offered = models.CharField(max_length=12, choices=Offered.choices, blank=True, default=Offered.NO)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class Frozen(models.Model):
    """One version of an item, frozen. ``text``: its schema as authored; ``fingerprint``: SHA-256 (hex)."""

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    title = models.CharField(max_length=255)
    key = models.CharField(max_length=64, blank=True)
    required = models.BooleanField(default=False)
    locks = models.JSONField(default=list)
    text = models.TextField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    def as_item(self, owner: str) -> Item:
        """The version as the rules of locks read it."""
        return Item(
            id=str(self.item_id),
            version=self.number,
            kind=self.kind,
            key=self.key,
            part=json.loads(self.text),
            required=self.required,
            locks=frozenset(self.locks),
            title=self.title,
            owner=owner,
        )


class ItemVersion(Frozen):
    """A version in the library that it was made in."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(LibraryItem, on_delete=models.PROTECT, related_name="versions")
    description = models.TextField(blank=True)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="item_version_number_once")]
        triggers = _FROZEN


class KeptVersion(Frozen):
    """What an organisation keeps of a version of another one's that its forms follow.

    It stays when the owner withdraws the item: the locks still hold, and nothing of the form is lost.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    item_id = models.UUIDField()
    owner = models.CharField(max_length=255)
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "item_id", "number"], name="kept_version_once")
        ]
        triggers = _FROZEN
