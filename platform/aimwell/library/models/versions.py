from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from aimwell.contracts import Json
from aimwell.formschema import Outline, languages, localised, outline
from aimwell.organisations.models import Organisation


class Kind(models.TextChoices):
    """What a template is for."""

    REQUEST = "request", "Request for help"
    TRIAGE = "triage", "Triage"
    ASSESSMENT = "assessment", "Assessment"
    SUPPORT_PLAN = "support_plan", "Support plan"
    REVIEW = "review", "Review"
    CLOSURE = "closure", "Closure and handover"
    CARER = "carer", "Carer's contribution"
    FEEDBACK = "feedback", "Feedback"
    OTHER = "other", "Other"


@pghistory.track()
class FormTemplate(models.Model):
    """A form of an organisation through all its versions.

    ``live`` is the one offered to practitioners now.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="templates")
    title = models.CharField(max_length=255)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    live = models.ForeignKey(
        "TemplateVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class TemplateVersion(models.Model):
    """A published version, frozen. Records point here, so it is never changed and never deleted.

    ``text``: the template as its author published it, byte for byte; ``fingerprint``: its SHA-256 (hex).
    ``schema_text``: what it was compiled to that day: the JSON Schema that any validator can check a
    record with, with the measures' questions and the organisation's wording in it.
    ``measures``: name of each measure in it to its version.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField()
    fingerprint = models.CharField(max_length=64)
    schema_text = models.TextField()
    measures = models.JSONField(default=dict)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="version_number_once")]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def schema(self) -> Json:
        """The compiled JSON Schema."""
        return _schema(self)

    @property
    def outline(self) -> Outline:
        """Sections and questions of this version."""
        return _outline(self)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it can be filled in: its own first."""
        return languages(self.schema)

    def schema_in(self, language: str) -> Json:
        """The compiled schema with its texts in a language; empty: its own."""
        return _schema_in(self, language) if language else self.schema

    def outline_in(self, language: str) -> Outline:
        """Sections and questions in a language; empty: its own."""
        return _outline_in(self, language) if language else self.outline


# A version never changes, so what is read out of it is kept as long as the process has room.
# Models compare and hash by primary key; a caller may defer the texts, which are then loaded once.
@lru_cache(maxsize=256)
def _schema(version: TemplateVersion) -> Json:
    return json.loads(version.schema_text)


@lru_cache(maxsize=256)
def _outline(version: TemplateVersion) -> Outline:
    return outline(_schema(version))


# Each text of a language is put in its place once, however often the form is filled in in it.
@lru_cache(maxsize=256)
def _schema_in(version: TemplateVersion, language: str) -> Json:
    return localised(_schema(version), language)


@lru_cache(maxsize=256)
def _outline_in(version: TemplateVersion, language: str) -> Outline:
    return outline(_schema_in(version, language))


_TEXTS = frozenset({"text", "schema_text"})
_LIGHT = tuple(field.attname for field in TemplateVersion._meta.concrete_fields if field.name not in _TEXTS)


@lru_cache(maxsize=1024)
def _light(pk: int) -> tuple[Any, ...]:
    return TemplateVersion.objects.values_list(*_LIGHT).get(pk=pk)


def version_of(pk: int) -> TemplateVersion:
    """The version with this key, read once a process; its texts are loaded when asked for.

    Made anew each time, so that nothing changeable that hangs on it (its template, say) is kept.
    """
    return TemplateVersion.from_db(DEFAULT_DB_ALIAS, _LIGHT, _light(pk))


class _KeptVersion(ForwardManyToOneDescriptor):
    def get_object(self, instance: models.Model) -> TemplateVersion:
        return version_of(getattr(instance, self.field.attname))


class VersionKey(models.ForeignKey):
    """A foreign key to a TemplateVersion, for which ``select_related`` is not needed: see ``version_of``."""

    forward_related_accessor_class = _KeptVersion

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """To migrations it is what it is to the database: a foreign key."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs
