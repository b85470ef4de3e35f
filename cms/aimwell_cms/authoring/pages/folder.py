"""The folder that an organisation's templates stand in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.models import Page


class NotPublicPage(Page):
    """A page of the editor that the public never gets."""

    # There is nobody to keep it from.
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Nothing: 404, also to those who may edit it."""
        raise Http404("No such page.")

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        """None: the editor shows no address for it."""

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, object]]:
        """None."""
        return []


class TemplateFolderPage(NotPublicPage):
    """The templates of an organisation."""

    parent_page_types = ["authoring.OrganisationPage"]
    subpage_types = ["authoring.TemplatePage"]
    max_count_per_parent = 1
    preview_modes = []
    content_panels = NotPublicPage.content_panels
    promote_panels = []

    class Meta:
        verbose_name = "folder of templates"
        verbose_name_plural = "folders of templates"
