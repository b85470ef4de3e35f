"""The table of the results, on the screen and in results.md."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from django.db import connection
from measuring import Measured

RESULTS = Path(__file__).parent / "results.md"
VERSIONS = ("django", "wagtail", "jinja2", "psycopg", "jsonschema", "weasyprint")
HEADINGS = (
    "Work", "Reference, in the same run", "Ours, ms", "Reference, ms", "Ratio", "Middle half",
    "To reach", "Reached", "SQL statements: ours, reference",
)  # fmt: skip


def table(rows: Sequence[Measured]) -> str:
    """The rows as a Markdown table."""
    lines = [HEADINGS, tuple("---" for _ in HEADINGS), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cells(row: Measured) -> tuple[str, ...]:
    return (
        row.work,
        row.reference,
        f"{row.ours * 1000:.2f}",
        f"{row.theirs * 1000:.2f}",
        f"{row.ratio:.2f}×",
        f"{row.low:.2f} to {row.high:.2f}",
        _target(row),
        {True: "yes", False: "**no**", None: "–"}[row.reached],
        "–" if row.ours_statements is None else f"{row.ours_statements}, {row.theirs_statements}",
    )


def _target(row: Measured) -> str:
    if row.target is None:
        return "–"
    few = "" if row.most_statements is None else f", ≤ {row.most_statements} statements"
    return f"≤ {row.target:g}×{few}{', same statements' if row.same_statements else ''}"


def write(rows: Sequence[Measured], notes: Sequence[str]) -> None:
    """Write results.md."""
    paragraphs = [
        "# Results",
        "Written by `make bench`; what each row is stands in [docs/bench.md](../docs/bench.md).",
        table(rows),
        *notes,
        f"{time.strftime('%-d %B %Y, %H:%M', time.gmtime())} UTC. {_machine()}.",
    ]
    RESULTS.write_text("\n\n".join(paragraphs) + "\n")


def _machine() -> str:
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        (postgresql,) = cursor.fetchone()
        cursor.execute("show fsync")
        (fsync,) = cursor.fetchone()
    versions = ", ".join(f"{name} {version(name)}" for name in VERSIONS)
    return (
        f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end; "
        f"{platform.system()} {platform.release()}; Python {platform.python_version()}; "
        f"PostgreSQL {postgresql} (fsync {fsync}); {versions}"
    )


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.is_file():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()
