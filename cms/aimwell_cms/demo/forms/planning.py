"""A support plan."""

from __future__ import annotations

from datetime import date, timedelta

from aimwell.contracts import Json
from aimwell.library.models import Kind
from aimwell_cms.demo.journeys import REVIEW_DAYS, Visit
from aimwell_cms.demo.telling import Telling, iso
from aimwell_cms.demo.workdays import workday

_SURE = "Fairly sure. {name} has begun already; the first six weeks will show whether it holds."
_HALF_WAY = "{name} does the first part without being reminded"


def plan(telling: Telling, visit: Visit) -> Json:
    """The goal, who does what, what to do when things get worse, and that it is agreed."""
    person, start = telling.person, visit.at.date()
    review = iso(workday(start + timedelta(days=REVIEW_DAYS)))
    worker = person.key_worker
    first = telling.problems[0]
    return {
        "episode": _episode(telling, start),
        "goals": {
            "goals": [
                {
                    "goal": telling.sentence("goal"),
                    "measured": "measure",
                    "now": f"Performance {first.performance} of 10 in “{first.description}”"[:200],
                    "target": f"Performance {min(10, first.performance + 2)} of 10 or more",
                    "person_does": telling.sentence("person_does"),
                    "others_do": telling.sentence("family_does"),
                    "service_does": telling.sentence("service_does"),
                    "by_when": review,
                },
                {
                    "goal": telling.sentence("wants"),
                    "measured": "person",
                    "person_does": telling.sentence("person_does"),
                    "by_when": review,
                },
            ],
            "honest": telling.phrase("honest"),
            "options": telling.phrase("options"),
        },
        "actions": {
            "actions": _actions(telling, visit),
            "milestones": [{"what": telling.filled(_HALF_WAY), "when": _weeks_after(telling, visit, 6)}],
        },
        "safe": {
            "risks": telling.phrase("risks"),
            "signs": telling.phrase("signs"),
            "what_to_do": telling.phrase("then"),
            "who_to_call": telling.phrase("call"),
        },
        "team": {
            "key_worker": f"{worker.name}, {worker.profession.lower()}",
            "team": [{"name": f"{person.close}, who knows {person.given_name} best"}],
            "share": True,
            "share_with": f"With the GP and {'school' if telling.is_child else 'those who visit'}.",
        },
        "agreement": {
            "agreed": True,
            "how_agreed": telling.chance.choice(["signed", "spoken"]),
            "copy": ["large_print"] if "large_print" in person.needs else ["print"],
            "review_date": review,
        },
    }


def _episode(telling: Telling, start: date) -> Json:
    """The one aim, what is hoped for and what is predicted, from where it begins and when it is evaluated."""
    first = telling.problems[0]
    return {
        "aim": telling.chance.choice(["improve", "improve", "enable", "enable", "maintain", "adjust"]),
        "desired": telling.sentence("wants"),
        "intended": telling.sentence("goal"),
        "effectiveness": telling.filled(_SURE),
        "baseline": f"Performance {first.performance} of 10 in “{first.description}”"[:200],
        "evaluate_on": iso(workday(_reviewed(telling, start) + timedelta(days=REVIEW_DAYS))),
        "mode": "indirect" if telling.is_child and telling.person.number % 3 == 0 else "direct",
        "level": "3",
    }


def _reviewed(telling: Telling, start: date) -> date:
    """The day of the last review: what is planned is meant to last until then, and some weeks more."""
    reviews = sum(1 for one in telling.journey.visits if one.kind is Kind.REVIEW and one.signed)
    return start + timedelta(days=REVIEW_DAYS * reviews)


def _weeks_after(telling: Telling, visit: Visit, weeks: int) -> str:
    return iso(workday(_reviewed(telling, visit.at.date()) + timedelta(days=weeks * 7)))


def _actions(telling: Telling, visit: Visit) -> list[Json]:
    doers = [telling.person.key_worker.name, telling.person.key_worker.name, telling.person.close]
    return [
        {
            "what": telling.filled(what),
            "who": who,
            "when": _weeks_after(telling, visit, weeks),
            "status": "doing" if weeks == 2 else "to_do",
        }
        for weeks, what, who in zip((2, 4, 6), telling.person.story["actions"], doers, strict=True)
    ]
