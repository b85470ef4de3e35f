"""What an organisation calls the eight aims of an episode."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.pathway.aims import aims_of, word_aims
from aimwell.pathway.models import AimWording
from aimwell.pathway.rules.aims import DEFAULTS

NEWEST = 50


class AimForm(forms.Form):
    """The words for one aim."""

    label = forms.CharField(max_length=60, label="What we call it", error_messages={"required": "Name it."})
    intent = forms.CharField(
        max_length=300,
        label="What it is for",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in a sentence what it is for."},
    )

    @property
    def succeeds(self) -> str:
        """When the aim succeeds, whatever it is called."""
        return DEFAULTS[str(self.prefix)].succeeds


@require_http_methods(["GET", "HEAD", "POST"])
@member(May.MANAGE_PLUGINS)
def aims(request: HttpRequest) -> HttpResponse:
    """Show the aims in the organisation's words, and take others in, each with who and when."""
    organisation = request.organisation
    sent = request.method == "POST" and "defaults" not in request.POST
    rows = [
        AimForm(
            request.POST if sent else None,
            prefix=code,
            initial={"label": aim.label, "intent": aim.intent},
            use_required_attribute=False,
        )
        for code, aim in aims_of(organisation).items()
    ]
    if "defaults" in request.POST:
        return _kept(request, {code: (aim.label, aim.intent) for code, aim in DEFAULTS.items()})
    # Each is asked, so that each shows what is wrong with it.
    valid = [row.is_valid() for row in rows]
    if sent and all(valid) and not _alike(rows):
        words = {row.prefix: (row.cleaned_data["label"], row.cleaned_data["intent"]) for row in rows}
        return _kept(request, words)
    context: dict[str, Any] = {
        "organisation": organisation,
        "rows": rows,
        "history": AimWording.objects.filter(organisation=organisation).select_related("set_by")[:NEWEST],
        "header_title": "Aims",
        "header_icon": "order",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": "", "label": f"Aims of {organisation.name}"},
        ],
    }
    return render(request, "aimwell_authoring/aims.html", context, status=422 if sent else 200)


def _alike(rows: list[AimForm]) -> bool:
    """Whether two aims have the same name; says so beside the second."""
    seen: set[str] = set()
    for row in rows:
        label = row.cleaned_data["label"].casefold()
        if label in seen:
            row.add_error("label", "Another aim is called this already.")
        seen.add(label)
    return len(seen) < len(rows)


def _kept(request: HttpRequest, words: dict[str, tuple[str, str]]) -> HttpResponse:
    changed = word_aims(request.organisation, words, request.user)
    told = (
        f"{changed} of the aims {'has' if changed == 1 else 'have'} new words." if changed else "No change."
    )
    messages.success(request, told)
    return redirect("aimwell_aims", request.organisation.slug)
