"""Fill in a case through the form itself, a section at a time: no person, no draft, no record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aimwell.formschema import Known, Pruned, Section, prune, prune_and_work_out, shown
from aimwell.records.drafts import Entry
from aimwell.records.faults import faults_of
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.observing import Trial, unread_by_pointer

Json = Any


@dataclass(frozen=True, kw_only=True)
class Step:
    """A section of a case: ``entry`` is what was typed just now, or what the case holds."""

    trial: Trial
    case: Case
    section: Section
    entry: Entry

    @cached_property
    def answers(self) -> dict[str, Json]:
        """The answers of the whole case, with these in it."""
        held = self.trial.places.answers(self.case.answers)
        return {**held, self.section.key: dict(self.entry.answers)}

    @cached_property
    def whole(self) -> Pruned:
        """Without those to questions that aren't asked, and what is worked out from them."""
        return prune_and_work_out(self.trial.schema, self.answers, _known(self.trial, self.case))

    @cached_property
    def errors(self) -> dict[str, str]:
        """What is wrong in this section: a message by JSON pointer."""
        own, prefix = self.section.pointer, f"{self.section.pointer}/"
        faults = faults_of(
            self.trial,
            self.answers,
            self.entry.unread,
            section=self.section.key,
            known=_known(self.trial, self.case),
        )
        return {
            fault.pointer: fault.message
            for fault in faults
            if fault.pointer == own or fault.pointer.startswith(prefix)
        }

    def save(self) -> None:
        """Keep what was entered in the case, whatever is wrong with it."""
        case, places = self.case, self.trial.places
        own = set(places.inside(self.section.key))
        others = {name: answer for name, answer in case.answers.items() if _block(name) not in own}
        unread = {spot: text for spot, text in case.unread.items() if _block(spot) not in own}
        case.answers = {**others, **places.kept({self.section.key: self.entry.answers})}
        case.unread = unread | {places.spot(pointer): text for pointer, text in self.entry.unread.items()}
        case.titles = {
            **case.titles,
            **{places.spot(question.pointer): question.title for question in self.section.questions},
        }
        case.save(update_fields=["answers", "unread", "titles"])


def _block(name: str) -> str:
    """The block in the name of an answer, or in a spot."""
    return name.rpartition(":")[2].partition("/")[0]


def pruned_of(trial: Trial, case: Case, answers: Mapping[str, Json]) -> dict[str, Json]:
    """Answers to what is asked, with what is worked out from them."""
    return prune(trial.schema, answers, _known(trial, case))


def _known(trial: Trial, case: Case) -> Known:
    return trial.known(case.day, case.born)


def steps_of(trial: Trial, case: Case) -> dict[str, Section]:
    """The sections that are asked with the answers as they are, by the id of their block."""
    answers = pruned_of(trial, case, trial.places.answers(case.answers))
    return {
        trial.places.spot(section.pointer): section
        for section in trial.outline.sections
        if shown(section, answers)
    }


def held(trial: Trial, case: Case, section: Section) -> Entry:
    """What a case holds for a section."""
    prefix = f"{section.pointer}/"
    unread: Mapping[str, str] = unread_by_pointer(trial.places, case.unread)
    return Entry(
        answers=trial.places.answers(case.answers).get(section.key, {}),
        unread={pointer: text for pointer, text in unread.items() if pointer.startswith(prefix)},
    )
