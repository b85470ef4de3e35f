"""What the page of one step shows."""

from __future__ import annotations

import json
import secrets
from typing import Any

from aimwell.formschema.languages.speech import speech
from aimwell.people.merging import kept_of
from aimwell.records.models import Draft
from aimwell.records.wizard import earlier, languages, offering
from aimwell.records.wizard.filling import Page, answers_elsewhere, fill_section
from aimwell.records.wizard.markup import section_markup
from aimwell.records.wizard.sectionform import SectionForm
from aimwell.records.wizard.steps import CHECK, Stage, status_of, step_of


def context(wizard: Any, form: SectionForm) -> dict[str, Any]:
    """The context of templates/wizard/step.jinja."""
    request, draft, section = wizard.request, wizard.draft, form.section
    returning = CHECK if CHECK in (request.GET.get("from"), request.POST.get("from")) else ""
    is_checked = form.data is not None or returning
    beside = earlier.beside(draft, section)
    page = Page(
        entry=form.entry,
        pruned=form.whole.answers,
        worked={worked.question.pointer: worked for worked in form.whole.worked},
        errors=form.errors if is_checked else {},
        added=request.GET.get("add", ""),
        beside=beside.by_pointer,
        origins=beside.by_row,
        offers=offering.offered(draft, section, form.entry),
    )
    questions = fill_section(section, section_markup(draft.version, section.key, draft.language), page)
    unplaced = page.errors.keys() - page.placed
    return {
        **languages.context(draft),
        "draft": draft,
        "person": kept_of(draft.person),
        "section": section,
        "questions": questions,
        "faults": page.faults,
        "other_faults": [page.errors[pointer] for pointer in page.errors if pointer in unplaced],
        "stages": stages(wizard),
        "number": wizard.steps.step1,
        "count": wizard.steps.count,
        "is_first": wizard.steps.first == wizard.steps.current,
        "returning": returning,
        "elsewhere": json.dumps(answers_elsewhere(section, form.whole.answers), ensure_ascii=False),
        "saves": json.dumps(_saves(draft)),
        "page_id": secrets.token_hex(8),
        "step": wizard.steps.current,
        "check": CHECK,
    }


def _saves(draft: Draft) -> dict[str, dict[str, Any]]:
    """Which save of which page the server has of each step: the browser then drops what it keeps of it."""
    return {
        step_of(section): {"page": saved.get("page", ""), "number": saved.get("number", 0)}
        for section in draft.version.outline.sections
        if (saved := draft.sections.get(section.key))
    }


def stages(wizard: Any) -> list[Stage]:
    """The sections that are asked, with how far each is, and the check."""
    current, say = wizard.steps.current, speech(wizard.draft.outline.language)
    return [
        Stage(
            step=step,
            title=say("Check your answers") if step == CHECK else wizard.sections[step].title,
            lang="" if step == CHECK else wizard.sections[step].lang_of("title"),
            url=wizard.get_step_url(step),
            is_current=step == current,
            status="" if step == CHECK else status_of(wizard.draft, wizard.sections[step]),
        )
        for step in wizard.get_form_list()
    ]
