"""A manager's screens for plugins: what is there, on and off, settings, wording, failures."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from aimwell.contracts import InputFault, InputRefused
from aimwell.organisations.access import member
from aimwell.organisations.models import ContentPackUpload, PluginFailure, PluginUse
from aimwell.organisations.roles import May
from aimwell.plugins.content_pack import read_pack, worded
from aimwell_cms.authoring.plugin_rows import Offered, PluginRow, plugin_row, plugin_rows
from aimwell_cms.authoring.settings_form import SettingsForm, initial_of
from aimwell_cms.authoring.views.starting import FileForm

MOST_FAILURES = 50


class LicenceForm(forms.Form):
    """What an organisation must say before it uses a licensed measure."""

    licence_reference = forms.CharField(
        max_length=200,
        label="Your licence reference",
        help_text="The number or letter by which the rights holder lets you use it.",
    )


class WordingForm(FileForm):
    """The file with the wording."""

    file = forms.FileField(label="Wording file (JSON)", help_text="At most 1 MB.")


@require_safe
@member(May.MANAGE_PLUGINS)
def index(request: HttpRequest) -> HttpResponse:
    """Every installed plugin."""
    return _render(request, "plugins.html", {"rows": plugin_rows(request.organisation)})


@require_safe
@member(May.MANAGE_PLUGINS)
def detail(request: HttpRequest, plugin: str) -> HttpResponse:
    """One plugin."""
    return _detail(request, _row(request, plugin))


@require_POST
@member(May.MANAGE_PLUGINS)
def switch(request: HttpRequest, plugin: str) -> HttpResponse:
    """Switch a plugin on or off. A licensed one asks for the licence first."""
    row = _row(request, plugin)
    if request.POST.get("on") != "true":
        PluginUse.objects.filter(pk=row.use.pk).update(on=False)
        messages.success(request, f"{row.label} is off. Old records keep showing.")
        return redirect("aimwell_plugin", request.organisation.slug, plugin)
    reference = row.use.licence_reference
    if row.needs_licence:
        form = LicenceForm(request.POST)
        if not form.is_valid():
            return _detail(request, row, licence_form=form, status=422)
        reference = form.cleaned_data["licence_reference"]
    PluginUse.objects.update_or_create(
        organisation=request.organisation,
        plugin=plugin,
        defaults={"on": True, "licence_reference": reference},
    )
    messages.success(request, f"{row.label} is on.")
    return redirect("aimwell_plugin", request.organisation.slug, plugin)


@require_http_methods(["GET", "HEAD", "POST"])
@member(May.MANAGE_PLUGINS)
def settings(request: HttpRequest, plugin: str, offer: str) -> HttpResponse:
    """Set an offer for the organisation."""
    row = _row(request, plugin)
    offered = _offered(row, offer)
    schema = offered.offer.settings
    if request.method == "POST":
        form = SettingsForm(schema, request.POST)
        if form.is_valid():
            use, _ = PluginUse.objects.get_or_create(organisation=request.organisation, plugin=plugin)
            use.settings = {**use.settings, offer: form.chosen}
            use.save(update_fields=["settings"])
            messages.success(request, f"The settings of {offered.offer.label} are saved.")
            return redirect("aimwell_plugin", request.organisation.slug, plugin)
    else:
        form = SettingsForm(schema, initial=initial_of(row.use.settings.get(offer, {})))
    context = {"row": row, "offered": offered, "form": form}
    return _render(request, "plugin_settings.html", context, row, status=422 if form.errors else 200)


@require_POST
@member(May.MANAGE_PLUGINS)
def wording(request: HttpRequest, plugin: str, measure: str) -> HttpResponse:
    """Take in a content pack: the licensed wording of a measure."""
    row = _row(request, plugin)
    offered = _offered(row, measure)
    form = WordingForm(request.POST, request.FILES)
    faults: tuple[InputFault, ...] = ()
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            worded(offered.offer, read_pack(content))
        except InputRefused as refused:
            faults = tuple(refused.faults)
        else:
            ContentPackUpload.objects.create(
                organisation=request.organisation,
                measure=measure,
                text=content.decode(),
                fingerprint=hashlib.sha256(content).hexdigest(),
                uploaded_by=request.user,
            )
            messages.success(request, f"{offered.offer.label} has its wording.")
            return redirect("aimwell_plugin", request.organisation.slug, plugin)
    return _detail(request, row, refused_measure=measure, file_form=form, faults=faults, status=422)


def _row(request: HttpRequest, name: str) -> PluginRow:
    row = plugin_row(request.organisation, name)
    if row is None:
        raise Http404("No such plugin.")
    return row


def _offered(row: PluginRow, name: str) -> Offered:
    for offered in row.offers:
        if offered.offer.name == name:
            return offered
    raise Http404("No such offer.")


def _detail(request: HttpRequest, row: PluginRow, *, status: int = 200, **more: Any) -> HttpResponse:
    failures = PluginFailure.objects.filter(organisation=request.organisation, plugin=row.plugin.name)
    context = {
        "row": row,
        "failures": failures[:MOST_FAILURES],
        "licence_form": LicenceForm(initial={"licence_reference": row.use.licence_reference}),
        "file_form": WordingForm(),
        **more,
    }
    return _render(request, "plugin.html", context, row, status)


def _render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    row: PluginRow | None = None,
    status: int = 200,
) -> HttpResponse:
    slug = request.organisation.slug
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {"url": reverse("aimwell_plugins", args=[slug]), "label": f"Plugins of {request.organisation.name}"},
    ]
    if row is not None:
        trail.append({"url": reverse("aimwell_plugin", args=[slug, row.plugin.name]), "label": row.label})
    more = {
        "organisation": request.organisation,
        "header_title": row.label if row else "Plugins",
        "header_icon": "plus-inverse",
        "breadcrumbs_items": trail,
    }
    return render(request, f"aimwell_authoring/{template}", {**more, **context}, status=status)
