"""The pages of one template: its editor, and what stands beside it, in the order of an author's work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

TABS: tuple[tuple[str, str], ...] = (
    ("wagtailadmin_pages:edit", "Edit"),
    ("aimwell_routes", "Routes"),
    ("aimwell_languages", "Languages"),
    ("aimwell_cases", "Test cases"),
    ("aimwell_wording", "Wording"),
    ("aimwell_review", "Review"),
    ("aimwell_form_rule", "Rule"),
    ("aimwell_form_library", "Library"),
    ("aimwell_check", "Check and publish"),
    ("aimwell_versions", "Versions"),
    ("aimwell_export", "Export"),
)
"""The name of each page's address, which takes the page's id, and what it is called."""


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One page of a template, as the row of tabs shows it."""

    label: str
    url: str
    is_current: bool


def tabs_of(page: TemplatePage, current: str) -> list[Tab]:
    """The row of tabs of a template that is in the tree. ``current``: the name of the page it stands on."""
    return [
        Tab(label=label, url=reverse(name, args=[page.pk]), is_current=name == current)
        for name, label in TABS
    ]


def page_context(page: TemplatePage, current: str, title: str, icon: str) -> dict[str, Any]:
    """What every page of a template but its editor tells its layout: heading, way back, row of tabs.

    ``current``: the name of its address; empty for a page that has no tab.
    """
    label = dict(TABS).get(current, title)
    return {
        "page": page,
        "tabs": tabs_of(page, current),
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.title},
            {"url": "", "label": label},
        ],
    }
