"""Measure Aimwell against its references: `make bench`, or `python bench/run.py [--quick] [WORK …]`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aimwell.cli import embedded

os.environ["DJANGO_SETTINGS_MODULE"] = "bench_settings"


def main() -> int:
    """Returns 0 when everything could be measured; whether a target is reached is for people to judge."""
    arguments = _arguments()
    with _database(kept=not arguments.quick) as url:
        os.environ["DATABASE_URL"] = url
        return _measure(arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round on little data; writes no results")
    parser.add_argument("work", nargs="*", help="measure these only; writes no results")
    return parser.parse_args()


@contextmanager
def _database(*, kept: bool) -> Iterator[str]:
    """A server of its own that syncs to the disk as in production, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="aimwell-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with embedded.running(Path(folder) / "pg", kept=kept) as url:
            yield url


def _measure(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    # Django is ready only now.
    import report
    import works
    from django.core.management import call_command
    from measuring import measure
    from world import FULL, QUICK, make_world

    unknown = set(arguments.work) - works.ALL.keys()
    if unknown:
        print(
            f"No such work: {', '.join(sorted(unknown))}. There are: {', '.join(works.ALL)}.", file=sys.stderr
        )
        return 2
    print("Making the database …", flush=True)
    call_command("migrate", verbosity=0)
    world = make_world(QUICK if arguments.quick else FULL)
    rows, failed = [], []
    for name in arguments.work or works.ALL:
        print(f"{name} …", flush=True)
        try:
            for pair in works.ALL[name].pairs(world):
                rows.append(measure(pair))
        except Exception:  # noqa: BLE001 - the other works are measured all the same
            traceback.print_exc()
            failed.append(name)
    print("", report.table(rows), *world.notes, sep="\n\n")
    if failed:
        print(f"Not measured, because they failed: {', '.join(failed)}.", file=sys.stderr)
    elif not arguments.quick and not arguments.work:
        report.write(rows, world.notes)
        print(f"Written to {report.RESULTS}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
