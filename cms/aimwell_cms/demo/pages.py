"""The public site of an organisation of the demonstration."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from wagtail.models import Page

from aimwell.organisations.models import User
from aimwell_cms.demo.workdays import workday
from aimwell_cms.site.models import AccessibilityStatementPage, AskForHelpPage, HomePage, TopicPage

Told = Mapping[str, Any]

_REVIEWED_BEFORE = timedelta(days=75)
_A_YEAR = timedelta(days=365)
_WORKS = (
    "<p>You can use these pages with the keyboard alone, with a screen reader, at 400% zoom and on a narrow "
    "phone, and print them. We aim at the Web Content Accessibility Guidelines 2.2, level AA.</p>"
)
_DOES_NOT_WORK = (
    "<ul><li>Documents that we received from others may not be tagged. Ask us for another form of them.</li>"
    "<li>The pages are in English only. We arrange interpreters.</li></ul>"
)
_TESTED = (
    "<p>These pages are of a demonstration: the organisation is invented. The software is tested with axe in "
    "a browser, and by keyboard, at each change.</p>"
)


def publish_pages(parent: Page, told: Told, by: User, today: date) -> None:
    """Publish home, one topic, how to ask for help, and the accessibility statement."""
    reviewed = workday(today - _REVIEWED_BEFORE)
    home = _publish(parent, _home(told["home"]), by)
    _publish(home, _topic(told["topic"], reviewed), by)
    _publish(home, _ask(told["ask"]), by)
    _publish(home, _statement(reviewed), by)


def _publish(parent: Page, page: Page, by: User) -> Page:
    parent.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
    return page


def _home(told: Told) -> HomePage:
    return HomePage(
        title=told["title"],
        slug="home",
        search_description=told["description"],
        lead=told["lead"],
        body=_stream(("text", told["text"])),
        show_in_menus=True,
    )


def _topic(told: Told, reviewed: date) -> TopicPage:
    return TopicPage(
        title=told["title"],
        slug=told["slug"],
        search_description=told["description"],
        summary=told["summary"],
        self_help=_stream(
            ("text", told["text"]),
            ("do", {"heading_level": 3, "label": "", "do": told["do"]}),
            ("dont", {"heading_level": 3, "label": "", "dont": told["dont"]}),
            ("details", {"title": told["details_title"], "body": _rich(told["details_text"])}),
        ),
        red_flags=_care_cards(told["flags"]),
        last_reviewed=reviewed,
        review_by=workday(reviewed + _A_YEAR),
        show_in_menus=True,
    )


def _ask(told: Told) -> AskForHelpPage:
    return AskForHelpPage(
        title=told["title"],
        slug="how-to-ask-for-help",
        search_description=told["description"],
        emergency=_care_cards(told["flags"]),
        who_can_ask=told["who"],
        phone=told["phone"],
        email=told["email"],
        hours=told["hours"],
        other_ways=told["other"],
        what_happens_next=told["next"],
        show_in_menus=True,
    )


def _statement(reviewed: date) -> AccessibilityStatementPage:
    return AccessibilityStatementPage(
        title="Accessibility statement",
        slug="accessibility-statement",
        search_description="How accessible these pages are, what does not work yet, and whom to tell.",
        works=_WORKS,
        does_not_work=_DOES_NOT_WORK,
        tested=_TESTED,
        prepared_on=reviewed,
        reviewed_on=reviewed,
        show_in_menus=False,
    )


def _care_cards(flags: list[Told]) -> str:
    return _stream(
        *(
            (
                "care_card",
                {"type": one["kind"], "heading_level": 3, "title": one["title"], "body": _rich(one["text"])},
            )
            for one in flags
        )
    )


def _rich(html: str) -> list[dict[str, str]]:
    return [{"type": "richtext", "value": html}]


def _stream(*blocks: tuple[str, Any]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])
