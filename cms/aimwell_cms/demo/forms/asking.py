"""A request for help and its triage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from aimwell.contracts import Json
from aimwell_cms.demo.journeys import Course, Visit
from aimwell_cms.demo.telling import Telling, iso
from aimwell_cms.demo.workdays import workday


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """The five factors of a triage, what the rule makes of them and what the practitioner decided."""

    impacts: str
    """Ability, impact on daily life, and context: a digit each, or ? for not known."""
    congruency: str
    timing: str
    decided: str
    reason: str = ""
    """A key of the organisation's ``override``: why the decision is not the recommendation."""


_WEIGHINGS = (
    Weighing(impacts="221", congruency="congruent", timing="reversible", decided="routine"),
    Weighing(impacts="211", congruency="congruent", timing="reversible", decided="routine"),
    Weighing(impacts="322", congruency="congruent", timing="irreversible", decided="urgent"),
    Weighing(impacts="111", congruency="congruent", timing="none", decided="routine", reason="keep"),
    Weighing(impacts="122", congruency="insight_below_impact", timing="reversible", decided="routine"),
    Weighing(impacts="221", congruency="congruent", timing="irreversible", decided="routine", reason="lower"),
)
_NOT_KNOWN_YET = Weighing(
    impacts="2??", congruency="congruent", timing="reversible", decided="more_information"
)
_OTHERS_CAN_HELP = Weighing(impacts="111", congruency="congruent", timing="none", decided="not_necessary")
_ASKING = ("carer", "professional", "carer", "self", "carer")
_FOLLOWED_UP_AFTER = timedelta(days=56)

_NO_HARM = "None in the next months that could not be put right later; days are smaller than they need be."


def request(telling: Telling, visit: Visit) -> Json:
    """What was asked for: by somebody close, a professional, or the person."""
    waits = telling.journey.course is Course.REQUESTED
    return {
        "who": {**_who_asks(telling), "agrees": True},
        "safety": {
            "danger": False,
            "safeguarding": waits,
            "worries": telling.phrase("worries") if waits else "",
        },
        "matters": {
            "changed": f"{telling.sentence('reason')} {telling.sentence('changed')}",
            "daily_life": telling.sentence("now"),
            "others": telling.sentence("impact"),
            "tried": telling.sentence("tried"),
            "hoped": telling.sentence("wants"),
            "soon": telling.journey.course is Course.NEW,
            "why_soon": telling.sentence("risk"),
            "services": telling.phrase("others_help"),
        },
        "contact": {
            "how": "phone",
            "phone": f"01632 960{telling.chance.randint(300, 999)}",
            "time": telling.chance.choice(["Mornings", "After 3 pm", "Any time on weekdays"]),
            "needs": list(telling.person.needs),
        },
    }


def _who_asks(telling: Telling) -> dict[str, Json]:
    person = telling.person
    who = _ASKING[person.number % len(_ASKING)]
    if who == "self" and not telling.is_child:
        return {"asking": "self"}
    if who == "professional":
        name, work = telling.organisation.phrases["professionals"][person.number % 2]
        return {"asking": who, "asker_name": name, "relationship": work, "person_knows": True}
    return {
        "asking": "carer",
        "asker_name": f"{person.close} {person.family_name}",
        "relationship": "Parent or grandparent" if telling.is_child else "Family",
        "person_knows": True,
    }


def weighing(telling: Telling) -> Weighing:
    """How this person's request was weighed."""
    if telling.journey.course is Course.UNKNOWN:
        return _NOT_KNOWN_YET
    if telling.journey.course is Course.ELSEWHERE:
        return _OTHERS_CAN_HELP
    return _WEIGHINGS[telling.person.number % len(_WEIGHINGS)]


def override_reason(telling: Telling) -> str:
    """Why the decision is not the recommendation; empty where it is."""
    key = weighing(telling).reason
    return telling.filled(telling.organisation.override[key]) if key else ""


def triage(telling: Telling, visit: Visit) -> Json:
    """The five factors, the harm that is foreseen, and the decision."""
    weighed = weighing(telling)
    ability, impact, context = ("unknown" if one == "?" else one for one in weighed.impacts)
    harm = _NO_HARM if weighed.timing == "none" else telling.sentence("risk")
    decision: dict[str, Json] = {
        "decision": weighed.decided,
        "override_reason": override_reason(telling),
        "ask_for": f"How the days go, and what could be changed around. {telling.person.close} rings back.",
        "reply_sent": True,
        "red_flags": telling.phrase("red_flags"),
    }
    if weighed.decided == "not_necessary":
        decision |= {
            "level": "1" if telling.person.number % 2 else "2",
            "offer": telling.phrase("offer"),
            "follow_up": iso(workday(visit.at.date() + _FOLLOWED_UP_AFTER)),
            "preventive_reason": telling.sentence("risk"),
        }
    return {
        "request": {
            "summary": f"{telling.sentence('reason')} Hope: {telling.sentence('wants')}",
            "danger": False,
            "safeguarding": False,
        },
        "factors": {
            "functional_ability": ability,
            "functional_ability_evidence": telling.sentence("now"),
            "daily_life_and_carer_impact": impact,
            "daily_life_and_carer_impact_evidence": telling.sentence("impact"),
            "context": context,
            "context_evidence": telling.phrase("surroundings"),
            "congruency": weighed.congruency,
            "timing": weighed.timing,
            "timing_evidence": harm,
        },
        "harm": {"statement": harm, "others_helping": telling.phrase("others_help")},
        "decision": decision,
    }
