"""The decision tables that an organisation keeps: the list, a new one, one from a file, editing."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from aimwell.formschema.json_text import SIZE_LIMIT
from aimwell.organisations.access import member
from aimwell.organisations.models import RuleTable
from aimwell.organisations.roles import May
from aimwell.organisations.table_making import (
    free_table_name,
    new_table,
    rule_name_is_a_plugins,
    save_table,
)
from aimwell.plugins import installed_plugins, offered_tables
from aimwell.ruletables import TableRefused, document_of, read_table
from aimwell_cms.authoring.ruletables.actions import act, empty
from aimwell_cms.authoring.ruletables.editing import edited
from aimwell_cms.authoring.ruletables.fields import document_of as typed_document
from aimwell_cms.authoring.ruletables.rows import TableRow, table_rows, text_of
from aimwell_cms.authoring.ruletables.words import problems_of
from aimwell_cms.authoring.views.rule_pages import base_of, page, row_or_404
from aimwell_cms.authoring.views.starting import FileForm


class BeginForm(forms.Form):
    """A new table, and what it begins with."""

    label = forms.CharField(label="Name of the new table", max_length=200)
    begin_with = forms.ChoiceField(label="Begin with")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        defaults = [(rule.name, rule.label) for rule in offered_tables(installed_plugins())]
        self.fields["begin_with"].choices = [*defaults, ("", "An empty table")]
        self.fields["begin_with"].required = False


class TableFileForm(FileForm):
    """The file of a table."""

    file = forms.FileField(label="Table file (JSON)", help_text="At most 1 MB.")


@require_safe
@member(May.PUBLISH)
def index(request: HttpRequest) -> HttpResponse:
    """Every table of the organisation, and ways to begin one."""
    return _index(request)


@require_POST
@member(May.AUTHOR)
def begin(request: HttpRequest) -> HttpResponse:
    """A new table: empty, or a copy of a default."""
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _index(request, begin_form=form, status=422)
    label, chosen = form.cleaned_data["label"].strip(), form.cleaned_data["begin_with"]
    name = free_table_name(request.organisation, label)
    defaults = {rule.name: rule.table for rule in offered_tables(installed_plugins())}
    document = (
        {**json.loads(defaults[chosen]), "name": name, "label": label} if chosen else empty(name, label)
    )
    table = new_table(request.organisation, name, label, text_of(document), by=request.user)
    messages.success(request, f"“{table.label}” is here as a draft. Nothing is decided by it yet.")
    return redirect("aimwell_rules_edit", request.organisation.slug, name)


@require_POST
@member(May.AUTHOR)
def bring(request: HttpRequest) -> HttpResponse:
    """Install a table out of a file: as a new draft, or as the draft of the table of that name."""
    form = TableFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _index(request, file_form=form, status=422)
    content = form.cleaned_data["file"].read()
    try:
        brought = read_table(content)
    except TableRefused as refused:
        return _index(request, file_form=form, refused=refused.problems, status=422)
    there = RuleTable.objects.filter(organisation=request.organisation, name=brought.name).first()
    if there is not None:
        save_table(there, brought.label, content.decode(), by=request.user)
        messages.success(
            request, f"“{there.label}” was here already: the file is now its draft. Undo brings yours back."
        )
        return redirect("aimwell_rules_edit", request.organisation.slug, there.name)
    name, text = brought.name, content.decode()
    if rule_name_is_a_plugins(name):
        name = free_table_name(request.organisation, brought.label)
        text = text_of({**document_of(brought), "name": name})
    table = new_table(request.organisation, name, brought.label, text, by=request.user)
    messages.success(request, f"“{table.label}” is here as a draft. Try it, then submit it for approval.")
    return redirect("aimwell_rules_edit", request.organisation.slug, name)


def _index(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "rows": table_rows(request.organisation),
        "begin_form": BeginForm(),
        "file_form": TableFileForm(),
        **more,
    }
    return page(request, "rules.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member(May.AUTHOR)
def edit(request: HttpRequest, rules: str) -> HttpResponse:
    """The draft in its fields. Every button saves first, so that nothing typed is lost."""
    row = row_or_404(request, rules)
    if request.method != "POST":
        return _edit(request, row, row.document)
    action = request.POST.get("action", "save")
    document, anchor = act(typed_document(row.document, request.POST), action)
    # A draft that says the same stays as it came, byte for byte.
    text = row.table.text if document == row.document else text_of(document)
    if len(text.encode()) > SIZE_LIMIT:
        messages.error(request, "This is more than a table can hold (1 MB), so it is not saved. Shorten it.")
        return _edit(request, row, document, status=422)
    if request.POST.get("base") != base_of(row.table):
        messages.warning(
            request,
            f"{row.table.changed_by} has saved this table since you opened it. What you see is yours, and is "
            "not saved yet: save again to put it in place of the other, which Undo then brings back.",
        )
        return _edit(request, row, document, status=409)
    save_table(row.table, document["label"], text, by=request.user)
    url = reverse("aimwell_rules_edit", args=[request.organisation.slug, rules])
    if action == "undo":
        if row.table.previous:
            label = json.loads(row.table.previous)["label"]
            save_table(row.table, label, row.table.previous, by=request.user)
            messages.success(request, "The last change is undone. Undo again to have it back.")
        return redirect(url)
    if action == "save":
        messages.success(request, _saved(document))
    return redirect(f"{url}#{anchor}" if anchor else url)


def _saved(document: dict[str, Any]) -> str:
    found = len(problems_of(document))
    if not found:
        return "The draft is saved."
    return (
        f"The draft is saved. {found} thing{'s' if found > 1 else ''} to put right before it can be checked."
    )


def _edit(
    request: HttpRequest, row: TableRow, document: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    cases = reverse("aimwell_rules_try", args=[request.organisation.slug, row.table.name])
    context = {**edited(document, f"{cases}#cases"), "base": base_of(row.table)}
    return page(request, "rules_edit.html", context, row=row, current="aimwell_rules_edit", status=status)
