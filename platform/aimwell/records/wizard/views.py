"""Step through a draft: one section a step, then the check of the answers and the signature."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from formtools.wizard.views import NamedUrlWizardView

from aimwell.formschema import Section
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.organisations.viewlog import note_view
from aimwell.people.merging import kept_of
from aimwell.records.drafts import Conflict, Saved, Source, save_section
from aimwell.records.wizard import checking, conflicts, languages, offering, page, pressing
from aimwell.records.wizard.finding import find_draft, instead_of_draft
from aimwell.records.wizard.sectionform import CheckForm, SectionForm
from aimwell.records.wizard.source import source_of
from aimwell.records.wizard.steps import CHECK, SIGNED, is_asked, resume_at, sections_by_step, url_of_step

NOT_NOW = offering.ACTIONS | {"back", "leave", "stay", "goto", "add", "remove", "ask", "resolve", "language"}
"""Buttons that save and lead away from a step without asking whether it is complete."""


class DraftWizard(NamedUrlWizardView):
    """Django-formtools' walk through the steps; the draft's row keeps every answer."""

    storage_name = "aimwell.records.wizard.storage.DraftStorage"
    url_name = "workspace:draft-step"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the draft (locked when something is about to be saved) and list its sections as steps."""
        super().setup(request, *args, **kwargs)
        self.draft = find_draft(kwargs["token"], lock=request.method == "POST")
        if self.draft is None:
            return
        self.draft.organisation = request.organisation
        self.sections = sections_by_step(self.draft)
        self.form_list = {**dict.fromkeys(self.sections, SectionForm), CHECK: CheckForm}
        self.condition_dict = {
            step: self._condition(section)
            for step, section in self.sections.items()
            if section.when is not None
        }

    def _condition(self, section: Section) -> Any:
        return lambda wizard: is_asked(self.draft, section)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show or save the step; a draft that was signed meanwhile leads to its record."""
        if self.draft is None:
            return instead_of_draft(request, kwargs["token"])
        return super().dispatch(request, *args, **kwargs)

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return f"draft{self.draft.pk}"

    def get_step_url(self, step: str) -> str:
        return url_of_step(self.request.organisation.slug, self.draft, step)

    def get_form_kwargs(self, step: str | None = None) -> dict[str, Any]:
        return {"draft": self.draft, "section": self.sections.get(step or self.steps.current)}

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the step; one that isn't asked (any more) leads to where the draft goes on."""
        if kwargs["step"] not in self.get_form_list():
            return redirect(self.get_step_url(resume_at(self.draft)))
        if self.draft.saved_by_id != self.request.user.pk:
            note_view(self.request, kept_of(self.draft.person))
        return super().get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save what was typed, whatever is wrong with it; then go where the button leads."""
        step = kwargs["step"]
        if step not in self.get_form_list():
            return redirect(self.get_step_url(resume_at(self.draft)))
        self.storage.current_step = step
        if step == CHECK:
            return checking.act(self)
        action, _, target = self.request.POST.get("action", "next").partition(":")
        form = self.get_form(step, data=pressing.typed(self.request.POST, action, target))
        complete = action not in NOT_NOW and form.is_valid()
        saved = self._save(form, action, complete)
        if isinstance(saved, Conflict):
            return conflicts.show(self, form, saved)
        if action in offering.ACTIONS:
            offering.act(self.request, self.draft, form.section, action, target)
        self._forget_form_list()
        if action in NOT_NOW:
            return self._leave(action, target)
        if not complete:
            return self.render(form)
        if self.request.POST.get("from") == CHECK:
            return redirect(self.get_step_url(CHECK))
        return self.render_next_step(form)

    def _save(self, form: SectionForm, action: str, complete: bool) -> Saved | Conflict:
        source, entry = source_of(self.request), form.entry
        if action == "resolve":
            chosen = conflicts.chosen(self.draft, form, self.request.POST)
            if chosen is None:  # A choice is missing: it stays a conflict.
                source = Source(base=0)
            else:
                source, entry = replace(source, base=self.draft.revision), chosen
        return save_section(
            self.draft, form.section, entry, source=source, user=self.request.user, complete=complete
        )

    def _forget_form_list(self) -> None:
        # What was saved may change which sections are asked.
        self.__dict__.pop("_resolved_form_list", None)

    def _leave(self, action: str, target: str) -> HttpResponse:
        step = self.steps.current
        if action == "leave":
            messages.success(self.request, "Your answers are saved. You can come back to them at any time.")
            person = kept_of(self.draft.person)
            return redirect("workspace:person", organisation=self.request.organisation.slug, person=person.pk)
        if action == "language":
            self._speak(target)
        if action == "back":
            return redirect(self.get_step_url(self.get_prev_step(step) or step))
        if action == "goto":
            return redirect(self.get_step_url(target if target in self.get_form_list() else step))
        return redirect(f"{self.get_step_url(step)}{pressing.place_of(action, target) or ''}")

    def _speak(self, tag: str) -> None:
        language = languages.chosen_language(self.draft.version, tag)
        if language is not None:
            self.draft.language = language
            self.draft.save(update_fields=["language"])

    def get_template_names(self) -> list[str]:
        return ["wizard/check.jinja" if self.steps.current == CHECK else "wizard/step.jinja"]

    def get_context_data(self, form: SectionForm, **kwargs: Any) -> dict[str, Any]:
        """What the template shows."""
        if self.steps.current == CHECK:
            return checking.context(self, **kwargs)
        return page.context(self, form)


draft_step = member(May.WRITE_RECORDS)(
    DraftWizard.as_view([(CHECK, CheckForm)], url_name="workspace:draft-step", done_step_name=SIGNED)
)


@member(May.WRITE_RECORDS)
def resume(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Go on where the draft was left."""
    draft = find_draft(token)
    if draft is None:
        return instead_of_draft(request, token)
    note_view(request, kept_of(draft.person))
    return redirect(url_of_step(request.organisation.slug, draft, resume_at(draft)))
