"""A review."""

from __future__ import annotations

from datetime import timedelta

from aimwell.contracts import Json
from aimwell_cms.demo.journeys import REVIEW_DAYS, Visit
from aimwell_cms.demo.ratings import Trend
from aimwell_cms.demo.telling import Telling, iso
from aimwell_cms.demo.workdays import workday

_TOMS_FORGOTTEN = 0.12
_SEEN_DIFFERENTLY = 0.25
_HELP = {Trend.BETTER: "less", Trend.STEADY: "same", Trend.WORSE: "more"}
"""How much help is needed from now on."""


def review(telling: Telling, visit: Visit) -> Json:
    """What changed, what each side says of the outcomes, the measures again, and what next."""
    trend, chance = telling.journey.trend, telling.chance
    return {
        "changes": {
            "trigger": chance.choice(["planned", "planned", "planned", "person"]),
            "changed": telling.happened(visit.occasion),
            "helped": telling.filled(chance.choice(telling.organisation.phrases["helped"])),
            "hindered": telling.filled(chance.choice(telling.organisation.phrases["hindered"])),
            "pain": telling.in_pain,
        },
        "outcomes": {
            "outcomes": [_outcome(telling, visit)],
            "independence": _HELP[trend],
        },
        "measures": telling.ratings(visit.occasion, with_toms=chance.random() > _TOMS_FORGOTTEN),
        "experience": {
            "listened": chance.randint(7, 10),
            "reliable": chance.randint(6, 10),
            "experience": telling.filled(chance.choice(telling.organisation.phrases["experience"])),
            "carer": telling.phrase("carer_now") if trend is Trend.BETTER else telling.sentence("carer"),
        },
        "decision": {
            "decision": _HELP[trend],
            "reason": _reason(trend),
            "next_review": iso(workday(visit.at.date() + timedelta(days=REVIEW_DAYS))),
            "agrees": True,
        },
    }


def _outcome(telling: Telling, visit: Visit) -> Json:
    trend, chance = telling.journey.trend, telling.chance
    if trend is Trend.BETTER:
        said = "achieved" if visit.occasion > 1 else "partly"
    else:
        said = "partly" if trend is Trend.STEADY else "not_achieved"
    seen = "partly" if said != "partly" and chance.random() < _SEEN_DIFFERENTLY else said
    return {
        "outcome": telling.own_words,
        "person": said,
        "carer": seen,
        "practitioner": seen,
        "note": telling.happened(visit.occasion),
    }


def _reason(trend: Trend) -> str:
    return {
        Trend.BETTER: "What we do together works. Visits are spaced out while the new routine settles.",
        Trend.STEADY: "The plan fits; it needs more time than we thought.",
        Trend.WORSE: "Things are harder than before. We visit more often for six weeks and look again.",
    }[trend]
