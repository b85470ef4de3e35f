"""A form template as a page: what its author edits. What practitioners fill in is a frozen version of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from aimwell.formschema import TemplateRefused
from aimwell.formschema.languages.locales import english_name_of
from aimwell.library.models import FormTemplate, Kind
from aimwell.organisations.models import Organisation
from aimwell_cms.authoring.approval.rules import refuse_unapproved
from aimwell_cms.authoring.blocks.carrying import TemplateField
from aimwell_cms.authoring.blocks.sections import SectionsBlock
from aimwell_cms.authoring.convert.placing import Form
from aimwell_cms.authoring.convert.text import head_of, text_of
from aimwell_cms.authoring.convert.writing import Written, write
from aimwell_cms.authoring.following import remember, settle
from aimwell_cms.authoring.pages.folder import NotPublicPage
from aimwell_cms.authoring.pages.form import TemplatePageForm
from aimwell_cms.authoring.pages.organisation import organisation_of
from aimwell_cms.authoring.panels import StandingPanel
from aimwell_cms.authoring.preview import IN_LANGUAGE, WHOLE, preview


class TemplatePage(NotPublicPage):
    """A form template. Publishing it freezes a version in the library; the page itself is never served."""

    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True, default=Kind.ASSESSMENT)
    description = models.TextField("introduction", blank=True, help_text="Shown before the first section.")
    language = models.CharField(
        max_length=35, blank=True, default="en-GB", help_text="Such as en-GB, or cy for Welsh."
    )
    body = TemplateField(SectionsBlock(), blank=True, verbose_name="sections")
    note = models.TextField(
        "what changed",
        blank=True,
        help_text="Kept with the version when you publish, for those who use the form.",
    )
    origin = models.TextField(blank=True, default="", editable=False)
    imported_text = models.TextField(blank=True, default="", editable=False)
    flat = models.BooleanField(default=False, editable=False)
    translations_text = models.TextField(blank=True, default="", editable=False)
    copies: tuple[str, ...] = ()
    """Just brought in: what of it claimed to follow a library item, and is a copy instead."""

    parent_page_types = ["authoring.TemplateFolderPage"]
    subpage_types: list[str] = []
    base_form_class = TemplatePageForm
    search_fields = [*Page.search_fields, index.SearchField("description")]
    content_panels = [
        StandingPanel(),
        TitleFieldPanel("title", help_text="What practitioners see as the name of the form."),
        FieldPanel("description"),
        FieldPanel("body", heading="Sections"),
        MultiFieldPanel([FieldPanel("note")], heading="For the next version"),
    ]
    promote_panels = [
        FieldPanel("kind", help_text="What it is used for: practitioners find it under this heading."),
        FieldPanel("language"),
        FieldPanel("slug", help_text="Its name in the addresses of the editor. Nobody else sees it."),
    ]
    settings_panels = [PublishingPanel()]

    class Meta:
        verbose_name = "form template"

    @cached_property
    def organisation(self) -> Organisation:
        """Whose template this is."""
        found = organisation_of(self)
        if found is None:
            raise ValueError("A template must stand under the page of an organisation.")
        return found

    @property
    def is_in_library(self) -> bool:
        """Whether it was ever published: then ``publication`` says as what."""
        return self.pk is not None and hasattr(self, "publication")

    @property
    def form(self) -> Form:
        """What the blocks hold."""
        return Form(
            head=head_of(self.origin, self.title, self.description, self.kind, self.language),
            sections=self.body.get_prep_value(),
            origin=self.origin,
            flat=self.flat,
            translations=self.translations,
        )

    @property
    def translations(self) -> dict[str, Any] | None:
        """The form's texts in other languages (``convert.translating``); None where it has none.

        Kept as text: PostgreSQL would put the keys of JSON in another order, and export must not.
        """
        return json.loads(self.translations_text) if self.translations_text else None

    @translations.setter
    def translations(self, translations: Mapping[str, Any] | None) -> None:
        self.translations_text = "" if translations is None else json.dumps(translations, ensure_ascii=False)

    def written(self) -> Written:
        """The template as it stands here, edited or not."""
        return write(self.form, self.publication.keys if self.is_in_library else {})

    def text(self) -> str:
        """The template as text: as it was imported, byte for byte, while it says the same."""
        return text_of(self.written().template, self.imported_text)

    def save_revision(self, *args: Any, **options: Any) -> Any:
        """As Wagtail's, with what it adds to a library's parts marked, and what it follows remembered."""
        settle(self)
        revision = super().save_revision(*args, **options)
        remember(self)
        return revision

    def publish(self, revision: Any, **options: Any) -> Any:
        """As Wagtail's, all or nothing. What was scheduled and has become faulty meanwhile stays a draft."""
        try:
            with transaction.atomic():
                refuse_unapproved(self, revision)
                return super().publish(revision, **options)
        except TemplateRefused:
            if options.get("log_action") != "wagtail.publish.scheduled":
                raise
            self.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
            return None

    def can_move_to(self, parent: Page) -> bool:
        """Only within its organisation: its versions and records stay there."""
        return super().can_move_to(parent) and organisation_of(parent) == organisation_of(self)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The whole form, in its own and in other languages, or one section of it."""
        sections = [
            (block.id, f"Only: {block.value.get('title') or 'section'}")
            for block in self.body
            if block.block_type == "section" and block.id
        ]
        others = [
            (f"{IN_LANGUAGE}{tag}", f"The whole form in {english_name_of(tag)}")
            for tag, given in (self.translations or {}).items()
            if given
        ]
        return [(WHOLE, "The whole form"), *others, *sections]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """The very form that practitioners see, or what is wrong with it."""
        return preview(self, request, mode_name)


class Publication(models.Model):
    """What a template page is in the library, and the key that each of its blocks was published under.

    Not fields of the page: Wagtail would set them back with every old revision.
    """

    page = models.OneToOneField(TemplatePage, on_delete=models.CASCADE, related_name="publication")
    template = models.OneToOneField(FormTemplate, on_delete=models.PROTECT, related_name="+")
    keys = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.page}"


def new_from(template: dict[str, Any], text: str, title: str = "") -> TemplatePage:
    """A page, not yet in the tree, that holds a template read from ``text``."""
    from aimwell_cms.authoring.convert.reading import read_template
    from aimwell_cms.authoring.convert.text import shown_title

    form = read_template(template)
    page = TemplatePage(
        title=title or shown_title(form.head["title"]),
        description=form.head["description"],
        kind=form.head["kind"],
        language=form.head["language"],
        origin=form.origin,
        flat=form.flat,
        translations=form.translations,
        body=json.dumps(form.sections),
    )
    page.imported_text = "" if text_of(page.written().template, "") == text else text
    return page
