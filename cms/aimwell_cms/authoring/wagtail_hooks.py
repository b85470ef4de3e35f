"""What Aimwell adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SiteSummaryPanel
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.query import PageQuerySet

from aimwell.organisations.roles import May
from aimwell_cms.authoring.approval.menu import offer_what_may_be_done
from aimwell_cms.authoring.cases.copying import copy_cases
from aimwell_cms.authoring.closed import reachable
from aimwell_cms.authoring.home import forms_panels
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.urls import urlpatterns
from aimwell_cms.authoring.views.doors import organisations_where


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Our own pages."""
    return urlpatterns


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    """How our blocks and pages look."""
    return format_html('<link rel="stylesheet" href="{}">', static("aimwell_authoring/editor.css"))


@hooks.register("insert_editor_js")
def script() -> SafeString:
    """Lists to choose questions and measures from; problems beside the questions."""
    return format_html_join(
        "",
        '<script type="module" src="{}"></script>',
        [(static(f"aimwell_authoring/{name}.js"),) for name in ("editor", "controls", "locks")],
    )


@hooks.register("construct_page_chooser_queryset")
def own_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Choose among pages that one can reach."""
    return pages & reachable(request.user)


@hooks.register("after_copy_page")
def cases_too(request: HttpRequest, page: Page, copied: Page) -> None:
    """A copied form has the test cases of the one it was copied from."""
    if isinstance(page.specific, TemplatePage):
        copy_cases(page.specific, copied.specific)


@hooks.register("construct_homepage_panels")
def home(request: HttpRequest, panels: list[Component]) -> None:
    """The forms first; no sums over every organisation."""
    panels[:] = [panel for panel in panels if not isinstance(panel, SiteSummaryPanel)]
    panels[:0] = forms_panels(request.user)


@hooks.register("register_admin_menu_item")
def caseload_item() -> MenuItem:
    """The way back to people and their records."""
    return OfSomeMenuItem(
        May.READ_RECORDS, "Caseload", reverse_lazy("workspace:home"), icon_name="group", order=80
    )


@hooks.register("register_admin_menu_item")
def start_item() -> MenuItem:
    """Start a form."""
    return OfSomeMenuItem(
        May.AUTHOR,
        "Start a form",
        reverse_lazy("aimwell_start_door"),
        icon_name="doc-empty-inverse",
        order=90,
    )


@hooks.register("register_admin_menu_item")
def library_item() -> MenuItem:
    """The library."""
    return OfSomeMenuItem(
        May.AUTHOR,
        "Library",
        reverse_lazy("aimwell_library_door"),
        icon_name="folder-open-inverse",
        order=95,
    )


@hooks.register("register_admin_menu_item")
def plugins_item() -> MenuItem:
    """The plugins."""
    return OfSomeMenuItem(
        May.MANAGE_PLUGINS,
        "Plugins",
        reverse_lazy("aimwell_plugins_door"),
        icon_name="plus-inverse",
        order=800,
    )


@hooks.register("register_admin_menu_item")
def aims_item() -> MenuItem:
    """What the aims are called."""
    return OfSomeMenuItem(
        May.MANAGE_PLUGINS, "Aims", reverse_lazy("aimwell_aims_door"), icon_name="order", order=795
    )


@hooks.register("register_admin_menu_item")
def approval_item() -> MenuItem:
    """Whether a second person approves."""
    return OfSomeMenuItem(
        May.SET_APPROVAL,
        "Approval",
        reverse_lazy("aimwell_approval_door"),
        icon_name="check",
        order=805,
    )


@hooks.register("construct_page_action_menu")
def actions(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Publish, or submit for approval."""
    offer_what_may_be_done(items, context)


@hooks.register("register_admin_menu_item")
def measures_item() -> MenuItem:
    """The measures that an organisation made."""
    return OfSomeMenuItem(
        May.AUTHOR, "Measures", reverse_lazy("aimwell_measures_door"), icon_name="form", order=790
    )


@hooks.register("register_admin_menu_item")
def rules_item() -> MenuItem:
    """The decision tables that an organisation keeps."""
    return OfSomeMenuItem(
        May.PUBLISH, "Rules", reverse_lazy("aimwell_rules_door"), icon_name="list-ul", order=795
    )


@hooks.register("register_admin_menu_item")
def members_item() -> MenuItem:
    """The members."""
    return OfSomeMenuItem(
        May.MANAGE_MEMBERS,
        "Members",
        reverse_lazy("aimwell_members_door"),
        icon_name="group",
        order=810,
    )


@hooks.register("construct_main_menu")
def short_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Only what work in an organisation needs."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in ("reports", "help", "snippets")]


class OfSomeMenuItem(MenuItem):
    """An item for those who may do a thing in some organisation."""

    def __init__(self, capability: May, *args: Any, **options: Any) -> None:
        self.capability = capability
        super().__init__(*args, **options)

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may, somewhere."""
        return bool(organisations_where(request.user, self.capability))
