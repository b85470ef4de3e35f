from __future__ import annotations

from django.db import models

from aimwell.organisations.models import Organisation


class Rebuild(models.Model):
    """How far the rebuilding of an organisation has come, so that one that was stopped can go on from there.

    ``last_person``: everybody up to this key is done; 0 where nobody is.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    last_person = models.BigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"rebuild of organisation {self.organisation_id}"
