"""A letter in the morning to whoever wants it: how many things are due. It says nothing of anybody."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from aimwell.organisations.models import Membership, Organisation
from aimwell.organisations.roles import May, roles_that
from aimwell.organisations.scope import acting_for
from aimwell.pathway.models import TaskLetter
from aimwell.workspace.tasks import due_of


def send_letters(today: date) -> int:
    """Write to every member who wants it and has something due. Once a day; returns how many were written."""
    return sum(_letters_of(organisation, today) for organisation in Organisation.objects.all())


def _letters_of(organisation: Organisation, today: date) -> int:
    with acting_for(organisation):
        readers = Membership.objects.filter(
            organisation=organisation, role__in=roles_that(May.READ_RECORDS), user__is_active=True
        )
        wanted = (
            TaskLetter.objects.select_related("user")
            .filter(organisation=organisation, user__in=readers.values("user"))
            .exclude(sent_on=today)
        )
        written = 0
        for letter in wanted:
            due, overdue = due_of(organisation, letter.user, today)
            if due == 0 or not letter.user.email:
                continue
            send_mail(*_words(organisation, due, overdue), None, [letter.user.email])
            letter.sent_on = today
            letter.save(update_fields=["sent_on"])
            written += 1
        return written


def _words(organisation: Organisation, due: int, overdue: int) -> tuple[str, str]:
    count = f"{due} {'thing is' if due == 1 else 'things are'} due"
    late = f", {overdue} overdue" if overdue else ""
    address = reverse("workspace:tasks", kwargs={"organisation": organisation.slug})
    return (
        f"{count} at {organisation}",
        f"{count}{late}. Sign in to see {'it' if due == 1 else 'them'}:\n\n"
        f"{settings.WAGTAILADMIN_BASE_URL}{address}\n\n"
        "You get this because you asked for it on that page, where you can also stop it.\n",
    )
