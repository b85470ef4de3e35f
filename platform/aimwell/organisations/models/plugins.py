from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models

from aimwell.organisations.models.organisation import Organisation


@pghistory.track()
class PluginUse(models.Model):
    """Whether an organisation has a plugin on, how it set it, and the licence under which it uses it.

    ``settings`` maps the name of an offer (a measure, rule or tariff) to the organisation's settings for it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plugin_uses")
    plugin = models.CharField(max_length=100)
    on = models.BooleanField(default=False)
    settings = models.JSONField(default=dict, blank=True)
    licence_reference = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "plugin"], name="plugin_once_an_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.plugin} in {self.organisation}"


class ContentPackUpload(models.Model):
    """The licensed wording of a measure, brought by an organisation. The newest one of a measure is used."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="content_packs")
    measure = models.CharField(max_length=100)
    text = models.TextField()
    fingerprint = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return f"wording of {self.measure}"


class PluginFailure(models.Model):
    """A plugin that raised: what, where and when. Never the message, which may hold an answer."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plugin_failures")
    plugin = models.CharField(max_length=100)
    plugin_version = models.CharField(max_length=50)
    call = models.CharField(max_length=100)
    error = models.CharField(max_length=200)
    place = models.CharField(max_length=300)
    happened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-happened_at"]
        indexes = [models.Index(fields=["organisation", "plugin", "-happened_at"])]

    def __str__(self) -> str:
        return f"{self.error} in {self.plugin}"
