"""The page of an act: a form is checked, the act recorded where it is legal, and a message says so."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from aimwell.contracts import Json
from aimwell.organisations.models import User
from aimwell.pathway.acting import perform
from aimwell.pathway.models import Act
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.rules.moving import Refusal
from aimwell.pathway.stream import events_of
from aimwell.people.models import Person


class ActForm(forms.Form):
    """What is entered on the page of an act. A subclass names its ``kind`` and makes ``said`` of its fields.

    ``token`` is made with the page, so that sending it twice makes one act.
    """

    kind: ClassVar[str]
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The ids of the fields are their names: an error links to its field.
        super().__init__(*args, auto_id="%s", **kwargs)

    def said(self) -> dict[str, Json]:
        """What the act tells, as its move reads it."""
        # Forms have a metaclass of their own, so this can't be an abstract method. A subclass that records
        # its act in another way (an undo) never comes here; one that forgot must not record an empty act.
        raise NotImplementedError

    def record(self, person: Person, user: User) -> Act:
        """Record the act. Raises Refusal where it isn't legal."""
        return perform(
            person,
            self.kind,
            self.said(),
            by=user,
            why=self.cleaned_data.get("why", ""),
            token=self.cleaned_data["token"],
        )


def act_page(
    request: HttpRequest,
    person: Person,
    form: ActForm,
    *,
    heading: str,
    button: str,
    done: str,
    template: str = "workspace/pathway/act.jinja",
    back: str = "pathway",
    **context: Any,
) -> HttpResponse:
    """Show the page of an act; when it is sent, record the act and go back: ``back`` names the page.

    What is wrong, or why the act isn't legal, is said at the top; nothing that was typed is lost. What the
    person wants stands above it: a page that has the ``story`` already hands it on.
    """
    if form.is_bound and form.is_valid():
        try:
            form.record(person, request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, done)
            return redirect(f"workspace:{back}", organisation=request.organisation.slug, person=person.pk)
    if "story" not in context:
        context["story"] = fold(events_of(person))
    return render(
        request,
        template,
        {"form": form, "person": person, "heading": heading, "button": button, "back": back, **context},
    )
