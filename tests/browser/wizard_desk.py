"""A practitioner at a browser in front of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from playwright.sync_api import Browser, BrowserContext, Page, expect
from wizard_forms import EVERY_KIND, form, section
from wizard_world import World, world

_numbers = count(1)


@dataclass
class Desk:
    """A practitioner at a browser, with a draft."""

    ours: World
    context: BrowserContext
    page: Page
    base: str

    def open(self, step: str) -> Page:
        self.page.goto(self.base + self.ours.url(step))
        return self.page


def desk(chromium: Browser, site: str, document=None, **context) -> Desk:
    ours = world(
        document or form(every=EVERY_KIND, last=section("Last", said=EVERY_KIND["properties"]["name"])),
        plugins=("copm", "vas"),
        slug=f"desk-{next(_numbers)}",
    )
    opened = chromium.new_context(viewport={"width": 320, "height": 640}, **context)
    session = ours.browser.cookies["sessionid"].value
    opened.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    return Desk(ours=ours, context=opened, page=opened.new_page(), base=site)


def says(page: Page, text: str) -> None:
    expect(page.locator("[data-state]")).to_contain_text(text)
