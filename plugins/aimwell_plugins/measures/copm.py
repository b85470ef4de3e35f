"""COPM: structure and scoring only; the wording is licensed and comes from the organisation.

Ratings are whole numbers 1 to 10. A total is the mean over the problems that have both ratings; importance
chooses the problems and never weights them. A change compares the same problems at both points.
The manual's rules for missing ratings are not public: those here are defaults of this project.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction

from aimwell import (
    Answers,
    Change,
    InputFault,
    InputRefused,
    Json,
    Licence,
    Meaning,
    Measure,
    PairedRows,
    Scale,
    Score,
    Scored,
    Settings,
    hookimpl,
)

TOTALS = ("performance", "satisfaction")
IMPROVED, DECLINED = 2.0, -2.0
CITATION = "COPM convention: 2 points or more on either total"
CONTESTED = (
    "The threshold is contested: Eyssen 2011 found best cut-offs between 0.9 and 1.9, "
    "Ohno 2021 (subacute inpatients) 2.20 for performance and 2.06 for satisfaction."
)


Problem = Mapping[str, Json]


def _rating(title: str) -> dict[str, Json]:
    return {
        "type": ["integer", "null"],
        "title": title,
        "minimum": 1,
        "maximum": 10,
        "x-aimwell": {"widget": "number"},
    }


ANSWERS = {
    "type": "object",
    "title": "Occupational performance",
    "properties": {
        "problems": {
            "type": "array",
            "title": "Problems",
            "minItems": 1,
            "maxItems": 5,
            "x-aimwell": {"widget": "group", "hint": "The most important, up to 5"},
            "items": {
                "type": "object",
                "title": "Problem",
                "properties": {
                    "id": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 64,
                        "x-aimwell": {"widget": "row-id"},
                    },
                    "area": {
                        "type": "string",
                        "title": "Area of life",
                        "maxLength": 100,
                        "x-aimwell": {
                            "widget": "short-text",
                            "hint": "Self-care, productivity or leisure, and which part of it",
                        },
                    },
                    "description": {
                        "type": "string",
                        "title": "What the problem is",
                        "maxLength": 500,
                        "x-aimwell": {"widget": "short-text", "hint": "In the person’s own words"},
                    },
                    "importance": _rating("Importance, 1 to 10"),
                    "performance": _rating("Performance, 1 to 10"),
                    "satisfaction": _rating("Satisfaction, 1 to 10"),
                },
                "required": ["id"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["problems"],
    "additionalProperties": False,
}

SETTINGS = {
    "type": "object",
    "properties": {
        "improved": {
            "type": "number",
            "title": "Improved from (points)",
            "exclusiveMinimum": 0,
            "maximum": 9,
            "default": IMPROVED,
        },
        "declined": {
            "type": "number",
            "title": "Declined from (points, below zero)",
            "exclusiveMaximum": 0,
            "minimum": -9,
            "default": DECLINED,
        },
        "citation": {"type": "string", "title": "Source of these thresholds", "maxLength": 300},
    },
    "additionalProperties": False,
}


def score(answers: Answers, settings: Settings) -> Scored:
    """Mean performance and mean satisfaction over the problems that have both ratings."""
    problems = _by_id(answers)
    rated = {key: problem for key, problem in problems.items() if _is_rated(problem)}
    missing = tuple(
        f"/problems/{index}/{total}"
        for index, problem in enumerate(problems.values())
        for total in TOTALS
        if problem.get(total) is None
    )
    means = {total: _mean(rated.values(), total) for total in TOTALS}
    working = [_working(total, rated.values(), means[total]) for total in TOTALS]
    if len(rated) < len(problems):
        working.append(
            f"{len(problems) - len(rated)} of {len(problems)} problems left out: a rating is missing"
        )
    return Scored(
        scores=tuple(Score(name=total, value=_number(means[total]), missing=missing) for total in TOTALS),
        working=tuple(working),
    )


def change(before: Answers, after: Answers, settings: Settings) -> tuple[Change, ...]:
    """Change of each total over the problems rated at both points; any other problem is in neither mean."""
    first, second = _by_id(before), _by_id(after)
    paired = [
        key
        for key, problem in first.items()
        if _is_rated(problem) and key in second and _is_rated(second[key])
    ]
    left_out = len(first.keys() | second.keys()) - len(paired)
    return tuple(
        _change(total, [first[key] for key in paired], [second[key] for key in paired], left_out, settings)
        for total in TOTALS
    )


def _change(
    total: str, first: list[Problem], second: list[Problem], left_out: int, settings: Settings
) -> Change:
    then, now = _mean(first, total), _mean(second, total)
    if then is None or now is None:
        return Change(
            name=total,
            before=None,
            after=None,
            change=None,
            direction=None,
            meaning="not computable",
            reason="No problem has both ratings at both points.",
        )
    difference = now - then
    if difference >= _exact(settings.get("improved", IMPROVED)):
        meaning: Meaning = "improved"
    elif difference <= _exact(settings.get("declined", DECLINED)):
        meaning = "declined"
    else:
        meaning = "no meaningful change"
    return Change(
        name=total,
        before=_number(then),
        after=_number(now),
        change=_number(difference),
        direction="better" if difference > 0 else "worse" if difference < 0 else "same",
        meaning=meaning,
        reason=_reason(len(first), left_out),
        citation=_citation(settings),
    )


def _reason(paired: int, left_out: int) -> str:
    counted = f"Mean of {paired} problem{'s' if paired > 1 else ''} rated at both points."
    if left_out:
        counted += f" {left_out} left out of both means: not rated at both points."
    return f"{counted} {CONTESTED}"


def _citation(settings: Settings) -> str:
    if "citation" in settings:
        return str(settings["citation"])
    if settings.keys() & {"improved", "declined"}:
        return "Threshold set by the organisation; no source given"
    return CITATION


def _by_id(answers: Answers) -> dict[str, Problem]:
    problems: dict[str, Problem] = {}
    faults = []
    for index, problem in enumerate(answers["problems"]):
        if problem["id"] in problems:
            faults.append(
                InputFault(pointer=f"/problems/{index}/id", message="is the id of an earlier problem too")
            )
        problems[problem["id"]] = problem
    if faults:
        raise InputRefused(*faults)
    return problems


def _is_rated(problem: Problem) -> bool:
    return all(problem.get(total) is not None for total in TOTALS)


def _mean(problems: Collection[Problem], total: str) -> Fraction | None:
    ratings = [_exact(problem[total]) for problem in problems]
    return sum(ratings, Fraction()) / len(ratings) if ratings else None


def _working(total: str, problems: Collection[Problem], mean: Fraction | None) -> str:
    if mean is None:
        return f"{total}: no problem has both ratings"
    ratings = " + ".join(str(_exact(problem[total])) for problem in problems)
    return f"{total}: ({ratings}) ÷ {len(problems)} = {float(mean):.10g}"


def _exact(number: float) -> Fraction:
    """2.2 is 11/5 here, so that a change of exactly 2.2 reaches a threshold of 2.2."""
    return Fraction(str(number))


def _number(fraction: Fraction | None) -> float | None:
    return None if fraction is None else float(fraction)


@hookimpl
def measures() -> tuple[Measure, ...]:
    return (
        Measure(
            name="copm",
            version="1.0",
            label="COPM",
            summary="The person rates performance and satisfaction for up to 5 problems of their own.",
            licence=Licence(
                tier="data_only",
                rights_holder="M. Law, S. Baptiste, A. Carswell, M. A. McColl, H. Polatajko, N. Pollock",
                terms="Manual and form are sold; use in software needs a licence. No wording ships.",
                url="https://www.thecopm.ca/",
            ),
            answers=ANSWERS,
            settings=SETTINGS,
            scales=tuple(
                Scale(name=total, label=total.capitalize(), minimum=1, maximum=10, higher_is="better")
                for total in TOTALS
            ),
            score=score,
            change=change,
            paired=PairedRows(rows="problems", key="id", carry=("area", "description", "importance")),
        ),
    )
