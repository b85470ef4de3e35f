"""What is chosen when several people get another key worker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from aimwell.organisations.models import Organisation, User
from aimwell.people.models import Person
from aimwell.workspace.forms import ReasonForm, practitioners

MOST = 200
"""No more are listed at once: a longer list isn't read."""
NOBODY = "nobody"


def caseload_of(organisation: Organisation, asked: str) -> QuerySet[Person]:
    """Whose key worker a user (by key) is; with NOBODY, those who have none."""
    people = Person.objects.filter(organisation=organisation, merged_into=None)
    if asked == NOBODY:
        return people.filter(key_worker=None)
    known = asked.isascii() and asked.isdigit()
    return people.filter(key_worker_id=int(asked[:18])) if known else people.none()


def read_seen(sent: Iterable[str]) -> dict[int, int | None]:
    """The key worker that each person had on the list that was confirmed, from ``12-7`` (nobody: ``12-``)."""
    found = (re.fullmatch(r"([0-9]{1,18})-([0-9]{0,18})", one) for one in sent)
    return {int(one[1]): int(one[2]) if one[2] else None for one in found if one}


class KeyWorkerForm(ReasonForm):
    """People, their new key worker, and why."""

    people = forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(),
        error_messages={"required": "Tick whoever gets another key worker."},
    )
    to = forms.ModelChoiceField(
        queryset=User.objects.none(), error_messages={"required": "Choose the new key worker."}
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(organisation=organisation, merged_into=None)
        self.fields["people"].queryset = people.select_related("key_worker")
        self.fields["to"].queryset = practitioners(organisation)
        # Whoever has left still has people to be handed on.
        self.workers = User.objects.filter(
            pk__in=people.exclude(key_worker=None).order_by().values("key_worker").distinct()
        ).order_by("last_name", "first_name", "pk")
