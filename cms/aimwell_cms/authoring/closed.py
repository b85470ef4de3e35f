"""Addresses of Wagtail that show every organisation's things to anybody in the editor: closed, or narrowed.

Found by tests/web/test_authoring_isolation.py, which walks all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
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
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:page_types_usage_results",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailadmin_workflows:task_chooser",
        "wagtailadmin_workflows:task_chooser_results",
    }
)
# The page that these are asked to show, by the name of its id in the address.
OF_A_PAGE = {
    "wagtailadmin_choose_page_child": ("parent_page_id",),
    "wagtailadmin_pages:move": ("page_to_move_id",),
    "wagtailadmin_pages:move_confirm": ("page_to_move_id", "destination_id"),
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
        if match is None or not request.user.is_authenticated or request.user.is_superuser:
            return
        if match.view_name in CLOSED:
            raise Http404("No such page.")
        for name in OF_A_PAGE.get(match.view_name, ()):
            if not reachable(request.user).filter(pk=named[name]).exists():
                raise Http404("No such page.")


def reachable(user: Any) -> Any:
    """The pages that somebody can come to in the explorer: those they work on, and what stands above them."""
    return policy_registry.get_by_type(Page).explorable_instances(user)
