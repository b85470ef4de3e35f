from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from aimwell.organisations.models import Organisation
from aimwell.people.models.person import Person


class Merge(models.Model):
    """Somebody said that two entries are one person; or, where it ``undoes`` such an act, that they aren't.

    Acts are only ever added. A merge stands until an act undoes it, and moves nothing: what was signed for
    ``merged`` stays theirs, and is shown with what was signed for ``kept``.
    ``numbers_differ``: ``by`` was shown that they had different NHS numbers, and said that it is one person.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merged_by_acts")
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    why = models.TextField()
    numbers_differ = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{'undone ' if self.undoes_id else ''}merge {self.pk}"
