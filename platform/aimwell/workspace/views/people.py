"""Add a person, change their details, say who works with them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.people.careroles import roles_of, set_roles
from aimwell.people.models import CareRole, CareTeamMember, Person
from aimwell.workspace.forms import CareRolesForm, CareTeamForm, PartnerForm, PersonForm
from aimwell.workspace.merged import MergedAway


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new person; whoever adds them is proposed as key worker."""
    form = PersonForm(
        request.POST or None,
        organisation=request.organisation,
        instance=Person(organisation=request.organisation),
        initial={"key_worker": request.user.pk},
    )
    if form.is_valid():
        person = form.save()
        messages.success(request, f"{person} is added.")
        return redirect("workspace:person", organisation=request.organisation.slug, person=person.pk)
    return render(request, "workspace/person_form.jinja", {"form": form, "person": None})


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, person: int) -> HttpResponse:
    """Change a person's details."""
    found = person_or_404(request, person)
    form = PersonForm(request.POST or None, organisation=request.organisation, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, f"The details of {found} are saved.")
        return redirect("workspace:person", organisation=request.organisation.slug, person=found.pk)
    # A refused form has already put what was typed on the instance; the page is named after what is stored.
    stored = person_or_404(request, person) if form.errors else found
    return render(request, "workspace/person_form.jinja", {"form": form, "person": stored})


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def care_team(request: HttpRequest, person: int) -> HttpResponse:
    """Who works with a person beside the key worker; add somebody."""
    found = person_or_404(request, person)
    form = CareTeamForm(
        request.POST or None,
        person=found,
        instance=CareTeamMember(organisation=request.organisation, person=found),
    )
    if form.is_valid():
        added = form.save()
        messages.success(request, f"{added.user} is in the care team of {found}.")
        return redirect("workspace:care-team", organisation=request.organisation.slug, person=found.pk)
    team = found.care_team.select_related("user").order_by("user__last_name", "user__first_name")
    context = {"person": found, "team": team, "form": form, "roles": roles_of(request.organisation)}
    return render(request, "workspace/care_team.jinja", context)


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: HttpRequest, person: int) -> HttpResponse:
    """Add somebody of another agency to the care team. They see nothing here."""
    found = person_or_404(request, person)
    roles = roles_of(request.organisation)
    form = PartnerForm(
        request.POST or None,
        instance=CareTeamMember(organisation=request.organisation, person=found),
        roles=[*roles[CareRole.Kind.PARTNER], *roles[CareRole.Kind.LIVED_EXPERIENCE]],
    )
    if form.is_valid():
        added = form.save()
        messages.success(request, f"{added.called} is in the care team of {found}.")
        return redirect("workspace:care-team", organisation=request.organisation.slug, person=found.pk)
    return render(request, "workspace/care_team_partner.jinja", {"person": found, "form": form})


@member(May.RUN_SERVICE)
@require_http_methods(["GET", "HEAD", "POST"])
def care_roles(request: HttpRequest) -> HttpResponse:
    """The roles to choose from in care teams."""
    roles = roles_of(request.organisation)
    initial = {kind: "\n".join(names) for kind, names in roles.items()}
    form = CareRolesForm(request.POST or None, initial=initial)
    if form.is_valid():
        set_roles(request.organisation, form.cleaned_data)
        messages.success(request, "The roles are saved. Care teams keep what was chosen before.")
        return redirect("workspace:care-roles", organisation=request.organisation.slug)
    return render(request, "workspace/care_roles.jinja", {"form": form})


@member(May.WRITE_RECORDS)
@require_POST
def leave_care_team(request: HttpRequest, person: int, colleague: int) -> HttpResponse:
    """Take somebody out of a person's care team."""
    found = get_object_or_404(
        CareTeamMember.objects.select_related("user", "person"),
        organisation=request.organisation,
        person=person,
        pk=colleague,
    )
    found.delete()
    messages.success(request, f"{found.called} is no longer in the care team of {found.person}.")
    return redirect("workspace:care-team", organisation=request.organisation.slug, person=person)


def person_or_404(request: HttpRequest, person: int) -> Person:
    """A person of the organisation that the request acts for.

    Raises MergedAway where they were merged into another entry, which leads there.
    """
    people = Person.objects.select_related("key_worker", "service")
    found = get_object_or_404(people, organisation=request.organisation, pk=person)
    if found.merged_into is not None:
        raise MergedAway(found, found.merged_into)
    found.organisation = request.organisation
    return found
