"""What a page must look like to everybody: nothing serious for axe, nothing cut off, nothing too small."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
from devices import DESK, TELEPHONE
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = {"serious", "critical"}
WAGTAILS_OWN = [
    ("scrollable-region-focusable", ".w-minimap__list"),  # The outline at the editor's edge; links are in it.
    ("target-size", "#block-"),  # The buttons of a block stand close together,
    ("target-size", "#w-minimap-toggle"),  # and on a narrow screen this one lies over them.
]
"""What axe finds in Wagtail's own markup: the rule, and a part of the selector."""

LEAST = 24
"""The least width and height of what is pressed, in CSS pixels (WCAG 2.2, 2.5.8)."""

TOO_SMALL = """
(least) => {
  const PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=slider]";
  const style = (one) => getComputedStyle(one);
  // A link within a text may be as small as the text.
  const isInText = (one) => style(one).display === "inline" && one.closest("p, li, dd, td, span, caption");
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true }) && style(one).clipPath === "none";
  const isHidden = (one) => !isSeen(one) || one.closest("[aria-hidden=true], .nhsuk-skip-link");
  const parts = (one) => (["radio", "checkbox"].includes(one.type) ? [one, ...one.labels] : [one]);
  const found = [];
  for (const one of document.querySelectorAll(PRESSED)) {
    if (isHidden(one) || isInText(one)) continue;
    const boxes = parts(one).map((part) => part.getBoundingClientRect());
    const span = (start, end) =>
      Math.max(...boxes.map((box) => box[end])) - Math.min(...boxes.map((box) => box[start]));
    const [wide, high] = [span("left", "right"), span("top", "bottom")];
    if (wide + 0.01 < least || high + 0.01 < least) {
      found.push(`${Math.round(wide)}×${Math.round(high)} px: ${one.outerHTML.slice(0, 120)}`);
    }
  }
  return found;
}
"""


def serious_faults(page: Page, *, forgiven: Collection[tuple[str, str]] = (), inside: str = "") -> list[Any]:
    """What axe finds serious or critical. ``forgiven``: pairs of a rule and a part of a selector."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"() => {{ {AXE} }}")
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = page.evaluate("([inside, options]) => axe.run(inside || document, options)", [inside, options])[
        "violations"
    ]
    return [
        (fault["id"], node["target"], node["html"][:200])
        for fault in found
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
        if not any(rule == fault["id"] and part in json.dumps(node["target"]) for rule, part in forgiven)
    ]


def is_cut_off(page: Page) -> str:
    """How far the page is wider than its window, or than a telephone's; empty when it is neither."""
    window = page.viewport_size
    found = _stays_wider(page)
    if not found and window is not None and window["width"] > TELEPHONE:
        page.set_viewport_size({**window, "width": TELEPHONE})
        found = _stays_wider(page)
        page.set_viewport_size(window)
    return found


def _stays_wider(page: Page) -> str:
    found = _is_wider(page)
    for _ in range(20):  # A menu is laid out anew by its script a moment after the window has changed.
        if not found:
            break
        page.wait_for_timeout(50)
        found = _is_wider(page)
    return found


def _is_wider(page: Page) -> str:
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return f"{page.url} is {wide} px wide in a window of {window}" if wide > window else ""


def too_small(page: Page) -> list[str]:
    """What is too small to be pressed with ease."""
    return page.evaluate(TOO_SMALL, LEAST)


def faults_of(page: Page) -> list[str]:
    """Whatever is wrong with the looks of a page of ours, with everything opened that opens."""
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = [is_cut_off(page), *serious_faults(page), *too_small(page)]
    return [f"{page.url}: {fault}" for fault in found if fault]


@contextmanager
def at_the_other_width(page: Page) -> Iterator[None]:
    """The page on a telephone where it is on a desk, and the other way round: one walk sees it at both."""
    window = page.viewport_size
    assert window is not None
    page.set_viewport_size({**window, "width": DESK if window["width"] == TELEPHONE else TELEPHONE})
    yield
    page.set_viewport_size(window)


def faults_at_both_widths(page: Page) -> list[str]:
    """Whatever is wrong with the looks of a page of ours on a desk and on a telephone."""
    found = faults_of(page)
    with at_the_other_width(page):
        return [*found, *faults_of(page)]
