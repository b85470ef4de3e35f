"""A browser on somebody's desk or in their hand, and what it complains of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from aimwell.organisations.models import User

TELEPHONE, DESK = 320, 1280
"""Widths of a screen in CSS pixels."""

EXPECTED = re.compile(
    # The style sheet of NHS.UK frontend names a font elsewhere; our policy refuses it, as app.css says.
    r"assets\.nhs\.uk"
    # A browser's own line for each answer of these kinds; a journey looks at the page that came with it.
    # 400: an autosave of the editor that “Save draft” has overtaken.
    r"|status of (400|401|403|404|409)|ERR_INTERNET_DISCONNECTED|ERR_FAILED"
)


@dataclass
class Device:
    """One browser window with cookies of its own. ``complaints``: what no journey may meet."""

    context: BrowserContext
    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to an address of the site."""
        self.page.goto(self.url + path)
        return self.page

    def tab(self) -> Device:
        """Another tab of the same browser."""
        return Device(
            context=self.context, page=self.context.new_page(), url=self.url, complaints=self.complaints
        )

    def is_signed_in(self, user: User) -> Device:
        """As if somebody had signed in here before."""
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.url}
        self.context.add_cookies([cookie])
        return self

    def signs_in(self, user: User, password: str) -> Device:
        """Sign in by the form of the page that is open."""
        self.page.get_by_label("Email").fill(user.email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        return self

    def leave(self) -> None:
        """Close it, sending nothing more."""
        self.context.close()

    def _on_message(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED.search(message.text):
            self.complaints.append(f"console: {message.text}")

    def _on_response(self, response: Response) -> None:
        is_elsewhere = response.url.startswith("http") and not response.url.startswith(self.url)
        if response.status >= 500 or is_elsewhere:
            self.complaints.append(f"{response.status} from {response.url}")


def open_device(browser: Browser, url: str, width: int = DESK, **options: object) -> Device:
    """A new browser window, as wide as told, that remembers nothing."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="en-GB", **options)
    context.set_default_timeout(30_000)
    context.set_default_navigation_timeout(30_000)
    device = Device(context=context, page=context.new_page(), url=url)
    context.on("console", device._on_message)
    context.on("response", device._on_response)
    context.on("weberror", lambda error: device.complaints.append(f"script: {error.error}"))
    return device
