"""Addresses of Wagtail that show every organisation's things to anybody in the editor: closed, or narrowed.

Found by tests/web/test_authoring_isolation.py and test_doors_editor.py, which walk all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.permissions import policy_registry

# Nobody's daily work needs these. The installation's own administrator (a superuser) may use them.
CLOSED = frozenset(
    {
        "wagtailadmin_api:images:listing",
        "wagtailadmin_api:images:detail",
        "wagtailadmin_api:documents:listing",
        "wagtailadmin_api:documents:detail",
        "wagtailadmin_api:images:find",
        "wagtailadmin_api:documents:find",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
    }
)
CLOSED_GROUPS = frozenset({"wagtailadmin_reports", "wagtailadmin_workflows"})
# The page that these are asked to show, by the name of its id in the address.
OF_A_PAGE = {
    "wagtailadmin_choose_page_child": ("parent_page_id",),
    "wagtailadmin_pages:move": ("page_to_move_id",),
    "wagtailadmin_pages:move_confirm": ("page_to_move_id", "destination_id"),
}


CHOSEN_PAGES = "wagtailadmin_choose_page_chosen_multiple"
BULK_ACTION = "wagtail_bulk_action"
_WATCHED = CLOSED | OF_A_PAGE.keys() | {CHOSEN_PAGES, BULK_ACTION}
_WITH_ACTIONS = {
    ("wagtailcore", "page"): Page,
    ("wagtailimages", "image"): Image,
    ("wagtaildocs", "document"): Document,
}


class Closed:
    """Answers 404 for closed addresses, and for pages that somebody can't reach in the explorer either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> None:
        """Refuse before the view runs."""
        match = request.resolver_match
        # Who is asking is looked up only where it matters: reading a public page needs no session.
        if match is None or not _is_watched(match):
            return
        if not request.user.is_authenticated or request.user.is_superuser:
            return
        if match.view_name in CLOSED or match.namespace in CLOSED_GROUPS:
            raise Http404("No such page.")
        for name in OF_A_PAGE.get(match.view_name, ()):
            if not reachable(request.user).filter(pk=named[name]).exists():
                raise Http404("No such page.")
        if match.view_name == CHOSEN_PAGES and not _are_reachable(request):
            raise Http404("No such page.")
        if match.view_name == BULK_ACTION and not _are_ones_own(request, named):
            raise Http404("No such page.")


def _is_watched(match: ResolverMatch) -> bool:
    return match.view_name in _WATCHED or match.namespace in CLOSED_GROUPS


def _are_reachable(request: HttpRequest) -> bool:
    asked = set(request.GET.getlist("id"))
    return _are_ids(asked) and reachable(request.user).filter(pk__in=asked).count() == len(asked)


def _are_ids(asked: set[str]) -> bool:
    return all(one.isascii() and one.isdigit() and len(one) < 10 for one in asked)


def _are_ones_own(request: HttpRequest, named: dict[str, Any]) -> bool:
    """Whether somebody may work on all that an action on several things names. Wagtail refuses what they may
    not, but says its title."""
    model = _WITH_ACTIONS.get((named["app_label"], named["model_name"]))
    asked = set(request.GET.getlist("id"))
    if model is None or not asked:
        return False
    if "all" in asked:
        if model is not Page:
            return True  # Wagtail takes one's own of these.
        # All below a page. Above one's own pages stand those of everybody.
        asked = asked - {"all"} | {request.GET.get("childOf", "")}
    if not _are_ids(asked):
        return False
    own = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        request.user, ["add", "change", "delete", "publish"]
    )
    return own.filter(pk__in=asked).count() == len(asked)


def reachable(user: Any) -> Any:
    """The pages that somebody can come to in the explorer: those they work on, and what stands above them."""
    return policy_registry.get_by_type(Page).explorable_instances(user)
