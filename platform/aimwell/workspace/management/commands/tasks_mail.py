"""``aimwell manage tasks_mail``: once a morning, write to whoever wants to know that something is due."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from aimwell.workspace.taskletters import send_letters


class Command(BaseCommand):
    help = "Write to members who asked for it and have something due. They get one letter a day at most."

    def handle(self, *args: Any, **options: Any) -> None:
        written = send_letters(localdate())
        self.stdout.write(f"{written} {'letter' if written == 1 else 'letters'} written.")
