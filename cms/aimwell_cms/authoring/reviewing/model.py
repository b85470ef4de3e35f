from __future__ import annotations

from django.db import models

from aimwell.organisations.models import Organisation
from aimwell_cms.authoring.pages.template import TemplatePage


class ReviewForm(models.Model):
    """A review form that was made from a template, and the text that it was made as."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.OneToOneField(TemplatePage, on_delete=models.CASCADE, related_name="review_form")
    page = models.OneToOneField(TemplatePage, on_delete=models.CASCADE, related_name="reviews")
    made = models.TextField()

    def __str__(self) -> str:
        return f"review form {self.page_id} of {self.source_id}"
