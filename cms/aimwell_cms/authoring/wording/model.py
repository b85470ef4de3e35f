"""Advice that an author looked at and chose not to follow, with the reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from aimwell.organisations.models import Organisation


class DismissedAdvice(models.Model):
    """One piece of advice on one wording. ``key`` is made of both: other words are advised on anew."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey(
        "authoring.TemplatePage", on_delete=models.CASCADE, related_name="dismissed_advice"
    )
    key = models.CharField(max_length=64)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="advice_dismissed_once")]

    def __str__(self) -> str:
        return f"advice {self.key[:8]} on page {self.page_id}"
