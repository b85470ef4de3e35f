"""An assessment."""

from __future__ import annotations

from datetime import timedelta

from aimwell.contracts import Json
from aimwell_cms.demo.journeys import REVIEW_DAYS, Course, Visit
from aimwell_cms.demo.telling import Telling, iso

_EFFECTIVENESS = "Likely: {name} wants it, and the same has helped others who were where {he} is now."


def assessment(telling: Telling, visit: Visit) -> Json:
    """What matters, where things stand, and what to do."""
    person = telling.person
    decides = not telling.is_child and person.story.get("decides", True)
    rated = telling.journey.course is not Course.UNRATED
    return {
        "about_you": {
            "what_matters": telling.sentence("matters"),
            "lives_alone": person.lives_alone,
            "who_with": telling.filled(telling.chance.choice(telling.organisation.people["home"])),
            "communicate": bool(person.needs),
            "needs": list(person.needs),
            "decides": decides,
            "decision_support": telling.phrase("capacity"),
        },
        "strengths": {
            "strengths": telling.sentence("strengths"),
            "people": [
                {"name": f"{person.close} {person.family_name}", "helps": True, "with_what": "Every day"},
                {"name": "Next-door neighbour", "helps": False, "could": "A lift now and then"},
            ],
            "unpaid_carer": True,
            "carer_view": telling.sentence("carer"),
            "carer_assessment": telling.chance.random() < 0.4,
        },
        "now": {
            "used_to": telling.phrase("used_to"),
            "do_now": telling.sentence("now"),
            "want_to": telling.sentence("wants"),
            "impact": telling.chance.randint(5, 9),
            "surroundings": telling.phrase("surroundings"),
            "pain": telling.in_pain,
            "health": telling.phrase("health"),
        },
        "outcomes": {"wanted": _wanted(telling, visit)},
        "baseline": telling.ratings(0) if rated else {},
        "decision": {
            "formulation": telling.sentence("formulation"),
            "need": telling.sentence("risk"),
            "effectiveness": telling.filled(_EFFECTIVENESS),
            "best_placed": telling.phrase("others_help"),
            "motivation": telling.chance.choice(["1", "2"]),
            "likely_outcome": telling.chance.choice(["1", "2"]),
            "stability": _stability(telling),
            "other_help": telling.chance.choice(["1", "2"]),
            "result": "help",
            "next_step": telling.sentence("service_does"),
            "agrees": True,
        },
    }


def _stability(telling: Telling) -> str:
    if telling.journey.course is Course.ASSESSED:
        return "unknown"
    return telling.chance.choice(["1", "2", "2"])


def _wanted(telling: Telling, visit: Visit) -> list[Json]:
    """What the person says they want, and what the person chose to rate first, each as an outcome."""
    reach = telling.chance.choice(["others", "service"])
    first = {
        "outcome": telling.own_words,
        "why": telling.sentence("matters"),
        "importance": telling.chance.randint(8, 10),
        "type": "change",
        "difficulty": "some_effort",
        "risk_now": telling.sentence("risk"),
        "alone": reach,
        "person_does": telling.sentence("person_does"),
        "family_does": telling.sentence("family_does"),
        "provider_does": telling.sentence("service_does"),
        "by_when": iso(visit.at.date() + timedelta(days=REVIEW_DAYS)),
    }
    problem = telling.problems[-1]
    return [
        first,
        {
            "outcome": problem.description,
            "why": telling.sentence("wants"),
            "importance": problem.importance,
            "risk_now": telling.sentence("risk"),
            "alone": "service",
        },
    ]
