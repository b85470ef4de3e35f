"""TOMs (Therapy Outcome Measures): structure and scoring only; the descriptors are licensed.

Each domain is judged 0 to 5 in half points, higher is better, and stands alone: the scale is ordinal, so
domains are never added up or averaged. Change needs a rating at both points, on the same scale.
"""

from fractions import Fraction

from aimwell import Answers, Change, Json, Licence, Meaning, Measure, Scale, Score, Scored, Settings, hookimpl

DOMAINS = {
    "impairment": "Impairment",
    "activity": "Activity",
    "participation": "Participation",
    "wellbeing": "Well-being",
    "carer_wellbeing": "Carer well-being",
}
CORE_SCALE = "Core scale"
THRESHOLD = 0.5
CITATION = "Half a point or more in a domain (ROOT pilot)"


def _domain(name: str) -> dict[str, Json]:
    hint = "0 most severe, 5 typical for age, sex and culture. Half points are allowed."
    if name == "carer_wellbeing":
        hint += " Leave empty when there is no carer."
    return {
        "type": ["number", "null"],
        "title": DOMAINS[name],
        "minimum": 0,
        "maximum": 5,
        "multipleOf": 0.5,
        "x-aimwell": {"widget": "number", "hint": hint},
    }


ANSWERS = {
    "type": "object",
    "title": "Therapy outcome",
    "properties": {
        "scale": {
            "type": "string",
            "title": "Scale used",
            "maxLength": 100,
            "x-aimwell": {
                "widget": "short-text",
                "hint": "Name and edition of the adapted scale. Leave empty for the core scale.",
            },
        },
        **{name: _domain(name) for name in DOMAINS},
    },
    "additionalProperties": False,
}

SETTINGS = {
    "type": "object",
    "properties": {
        "threshold": {
            "type": "number",
            "title": "Meaningful change in a domain (points)",
            "minimum": 0.5,
            "maximum": 5,
            "multipleOf": 0.5,
            "default": THRESHOLD,
        },
        "citation": {"type": "string", "title": "Source of this threshold", "maxLength": 300},
    },
    "additionalProperties": False,
}


def score(answers: Answers, settings: Settings) -> Scored:
    """Each domain as it was rated; a domain that was not rated has no score."""
    ratings = {name: answers.get(name) for name in DOMAINS}
    return Scored(
        scores=tuple(
            Score(
                name=name,
                value=None if rating is None else float(rating),
                missing=(f"/{name}",) if rating is None else (),
            )
            for name, rating in ratings.items()
        ),
        working=(
            f"Scale: {_scale(answers)}",
            *(
                f"{DOMAINS[name]}: " + ("not rated" if rating is None else f"{float(rating):g}, as rated")
                for name, rating in ratings.items()
            ),
            "Domains are never added up: each stands alone.",
        ),
    )


def change(before: Answers, after: Answers, settings: Settings) -> tuple[Change, ...]:
    """The change of each domain that was rated at both points on the same scale."""
    same_scale = _scale(before) == _scale(after)
    return tuple(_change(name, before.get(name), after.get(name), same_scale, settings) for name in DOMAINS)


def _change(name: str, then: float | None, now: float | None, same_scale: bool, settings: Settings) -> Change:
    if then is None or now is None:
        when = "both points" if then is now else "the first point" if then is None else "the second point"
        return _not_computable(name, then, now, f"Not rated at {when}.")
    if not same_scale:
        return _not_computable(name, then, now, "Rated on different scales, which can’t be compared.")
    difference = Fraction(str(now)) - Fraction(str(then))
    threshold = Fraction(str(settings.get("threshold", THRESHOLD)))
    if abs(difference) < threshold:
        meaning: Meaning = "no meaningful change"
    else:
        meaning = "improved" if difference > 0 else "declined"
    return Change(
        name=name,
        before=float(then),
        after=float(now),
        change=float(difference),
        direction="better" if difference > 0 else "worse" if difference < 0 else "same",
        meaning=meaning,
        reason=f"Meaningful from {float(threshold):g} points in a domain.",
        citation=_citation(settings),
    )


def _not_computable(name: str, then: float | None, now: float | None, reason: str) -> Change:
    return Change(
        name=name,
        before=None if then is None else float(then),
        after=None if now is None else float(now),
        change=None,
        direction=None,
        meaning="not computable",
        reason=reason,
    )


def _scale(answers: Answers) -> str:
    return (answers.get("scale") or "").strip() or CORE_SCALE


def _citation(settings: Settings) -> str:
    if "citation" in settings:
        return str(settings["citation"])
    return "Threshold set by the organisation; no source given" if "threshold" in settings else CITATION


@hookimpl
def measures() -> tuple[Measure, ...]:
    return (
        Measure(
            name="toms",
            version="1.0",
            label="TOMs",
            summary="The practitioner rates impairment, activity, participation and well-being, 0 to 5.",
            licence=Licence(
                tier="data_only",
                rights_holder="P. Enderby, A. John; J&R Press",
                terms="Handbooks and descriptors: all rights reserved. No wording ships.",
            ),
            answers=ANSWERS,
            settings=SETTINGS,
            scales=tuple(
                Scale(name=name, label=label, minimum=0, maximum=5, higher_is="better", ordinal=True)
                for name, label in DOMAINS.items()
            ),
            score=score,
            change=change,
        ),
    )
