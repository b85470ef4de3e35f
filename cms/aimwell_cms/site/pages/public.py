"""What all pages of an organisation's public site share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from wagtail.models import Page

from aimwell_cms.authoring.pages.organisation import organisation_of

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet


class PublicPage(Page):
    """A page for everybody: the organisation's name, colour and menu, and help always in the same place."""

    show_in_menus_default = True
    # No groups: Wagtail lists those of every organisation.
    private_page_options = ["password", "login"]

    class Meta:
        abstract = True

    @property
    def home(self) -> Page:
        """The home page of the site to which this page belongs: itself or its parent."""
        return self.get_parent()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page under its organisation's name and colour, which the layout takes from the request."""
        request.organisation = organisation_of(self)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "home": self.home,
            "menu": self.menu,
            "ask": self.first_of("aimwell_site.AskForHelpPage"),
            "statement": self.first_of("aimwell_site.AccessibilityStatementPage"),
        }

    @cached_property
    def menu(self) -> list[Page]:
        """The live pages below the home page, in the order in which the organisation put them."""
        pages: PageQuerySet = self.home.get_children().live().public()
        return list(pages.specific())

    def first_of(self, model: str) -> Page | None:
        """The first page of a model (``app_label.Model``) in this site; None where there is none."""
        return next((page for page in self.menu if page._meta.label == model), None)
