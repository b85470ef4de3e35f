"""`manage load_demo`: two organisations with fictional people."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from aimwell_cms.demo.loading import load


class Command(BaseCommand):
    help = "Make two organisations with a year of fictional records. Does nothing where they exist."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "These settings are not for a demonstration, whose password everybody knows. "
                "Use DJANGO_SETTINGS_MODULE=aimwell_cms.settings.demo with a database of its own."
            )
        started = time.monotonic()
        loaded = load(timezone.localdate())
        if verbosity:
            took = time.monotonic() - started
            self.stdout.write(f"Loaded in {took:.1f} s." if loaded else "The demonstration is there already.")
