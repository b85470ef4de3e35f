"""A saved case of a template page: fictional answers, and what the form is expected to do with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone

from aimwell.organisations.models import Organisation, User
from aimwell_cms.authoring.cases.expectations import Expected, Seen, accepted
from aimwell_cms.authoring.cases.observing import Given

Json = Any


@pghistory.track()
class Case(models.Model):
    """A case, such as “Mrs A, lives alone, should reach High”. Its history keeps who accepted what, and when.

    ``answers``, ``unread`` and ``titles`` go by blocks (see ``places``); ``expected`` is None until somebody
    has looked at what the form does and accepted it. Not fields of the page, which Wagtail would set back
    with every old revision.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey("authoring.TemplatePage", on_delete=models.CASCADE, related_name="cases")
    name = models.CharField(max_length=200)
    covers = models.TextField(blank=True)
    """The route that it was proposed for, in words."""
    day = models.DateField(default=timezone.localdate)
    """The day on which the answers are given, so that an age is the same next year."""
    born = models.DateField(null=True, blank=True)
    answers = models.JSONField(default=dict)
    unread = models.JSONField(default=dict)
    titles = models.JSONField(default=dict)
    expected = models.JSONField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def given(self) -> Given:
        """Its answers, as the form is tried with them."""
        return Given(
            answers=self.answers, unread=self.unread, titles=self.titles, day=self.day, born=self.born
        )

    @property
    def expectations(self) -> list[Expected] | None:
        """What is expected of the form; None until somebody has accepted anything."""
        return None if self.expected is None else [Expected.read(kept) for kept in self.expected]

    def accept(self, seen: Iterable[Seen], *, by: User, names: Iterable[str] | None = None) -> None:
        """Expect what is seen now; ``names``: what to check of it, everything if None. Saves."""
        self.expected = [expected.kept() for expected in accepted(seen, names)]
        self.accepted_by, self.accepted_at = by, timezone.now()
        self.save(update_fields=["expected", "accepted_by", "accepted_at"])
