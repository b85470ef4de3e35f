"""What a template page is known to follow: beside the page, so that no edit and no old revision undoes it."""

from __future__ import annotations

from django.db import models

from aimwell.organisations.models import Organisation
from aimwell_cms.authoring.pages.template import TemplatePage


class Following(models.Model):
    """A block of a page follows a version of a library item. ``block``: its id; empty for the whole form.

    It outlives the page, which a database constraint would ask about outside of any organisation.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey(TemplatePage, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    block = models.CharField(max_length=64, blank=True)
    item_id = models.UUIDField()
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "block"], name="a_block_follows_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: version {self.version} of {self.item_id}"
