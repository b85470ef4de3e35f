"""The PDF of a five-page record, by its address; beside it, WeasyPrint alone on the same HTML.

Warm in this process; cold as the first PDF of a process of its own, with the memory that it takes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from browser import expect
from measuring import Pair
from world import World

from aimwell.documents import pdf, printing
from aimwell.organisations.scope import acting_for
from aimwell.records.models import Record

PAGES = 5
MOST_LINES = 150
STYLE = Path(pdf.__file__).parent / "styles" / "print.css"
FIRST_PDF = Path(__file__).parents[1] / "first_pdf.py"


def pairs(world: World) -> Iterator[Pair]:
    # Imported here for the reason that ours is: it costs time and memory at each start.
    from weasyprint import HTML

    html, address = _record(world)

    def alone() -> float:
        started = time.perf_counter()
        HTML(string=html).write_pdf(stylesheets=[STYLE], pdf_variant="pdf/ua-1")
        return time.perf_counter() - started

    yield Pair(
        work=f"PDF of a record of {PAGES} pages, warm",
        reference="WeasyPrint alone on the same HTML",
        ours=lambda: expect(world.browser.get(address), 200).seconds,
        theirs=alone,
        target=1.2,
        rounds=world.rounds(12),
    )
    if world.size.rounds:
        yield from _cold(world, html, address)


def _record(world: World) -> tuple[str, str]:
    """A record of five pages: its HTML and its address. Answers grow until it has them."""
    from weasyprint import HTML

    for lines in range(5, MOST_LINES, 5):
        html, address = _record_with(world, lines)
        if len(HTML(string=html).render(stylesheets=[STYLE]).pages) == PAGES:
            return html, address
    raise AssertionError(f"No record came to {PAGES} pages: change questions.FIVE_PAGES.")


def _record_with(world: World, lines: int) -> tuple[str, str]:
    """The second record of a person, so that there are changes and charts."""
    person = world.new_person()
    world.new_record(person, world.five_pages)
    record = world.new_record(person, world.five_pages, {"q1": "A line of a longer answer.\n" * lines})
    with acting_for(world.organisation):
        found = Record.objects.select_related("organisation", "version", "person", "signed_by").get(
            pk=record.pk
        )
        return printing.record_html(found, by=world.user), world.address("record-pdf", record=record.pk)


def _cold(world: World, html: str, address: str) -> Iterator[Pair]:
    memory: dict[str, list[tuple[float, float]]] = {"ours": [], "alone": []}

    def first(kind: str, source: str) -> float:
        done = subprocess.run(
            [sys.executable, FIRST_PDF, kind, source], capture_output=True, check=True, text=True
        )
        told = json.loads(done.stdout)
        memory[kind].append((told["before"], told["peak"]))
        return told["seconds"]

    with tempfile.NamedTemporaryFile("w", suffix=".html") as file:
        file.write(html)
        file.flush()
        yield Pair(
            work="The same, the first PDF of a process that serves already",
            reference="WeasyPrint alone: its import and its first PDF",
            ours=lambda: first("ours", address),
            theirs=lambda: first("alone", file.name),
            target=None,
            rounds=world.rounds(5),
            counts=False,
        )
    (ours_before, ours_peak), (alone_before, alone_peak) = (max(memory[kind]) for kind in ("ours", "alone"))
    world.notes.append(
        f"Memory of the process at its peak, with one PDF made: ours {ours_peak:.0f} MB "
        f"({ours_before:.0f} MB before it, serving pages), WeasyPrint alone {alone_peak:.0f} MB "
        f"({alone_before:.0f} MB before it)."
    )
