"""A person's story in sentences: what is chosen once stays so through all of their forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from aimwell.contracts import Json
from aimwell_cms.demo.journeys import Journey
from aimwell_cms.demo.organisations import DemoOrganisation
from aimwell_cms.demo.people import DemoPerson
from aimwell_cms.demo.ratings import Problem, Trend, copm, first_toms, pain, problems_of, toms

_CARRIED_ON = {
    Trend.BETTER: ("better", "better", "steady"),
    Trend.STEADY: ("steady", "better", "worse"),
    Trend.WORSE: ("worse", "steady", "better"),
}


@dataclass(kw_only=True)
class Telling:
    """What forms are filled from. ``sentence`` and ``phrase`` fill in the person's name and pronouns."""

    organisation: DemoOrganisation
    person: DemoPerson
    journey: Journey
    chance: Random
    problems: tuple[Problem, ...] = field(init=False)
    first_toms: dict[str, float | None] = field(init=False)
    first_pain: int = field(init=False)
    _chosen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told = [
            {"area": one["area"], "description": self.filled(one["description"])}
            for one in self.person.story["problems"]
        ]
        self.problems = problems_of(told, self.chance)
        self.first_toms = first_toms(self.chance, carer=not self.person.lives_alone)
        self.first_pain = self.chance.randint(45, 75)

    @property
    def in_pain(self) -> bool:
        return bool(self.person.story.get("pain", False))

    @property
    def is_child(self) -> bool:
        return self.organisation.people["close_is"] != "family"

    def sentence(self, key: str) -> str:
        """A sentence of the person's story."""
        return self.filled(self.person.story[key])

    def phrase(self, key: str) -> str:
        """One of the organisation's sentences on a matter; the same one each time."""
        if key not in self._chosen:
            told = self.organisation.phrases[key]
            self._chosen[key] = told if isinstance(told, str) else self.chance.choice(told)
        return self.filled(self._chosen[key])

    def happened(self, occasion: int) -> str:
        """What had changed by a review; never the same sentence twice."""
        kinds = _CARRIED_ON[self.journey.trend]
        kind = kinds[(occasion - 1) % len(kinds)]
        earlier = sum(1 for each in kinds[: (occasion - 1) % len(kinds)] if each == kind)
        sentences = self.person.story[kind]
        return self.filled(sentences[earlier % len(sentences)])

    def filled(self, sentence: str) -> str:
        """The sentence with the person's name and pronouns, beginning with a capital."""
        told = sentence.format(**self.person.words)
        return told[0].upper() + told[1:]

    @property
    def own_words(self) -> str:
        """What the person wants, as they say it, without the marks around it."""
        said = self.sentence("wants")
        return said.partition("“")[2].rpartition("”")[0] or said

    def told(self, sentence: str) -> str:
        """The sentence with the person's name and pronouns, and with sentences of their story: ``{goal}``."""
        if "{" not in sentence:
            return sentence
        story = {key: self.filled(one) for key, one in self.person.story.items() if isinstance(one, str)}
        return sentence.format(**{**story, **self.person.words})

    def ratings(self, occasion: int, *, with_toms: bool = True) -> dict[str, Json]:
        """The answers to the measures of an assessment (``occasion`` 0) or of a review."""
        trend = self.journey.trend
        rated: dict[str, Any] = {"copm": copm(self.problems, trend, occasion, self.chance)}
        if self.in_pain:
            rated["pain_level"] = pain(self.first_pain, trend, occasion, self.chance)
        if with_toms:
            rated["toms"] = {"scale": "", **toms(self.first_toms, trend, occasion, self.chance)}
        return rated


def iso(day: date) -> str:
    """A date as forms keep it."""
    return day.isoformat()
