"""Where a template page came from, when a form of another kind was brought in: the file, and the report."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from aimwell_cms.authoring.pages.template import TemplatePage


class Bringing(models.Model):
    """What became of each part of a foreign form. ``lines``: ``[{"outcome", "where", "what", "message"}]``.

    Belongs to the page alone: whoever may work on that may read it.
    """

    page = models.OneToOneField(TemplatePage, on_delete=models.CASCADE, related_name="bringing")
    file_name = models.CharField(max_length=200)
    lines = models.JSONField(default=list)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.file_name
