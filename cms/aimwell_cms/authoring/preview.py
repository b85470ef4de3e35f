"""The live preview: the very form that practitioners see, from what the author typed. Nothing is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from aimwell.formschema import Outline, Section, compile, localised, outline
from aimwell.formschema.languages.speech import speech
from aimwell.records.drafts import Entry
from aimwell.records.wizard.filling import Page, answers_elsewhere, fill_section
from aimwell.records.wizard.markup import render_section_markup
from aimwell_cms.authoring.convert.placing import every
from aimwell_cms.authoring.problems import offers_for, problems_of

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

WHOLE = "whole"
"""The preview of every section; any other mode is the id of a section's block, or begins with IN_LANGUAGE."""

IN_LANGUAGE = "language:"
"""Before the language in which the preview shows the whole form."""


def preview(page: TemplatePage, request: HttpRequest, mode: str) -> HttpResponse:
    """The form, or one section of it; the problems instead while it has any."""
    measures = offers_for(page.organisation).measures
    found = problems_of(page, measures)
    words = {"title": page.title, "organisation": page.organisation}
    if found:
        titles = {block.get("id"): block["value"].get("title") for block in every(page.body.get_prep_value())}
        problems = [{"title": titles.get(told.block) or "", "problem": told.problem} for told in found]
        return render(request, "wizard/preview_problems.jinja", {**words, "problems": problems})
    written = page.written()
    language = mode.removeprefix(IN_LANGUAGE) if mode.startswith(IN_LANGUAGE) else ""
    sketch = outline(localised(compile(written.template, measures), language))
    wanted = written.keys.get(mode)
    shown = [section for section in sketch.sections if mode == WHOLE or section.key == wanted]
    sections = [_filled(sketch, section) for section in shown or sketch.sections]
    context = {**words, "form": sketch, "sections": sections, "say": speech(sketch.language)}
    return render(request, "wizard/preview.jinja", context)


def _filled(sketch: Outline, section: Section) -> dict[str, object]:
    """A section as it is before anything is answered."""
    empty = Page(entry=Entry(answers={}, unread={}), pruned={})
    return {
        "section": section,
        "questions": fill_section(section, render_section_markup(sketch, section), empty),
        "elsewhere": json.dumps(answers_elsewhere(section, {}), ensure_ascii=False),
    }
