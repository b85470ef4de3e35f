"""The pictures of the guides: each is there, is shown somewhere, and is taken by a journey."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *DOCS.rglob("*.md")]


def shown() -> set[Path]:
    return {
        (page.parent / name).resolve()
        for page in PAGES
        for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    }


def test_every_picture_of_a_page_is_there_and_every_picture_is_shown():
    assert shown() == set((DOCS / "images").glob("*.png"))


def test_every_picture_is_taken_by_a_journey_and_so_never_goes_stale():
    journeys = "".join(
        journey.read_text(encoding="utf-8") for journey in (ROOT / "tests" / "browser").glob("*.py")
    )
    taken = set(re.findall(r'picture\((?:[\w.]+),\s*"([\w-]+)"', journeys))
    assert {picture.stem for picture in shown()} <= taken


def test_every_link_between_pages_leads_somewhere():
    broken = [
        (page.name, link)
        for page in PAGES
        for link in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []
