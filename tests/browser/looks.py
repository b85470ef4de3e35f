"""What a page must look like, whoever looks at it: nothing serious for axe, nothing cut off, nothing too small."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = {"serious", "critical"}
LEAST = 24
"""The least width and height of what is pressed, in CSS pixels (WCAG 2.2, 2.5.8)."""

# Links within a sentence may be smaller; what is spaced by 24 px may be too, and we claim no more than that.
TOO_SMALL = """
(least) => {
  const inline = (one) => getComputedStyle(one).display === "inline" && one.closest("p, li, dd, td, span, caption");
  const reach = (one) => (one.type === "radio" || one.type === "checkbox") && one.labels.length
    ? [one, ...one.labels] : [one];
  const found = [];
  for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=slider]")) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.closest("[aria-hidden=true]") || inline(one)) continue;
    if (getComputedStyle(one).clipPath !== "none" || one.classList.contains("nhsuk-u-visually-hidden")) continue;
    const boxes = reach(one).map((part) => part.getBoundingClientRect());
    if (boxes.every((box) => box.bottom < 0)) continue;
    const wide = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
    const high = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
    if (wide + 0.01 < least || high + 0.01 < least) {
      found.push(`${Math.round(wide)}×${Math.round(high)} ${one.outerHTML.slice(0, 120)}`);
    }
  }
  return found;
}
"""


def serious_faults(page: Page, *, forgiven: Collection[tuple[str, str]] = (), inside: str = "") -> list[Any]:
    """What axe finds serious or critical: ``(rule, markup)`` each. ``forgiven``: (rule, part of a selector)."""
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
    """How far the page is wider than its window; empty when it isn't."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return f"{page.url} is {wide} px wide in a window of {window}" if wide > window else ""


def too_small(page: Page) -> list[str]:
    """What is too small to be pressed with ease."""
    return page.evaluate(TOO_SMALL, LEAST)


def looks_right(page: Page) -> None:
    """See that a page of ours looks as it must, with everything opened that opens."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    faults = [*serious_faults(page), *too_small(page), is_cut_off(page)]
    told = "\n".join(str(fault) for fault in faults if fault)
    assert not told, f"{page.url}\n{told}"
