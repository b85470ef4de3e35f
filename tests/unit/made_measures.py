"""Definitions of measures that are made without code."""

from __future__ import annotations

import json
from typing import Any

from aimwell.questionnaire import build, define, problems, read


def document(**changes: Any) -> dict[str, Any]:
    """Nine items of 0 to 3 points, one total: the shape of many a questionnaire."""
    return {
        "format": "aimwell-measure-1",
        "name": "nine",
        "label": "Nine questions",
        "licence": {"tier": "open"},
        "answer_scales": [
            {
                "key": "often",
                "label": "How often",
                "options": [{"label": f"Answer {points}", "points": points} for points in range(4)],
            }
        ],
        "items": [{"key": f"q{n}", "wording": f"Question {n}", "answers": "often"} for n in range(1, 10)],
        "scales": [total()],
        **changes,
    }


def total(**changes: Any) -> dict[str, Any]:
    return {
        "name": "total",
        "label": "Total",
        "combine": "sum",
        "missing": {"most": 2, "prorate": True},
        "decimals": 0,
        "higher_is": "worse",
        **changes,
    }


def bands(*rows: tuple[str, float, float]) -> list[dict[str, Any]]:
    return [{"label": label, "from": low, "to": high} for label, low, high in rows]


def measure(**changes: Any) -> Any:
    given = document(**changes)
    assert problems(given) == []
    return build(define(read(json.dumps(given))), version="1")


def answers(*points: int | None) -> dict[str, str]:
    return {f"q{n}": str(one) for n, one in enumerate(points, start=1) if one is not None}


def ids(given: dict[str, Any]) -> list[str]:
    return [problem.id for problem in problems(given)]
