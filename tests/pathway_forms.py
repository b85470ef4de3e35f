"""Small forms of every kind that belongs to a pathway, with answers that tell it something."""

from __future__ import annotations

from typing import Any

from wizard_forms import form, question, section

from aimwell.formschema.feeds import AIMS

LEVELS = ["0", "1", "2", "3", "unknown"]
FACTS = ("functional_ability", "daily_life_and_carer_impact", "context")
IMPACT = {fact: question("string", fact, enum=LEVELS) for fact in FACTS}


def told(kind: str, title: str, feeds: str, **more: Any) -> dict[str, Any]:
    """A question whose answer tells the pathway something."""
    asked = question(kind, title, **more)
    return {**asked, "x-aimwell": {**asked.get("x-aimwell", {}), "feeds": feeds}}


REQUEST = form(
    "request",
    request=section(
        "Request",
        wanted=told("string", "What is hoped for?", "request.wanted"),
        danger=told("boolean", "Is there danger?", "alert.danger"),
    ),
)
TRIAGE: dict[str, Any] = form(
    "triage",
    factors=section("Factors", **IMPACT),
    offer=section("Offer", offer=told("string", "What is offered?", "offer.text")),
)
TRIAGE["x-aimwell"]["triage"] = {
    "rule": "intended_outcome",
    "facts": {fact: f"factors/{fact}" for fact in FACTS},
}
ASSESSMENT = form(
    "assessment",
    need=section(
        "Need",
        need=told("string", "What is the need?", "formulation.need"),
        pain={"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}},
    ),
)
SUPPORT_PLAN = form(
    "support_plan",
    episode=section(
        "Episode",
        aim=told("string", "Aim", "episode.aim", enum=list(AIMS)),
        intended=told("string", "Intended outcome", "episode.intended"),
    ),
)
REVIEW = form(
    "review", review=section("Review", changed=told("string", "What has changed?", "review.changed"))
)
CLOSURE = form("closure", end=section("End", risk=told("string", "What risk remains?", "handover.risk")))

FORMS: dict[str, dict[str, Any]] = {
    "request": REQUEST,
    "triage": TRIAGE,
    "assessment": ASSESSMENT,
    "support_plan": SUPPORT_PLAN,
    "review": REVIEW,
    "closure": CLOSURE,
}

ANSWERS: dict[str, list[dict[str, Any]]] = {
    "request": [
        {"request": {"wanted": "To sleep", "danger": False}},
        {"request": {"wanted": "To be safe", "danger": True}},
    ],
    "triage": [
        {"factors": dict.fromkeys(FACTS, "3")},
        {"factors": dict.fromkeys(FACTS, "unknown")},
        {"factors": dict.fromkeys(FACTS, "0"), "offer": {"offer": "A leaflet"}},
    ],
    "assessment": [
        {"need": {"need": "Pain keeps her in", "pain": {"value": 70}}},
        {"need": {"need": "Less pain", "pain": {"value": 40}}},
    ],
    "support_plan": [
        {"episode": {"aim": "maintain", "intended": "Stays as she is"}},
        {"episode": {"aim": "comfort", "intended": "Less distress"}},
        {"episode": {}},
    ],
    "review": [{"review": {"changed": "Nothing"}}],
    "closure": [{"end": {"risk": "A fall"}}],
}
