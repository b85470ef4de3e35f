"""``aimwell rebuild``: make again what is derived, with a progress bar; stopped, it goes on where it was."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from aimwell.organisations.models import Organisation
from aimwell.pathway.rebuilding import rebuild

EVERY = 0.2
"""Seconds between two drawings of the bar."""
WIDTH = 30


class Command(BaseCommand):
    """Rebuild every organisation, or one."""

    help = "Make again everything that is derived from signed records and recorded acts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", metavar="SLUG", help="only this organisation")
        parser.add_argument("--check", action="store_true", help="only compare, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        organisations = Organisation.objects.all()
        if slug := options["organisation"]:
            organisations = organisations.filter(slug=slug)
            if not organisations:
                raise CommandError(f"There is no organisation “{slug}”.")
        changed = sum(self._rebuild(one, check=options["check"]) for one in organisations)
        if options["check"] and changed:
            raise CommandError(f"{changed} rows are not as they should be. Run it without --check.")

    def _rebuild(self, organisation: Organisation, *, check: bool) -> int:
        drawn = began = time.monotonic()
        progress = None
        for progress in rebuild(organisation, check=check):
            if time.monotonic() - drawn > EVERY:
                drawn = time.monotonic()
                self._draw(organisation.slug, progress.done, progress.total)
        if progress is None:
            self.stdout.write(f"{organisation.slug}: nothing left to do")
            return 0
        self._draw(organisation.slug, progress.done, progress.total)
        self.stderr.write("")
        said = "would change" if check else "changed"
        self.stdout.write(
            f"{organisation.slug}: {progress.done} people in {time.monotonic() - began:.1f} s, "
            f"{progress.changed} rows {said}"
        )
        return progress.changed

    def _draw(self, slug: str, done: int, total: int) -> None:
        filled = WIDTH * done // max(total, 1)
        bar = "#" * filled + "." * (WIDTH - filled)
        self.stderr.write(f"\r{slug} [{bar}] {done} of {total} people", ending="")
        self.stderr.flush()
