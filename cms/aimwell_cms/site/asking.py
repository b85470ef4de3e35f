"""Ask for help online: the organisation's live request form on one page, for everybody, without scripts.

Nothing of it is kept in a session: a request is either received, or it is in the page that is being typed.
"""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.formschema import fed, prune, shown
from aimwell.formschema.alerts import alerts_in
from aimwell.formschema.languages.speech import speech
from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation
from aimwell.organisations.scope import acting_for
from aimwell.pathway.incoming import live_request_form, receive
from aimwell.people import nhsnumber
from aimwell.records.drafts import Entry
from aimwell.records.faults import faults_of
from aimwell.records.wizard.fields import read_section
from aimwell.records.wizard.filling import Page, fill_section
from aimwell.records.wizard.markup import section_markup
from aimwell.workspace.forms import DateOfParts
from aimwell_cms.site.pages.ask import AskForHelpPage

ACTION = "ask_for_help"
"""Whose rate is limited, by address, in ACCOUNT_RATE_LIMITS."""


class AboutForm(forms.Form):
    """For whom help is asked. ``website`` is a trap: people don't see it, and programs fill it in."""

    given = forms.CharField(
        label="First name", max_length=100, error_messages={"required": "Enter the first name."}
    )
    family = forms.CharField(
        label="Last name", max_length=100, error_messages={"required": "Enter the last name."}
    )
    born = DateOfParts(
        label="Date of birth",
        help_text="For example, 27 3 1948",
        error_messages={
            "required": "Enter the date of birth.",
            "invalid": "Enter a real date of birth, like 27 3 1948.",
        },
    )
    nhs_number = forms.CharField(
        label="NHS number",
        max_length=20,
        required=False,
        help_text="10 digits. Leave it empty when you don’t know it.",
    )
    website = forms.CharField(required=False)

    def clean_born(self) -> Any:
        born = self.cleaned_data["born"]
        if born > localdate():
            raise ValidationError("The date of birth must be in the past.")
        return born

    def clean_nhs_number(self) -> str:
        number = self.cleaned_data["nhs_number"].strip()
        try:
            return nhsnumber.normalise(number) if number else ""
        except ValueError as fault:
            raise ValidationError(str(fault)) from None

    def about(self) -> dict[str, str]:
        """What is kept of it."""
        given = self.cleaned_data
        told = {name: given[name] for name in ("given", "family", "nhs_number")}
        return {**told, "born": given["born"].isoformat()}


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, organisation: str) -> HttpResponse:
    """The form; sent once, it is shown again to be checked, with what follows from the answers; then kept."""
    page, found = _open_or_404(organisation)
    request.organisation = found
    if request.method == "POST" and not ratelimit.consume(request, action=ACTION):
        return ratelimit.respond_429(request)
    with acting_for(found):
        version = live_request_form(found)
        if version is None:
            raise Http404("No form is live.")
        return _asked(request, page, version)


def _asked(request: HttpRequest, page: AskForHelpPage, version: TemplateVersion) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    about = AboutForm(posted, auto_id="%s")
    entries = {
        section.key: read_section(section, posted) if posted is not None else Entry(answers={}, unread={})
        for section in version.outline.sections
    }
    answers = {key: dict(entry.answers) for key, entry in entries.items()}
    unread = {pointer: text for entry in entries.values() for pointer, text in entry.unread.items()}
    pruned = prune(version.schema, answers)
    errors = (
        {}
        if posted is None
        else {fault.pointer: fault.message for fault in faults_of(version, answers, unread)}
    )
    fine = posted is not None and about.is_valid() and not errors
    if fine and about.cleaned_data["website"]:
        # A program: it is told what people are told, and nothing is kept.
        return redirect("ask-sent", organisation=request.organisation.slug, reference="0000-0000")
    if fine and posted.get("checked") == "yes":
        kept = receive(version, about.about(), pruned)
        return redirect("ask-sent", organisation=request.organisation.slug, reference=kept.reference)
    return render(
        request,
        "site/ask_online.jinja",
        {
            **page.get_context(request),
            "about": about,
            "checking": fine,
            "alarming": bool(alerts_in(fed(version.outline, pruned).get("alert"))),
            **_filled(version, entries, pruned, errors),
        },
    )


def _filled(
    version: TemplateVersion, entries: dict[str, Entry], pruned: Any, errors: dict[str, str]
) -> dict[str, Any]:
    """The sections' questions as markup, and what is wrong with them."""
    sections, faults, placed = [], [], set()
    for section in version.outline.sections:
        if section.when is not None and not shown(section, pruned):
            continue
        filling = Page(entry=entries[section.key], pruned=pruned, errors=errors)
        questions = fill_section(section, section_markup(version, section.key), filling)
        sections.append({"section": section, "questions": questions})
        faults += filling.faults
        placed |= filling.placed
    return {
        "form": version.outline,
        "say": speech(version.outline.language),
        "sections": sections,
        "faults": faults,
        "other_faults": [message for pointer, message in errors.items() if pointer not in placed],
    }


@require_GET
def sent(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """What happens next, and the reference. It tells nothing of any request: it repeats the address."""
    page, found = _open_or_404(organisation)
    request.organisation = found
    return render(request, "site/ask_sent.jinja", {**page.get_context(request), "reference": reference})


def _open_or_404(organisation: str) -> tuple[AskForHelpPage, Organisation]:
    """The page on which an organisation has switched asking online on."""
    found = get_object_or_404(Organisation, slug=organisation)
    home = getattr(found, "page", None)
    pages = AskForHelpPage.objects.live().public().filter(online_form=True)
    page = pages.descendant_of(home).first() if home is not None else None
    if page is None:
        raise Http404("No such page.")
    return page, found
