"""What is wrong with a template, each problem with the block that it stands beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aimwell.contracts import Measure
from aimwell.formschema import Problem, check
from aimwell.organisations.models import Organisation
from aimwell.organisations.offers import Offers, offers_of
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.convert.placing import every
from aimwell_cms.authoring.convert.writing import Written
from aimwell_cms.authoring.following import library_problems

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

# The check's remedies speak of JSON Schema. These speak of what an author sees.
_IN_THE_EDITOR = {
    "no-questions": "Add a question with the plus sign, or delete the section.",
    "options-refused": "Write the answers to choose from, one a line, each once.",
    "group-rows": "Add a question to each row, and let it repeat at most 200 times.",
    "measure-unknown": "Choose a measure that is on, or switch it on under Plugins or Measures.",
    "condition-unknown-question": "Open the condition and choose the question again, or delete it.",
    "condition-later-question": "Choose a question that stands further up, or move this one down.",
    "condition-cycle": "Delete one of the conditions.",
    "condition-malformed": "Open the condition and choose a question, a comparison and an answer.",
    "key-refused": "Empty “Name in exports”, behind the cog: it is then made from the question.",
    "limits-crossed": "Correct one of the two numbers.",
    "path-without-choice": "Put “Short or full” before it, or untick “Only on the full path”.",
    "prefill-malformed": "Choose what is offered, behind the cog, or choose “Nothing is offered”.",
    "path-twice": "Delete one of them.",
    "feed-misfit": "Choose another behind the cog, or nothing; or ask it in another way.",
    "calculation-missing": "Choose what is worked out.",
    "calculation-malformed": "Choose what is worked out, and fill in each of its parts.",
    "calculation-unknown-question": "Choose the question again.",
    "calculation-later-question": "Choose a question that stands further up, or move this one down.",
    "calculation-cycle": "Choose another question.",
    "calculation-scale": "Choose one of the scores of the measure.",
    "scale-range": "Choose 0 to 10 or 0 to 100.",
}
_FIELDS = {
    "options-refused": "options",
    "group-rows": "questions",
    "no-questions": "questions",
    "measure-unknown": "measure",
    "condition-unknown-question": "when",
    "condition-later-question": "when",
    "condition-cycle": "when",
    "condition-malformed": "when",
    "key-refused": "key",
    "limits-crossed": "minimum",
    "path-without-choice": "full_only",
    "prefill-malformed": "prefill",
    "feed-unknown": "feeds",
    "feed-misplaced": "feeds",
    "feed-misfit": "feeds",
    "feed-twice": "feeds",
    "feed-options": "options",
    "calculation-missing": "calculation",
    "calculation-malformed": "calculation",
    "calculation-unknown-question": "calculation",
    "calculation-later-question": "calculation",
    "calculation-cycle": "calculation",
    "calculation-scale": "calculation",
    "scale-range": "top",
}
"""The field of the block in which it is put right, by problem; the others are put right in the wording."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A problem, and the id of the block that it stands beside; empty for the form as a whole."""

    block: str
    problem: Problem

    @property
    def field(self) -> str:
        """The name of the block's field in which it is put right."""
        return _FIELDS.get(self.problem.id, "title")


def offers_for(organisation: Organisation) -> Offers:
    """What the organisation's plugins offer it."""
    with acting_for(organisation):
        return offers_of(organisation)


def problems_of(
    page: TemplatePage, measures: Mapping[str, Measure], written: Written | None = None
) -> list[Told]:
    """Every problem of the page as it stands, in the order of the form.

    ``written``: what the page says, where it is known already.
    """
    written = written or page.written()
    found = [
        *_unworded(page, written),
        *check(written.template, measures),
        *library_problems(page, written),
    ]
    places = {place: number for number, place in enumerate(written.places)}
    told = [_told(problem, written) for problem in found]
    order = {block: places[place] for place, block in written.places.items()}
    return sorted(told, key=lambda each: order.get(each.block, -1))


def _told(problem: Problem, written: Written) -> Told:
    remedy = _IN_THE_EDITOR.get(problem.id, problem.remedy)
    return Told(block=written.block_at(problem.place), problem=replace(problem, remedy=remedy))


def _unworded(page: TemplatePage, written: Written) -> list[Problem]:
    """Questions that nobody could answer since they ask nothing. An imported one may go by its key alone."""
    place_of = {block: place for place, block in written.places.items()}
    return [
        Problem(
            id="no-wording",
            place=place_of[block["id"]],
            message="This question has no wording.",
            remedy="Write the question, or delete it.",
        )
        for block in every(page.body.get_prep_value())
        if block["type"] != "section"
        and block.get("id") in place_of
        and not (block["value"].get("title") or "").strip()
        and not (block["value"].get("key") or block["value"].get("text") or block["value"].get("measure"))
    ]
