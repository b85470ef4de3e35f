"""The page on which one condition of a template is edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import strip_tags
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Revision

from aimwell.formschema.conditions import ConditionFault, parse
from aimwell.formschema.outline import Outline, Question, Section
from aimwell.formschema.outlining import outline
from aimwell.formschema.shape import FULL, note
from aimwell.formschema.wording import words
from aimwell_cms.authoring.convert.placing import every
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.routes.asked import asked_before
from aimwell_cms.authoring.routes.condition_form import ConditionForm, posted_form, shown_form
from aimwell_cms.authoring.routes.lines import Lines, condition_of, lines_of
from aimwell_cms.authoring.routes.saving import save_condition
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.pages import page_for

Json = Any


@dataclass(frozen=True, kw_only=True)
class _Edited:
    """The section or question whose condition is edited, in its template."""

    page: TemplatePage
    block: str
    sketch: Outline
    item: Section | Question
    when: Json
    is_on_full_path: bool
    """Whether it is asked only on the full path, whatever its condition."""

    @property
    def question(self) -> Question | None:
        """The question, where it is one."""
        return self.item if isinstance(self.item, Question) else None

    def in_words(self, when: Json) -> str:
        """A condition of it in words."""
        if when is None:
            return "Always asked"
        try:
            return words(parse(when), self.sketch, self.question)
        except ConditionFault as fault:
            return f"A condition that can’t be read: {fault.message}"


@require_http_methods(["GET", "HEAD", "POST"])
def condition(request: HttpRequest, page_id: int, block: UUID) -> HttpResponse:
    """Edit one condition. Every button posts the whole form; only “Save” keeps it, as a new draft."""
    if request.method == "POST":
        # Held until all is done, so that nobody else saves in between.
        TemplatePage.objects.select_for_update(of=("self",)).filter(pk=page_id).first()
    page = page_for(request, page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    edited = _edited(page, str(block))
    asked = asked_before(edited.sketch, edited.item.pointer)
    lines = lines_of(edited.when)
    before = shown_form(lines or Lines(), asked)
    if request.method != "POST":
        return _render(request, edited, before)
    form = posted_form(request.POST, asked)
    action = request.POST.get("do", "save")
    if action == "always":
        return _save(request, edited, None, form)
    if action != "save":
        form.change(action)
        return _render(request, edited, form, is_checked=False)
    if form.errors:
        return _render(request, edited, form, status=422)
    said = form.lines()
    if said == before.lines() and (lines is not None or not said.parts):
        messages.info(request, f"Nothing was changed: the condition of ‘{edited.item.title}’ is as it was.")
        return redirect(_back(edited))
    return _save(request, edited, condition_of(said), form)


def _edited(page: TemplatePage, block: str) -> _Edited:
    written = page.written()
    place = next((place for place, found in written.places.items() if found == block), None)
    known = {found.get("id") for found in every(page.form.sections) if "when" in found["value"]}
    if place is None or block not in known:
        raise Http404("No such question.")
    part: Json = written.template
    for step in place.split("/")[1:]:
        part = part[step.replace("~1", "/").replace("~0", "~")]
    sketch = outline(written.template)
    return _Edited(
        page=page,
        block=block,
        sketch=sketch,
        item=_item(sketch, place),
        when=note(part).get("when"),
        is_on_full_path=note(part).get("path") == FULL,
    )


def _item(sketch: Outline, place: str) -> Section | Question:
    """What stands at a place of the template."""
    steps = place.replace("/items", "/*").replace("/properties", "")
    flat = f"/{sketch.sections[0].key}{steps}"
    found = sketch.question(steps) or sketch.question(flat) or sketch.section(steps[1:])
    if found is None:
        raise Http404("No such question.")
    return found


def _save(request: HttpRequest, edited: _Edited, when: Json, form: ConditionForm) -> HttpResponse:
    page = edited.page
    if (refused := _locked(request, page)) or (refused := _conflict(request, page)):
        return _render(request, edited, form, status=409, refused=refused)
    save_condition(page, edited.block, when, request.user)
    title = edited.item.title
    messages.success(
        request,
        f"‘{title}’: {edited.in_words(when)}. It is saved in the draft; practitioners see it once published.",
    )
    return redirect(_back(edited))


def _locked(request: HttpRequest, page: TemplatePage) -> str:
    lock = page.get_lock()
    if lock is None or not lock.for_user(request.user):
        return ""
    return f"Nothing was saved. {strip_tags(lock.get_message(request.user))}"


def _conflict(request: HttpRequest, page: TemplatePage) -> str:
    """Whether somebody saved the form since this page was opened, in words."""
    if request.POST.get("base") == str(page.latest_revision_id):
        return ""
    latest = Revision.objects.filter(pk=page.latest_revision_id).select_related("user").first()
    who = str(latest.user) if latest and latest.user else "Somebody"
    return (
        f"{who} saved this form while you were working here. Nothing of yours is lost, and nothing was saved "
        "yet: look at the condition below, then press “Save” again."
    )


def _back(edited: _Edited) -> str:
    return f"{reverse('aimwell_routes', args=[edited.page.pk])}#route-{edited.block}"


def _render(
    request: HttpRequest,
    edited: _Edited,
    form: ConditionForm,
    *,
    is_checked: bool = True,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    page, title = edited.page, edited.item.title
    context = page_context(page, "aimwell_routes", f"Condition of ‘{title}’", "view")
    trail = context["breadcrumbs_items"]
    trail[-1] = {"url": reverse("aimwell_routes", args=[page.pk]), "label": "Routes"}
    context |= {
        "breadcrumbs_items": [*trail, {"url": "", "label": "Condition"}],
        "edited": edited,
        "form": form,
        "is_checked": is_checked and request.method == "POST",
        "now": edited.in_words(edited.when),
        "is_kept": lines_of(edited.when) is None,
        "base": page.latest_revision_id,
        "back": _back(edited),
        "refused": refused,
    }
    return render(request, "aimwell_authoring/condition.html", context, status=status)
