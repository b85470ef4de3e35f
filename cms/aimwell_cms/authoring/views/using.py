"""A form and the library: what it has from there, add something, keep something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from aimwell.formschema import check
from aimwell.formschema.following.items import COPY, FOLLOW, LOCKS, TEMPLATE, Item
from aimwell.formschema.following.keeping import Kept, inserted, kept
from aimwell.formschema.following.merging import alone
from aimwell.library.models import ItemVersion
from aimwell.library.shelf import keep as keep_item
from aimwell.library.shelf import newest_versions, own_items
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.problems import offers_for
from aimwell_cms.authoring.redrafting import redraft
from aimwell_cms.authoring.shelf.parts import KIND_WORDS, asked_by, locked_words, parts_of
from aimwell_cms.authoring.shelf.uses import uses_of
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.case_doors import may_write, of_page

TAB = "aimwell_form_library"
BEGINNING = "beginning"
MODES = (
    (COPY, "Copy: it becomes part of this form. You may change everything; later versions don’t reach it."),
    (
        FOLLOW,
        "Follow: it stays linked. What its owner has locked can’t be changed here, and when there is a newer "
        "version you are offered it. Nothing changes by itself.",
    ),
)


class AddForm(forms.Form):
    """What to put in, where, and how."""

    item = forms.ChoiceField(widget=forms.RadioSelect, label="What to add")
    after = forms.ChoiceField(
        label="Where",
        help_text="A section always stands behind a whole section; a question also behind a question.",
    )
    mode = forms.ChoiceField(choices=MODES, widget=forms.RadioSelect, label="Copy it or follow it")

    def __init__(self, *args: Any, items: list[ItemVersion], page: TemplatePage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = [(str(version.item_id), _words(version)) for version in items]
        places = [(part.place, f"Behind {part.label}") for part in parts_of(page.written().template)]
        self.fields["after"].choices = [(BEGINNING, "At the very beginning"), *places]
        self.fields["after"].initial = places[-1][0] if places else BEGINNING


def _words(version: ItemVersion) -> str:
    item = version.as_item(version.organisation.name)
    asks = ", ".join(question.title for section in asked_by(item) for question in section.questions)
    return (
        f"{version.title} ({KIND_WORDS[version.kind].lower()} of {version.organisation.name}, version "
        f"{version.number}). Asks: {asks}. Locked when followed: {locked_words(item)}."
    )


class KeepForm(forms.Form):
    """What to keep, and as what."""

    part = forms.ChoiceField(label="What to keep")
    item = forms.ChoiceField(
        required=False,
        label="As",
        help_text="Forms that follow an item are offered its next version; they change only when somebody "
        "takes it over.",
    )
    title = forms.CharField(
        required=False,
        max_length=255,
        label="Name in the library",
        help_text="Leave empty: it is called as here.",
    )
    description = forms.CharField(
        required=False, label="What it is for", widget=forms.Textarea(attrs={"rows": 2})
    )
    locks = forms.MultipleChoiceField(
        required=False,
        choices=[(lock, capfirst(words)) for lock, words in LOCKS.items()],
        widget=forms.CheckboxSelectMultiple,
        label="Lock for those who follow it",
        help_text="What you tick can’t be changed in a form that follows it. Whoever copies it may change "
        "everything. A next version locks what the one before locked: change that on the item’s page.",
    )
    note = forms.CharField(required=False, max_length=500, label="What is new in this version")

    def __init__(self, *args: Any, page: TemplatePage, **options: Any) -> None:
        super().__init__(*args, **options)
        parts = [(part.place, part.label) for part in parts_of(page.written().template)]
        self.fields["part"].choices = [("", "The whole form"), *parts]
        self.fields["part"].required = False
        own = own_items(page.organisation).filter(withdrawn_at=None)
        self.fields["item"].choices = [
            ("", "A new item"),
            *((str(item.pk), f"The next version of {item.title}") for item in own),
        ]
        self.template = page.written().template
        self.measures = offers_for(page.organisation).measures
        self.own = {str(item.pk): item for item in own}

    def clean(self) -> dict[str, Any]:
        """Refuse what couldn't be used elsewhere, and a version that is of another kind than its item."""
        cleaned = super().clean()
        if "part" not in cleaned:
            return cleaned
        found = kept(self.template, cleaned["part"])
        item = self.own.get(cleaned.get("item") or "")
        if item is not None and item.kind != found.kind:
            self.add_error(
                "item",
                f"“{item.title}” is a {KIND_WORDS[item.kind].lower()}, and what you keep is a "
                f"{KIND_WORDS[found.kind].lower()}.",
            )
        for problem in check(alone(_as_item(found)), self.measures)[:5]:
            self.add_error("part", f"{problem.message} Put that right in the form first.")
        cleaned["kept"], cleaned["item"] = found, item
        return cleaned


def _as_item(found: Kept) -> Item:
    return Item(
        id="", version=1, kind=found.kind, key=found.key, part=found.part, required=found.required, title="-"
    )


@require_safe
@of_page(writes=False)
def index(request: HttpRequest, page: TemplatePage) -> HttpResponse:
    """What the form has from a library, and how it stands."""
    uses = uses_of(page)
    context = {
        **page_context(page, TAB, f"{page.title} and the library", "folder-open-inverse"),
        "uses": uses,
        "broken": [use for use in uses if use.breaks],
        "may_write": may_write(request, page),
        "library_url": reverse("aimwell_library", args=[page.organisation.slug]),
    }
    return render(request, "aimwell_authoring/form_library.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_page(writes=True)
def add(request: HttpRequest, page: TemplatePage) -> HttpResponse:
    """Put an item of the library into the form."""
    items = [version for version in newest_versions(page.organisation) if version.kind != TEMPLATE]
    form = AddForm(
        request.POST if request.method == "POST" else None,
        items=items,
        page=page,
        initial={"item": request.GET.get("item"), "mode": COPY},
    )
    if request.method == "POST" and is_free(request, page) and form.is_valid():
        chosen = form.cleaned_data
        version = next(one for one in items if str(one.item_id) == chosen["item"])
        after = "" if chosen["after"] == BEGINNING else chosen["after"]
        item = version.as_item(version.organisation.name)
        template, place = inserted(page.written().template, item, chosen["mode"], after, _retired(page))
        redraft(page, template)
        page.save_revision(user=request.user, log_action=True)
        words = "follows" if chosen["mode"] == FOLLOW else "is a copy of"
        messages.success(
            request,
            f"“{version.title}” is in the draft. It {words} version {version.number} of {item.named}.",
        )
        return redirect(_editor_at(page, place))
    return _page(request, page, "form_library_add.html", "Add from the library", form, items=items)


def _retired(page: TemplatePage) -> frozenset[str]:
    """Names under which there are old answers to questions that are gone: nothing new may be called so."""
    if not page.is_in_library:
        return frozenset()
    present = page.written().keys
    return frozenset(key for block, key in page.publication.keys.items() if block not in present)


def _editor_at(page: TemplatePage, place: str) -> str:
    block = page.written().places.get(place, "")
    return f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#block-{block}-section"


@require_http_methods(["GET", "HEAD", "POST"])
@of_page(writes=True)
def keep(request: HttpRequest, page: TemplatePage) -> HttpResponse:
    """Keep a part of the form, or the whole of it, in the library."""
    form = KeepForm(request.POST if request.method == "POST" else None, page=page)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        found, item = chosen["kept"], chosen["item"]
        title = chosen["title"] or (item.title if item else _title_of(page, chosen["part"]))
        version = keep_item(
            page.organisation,
            found,
            title=title,
            description=chosen["description"],
            locks=item.versions.first().locks if item else chosen["locks"],
            by=request.user,
            item=item,
            note=chosen["note"],
        )
        left_out = f" Left out, because it only makes sense here: {', '.join(found.left_out)}."
        messages.success(
            request,
            f"“{title}” is in the library, version {version.number}.{left_out if found.left_out else ''}",
        )
        return redirect("aimwell_library_item", page.organisation.slug, version.item_id)
    return _page(request, page, "form_library_keep.html", "Keep in the library", form)


def _title_of(page: TemplatePage, place: str) -> str:
    titles = {part.place: part.title for part in parts_of(page.written().template)}
    return titles.get(place, page.title)[:255]


def is_free(request: HttpRequest, page: TemplatePage) -> bool:
    """Whether the page may be changed now: nobody has locked it, and it isn't with an approver."""
    if not page.permissions_for_user(request.user).page_locked():
        return True
    messages.error(
        request,
        "This form is locked, or waits for approval. Undo that first: nothing was changed.",
    )
    return False


def _page(
    request: HttpRequest, page: TemplatePage, template: str, title: str, form: forms.Form, **more: Any
) -> HttpResponse:
    context = {
        **page_context(page, TAB, title, "folder-open-inverse"),
        "form": form,
        "library_url": reverse("aimwell_library", args=[page.organisation.slug]),
        **more,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"aimwell_authoring/{template}", context, status=status)
