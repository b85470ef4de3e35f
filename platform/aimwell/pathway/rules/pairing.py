"""Which two scores an episode is judged by: the first and the last that are valid (domain facts, F)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WITHIN = timedelta(days=28)
"""How far from an episode's begin its baseline may be. A default of this project: it needs local sign-off."""


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A valid score: its key, and the day it was measured on."""

    key: int
    on: date


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The baseline and the end; where one is missing, ``why`` says so."""

    first: Dated | None = None
    last: Dated | None = None
    why: str = ""


def pair(scores: Sequence[Dated], began: date, ended: date, chosen: int | None = None) -> Pair:
    """The baseline and the end among the scores of a series, oldest first.

    The baseline is the one that was ``chosen`` when the episode began; otherwise the earliest from then on,
    otherwise the latest before, within ``WITHIN`` days. The end is the last until the episode ended. Two of
    the same day are no pair.
    """
    first = next((one for one in scores if one.key == chosen), None) or _baseline(scores, began)
    if first is None:
        return Pair(why=f"There is no score within {WITHIN.days} days of the beginning.")
    later = [one for one in scores if first.on < one.on <= ended]
    if not later:
        return Pair(first=first, why="There is no score from a day after the baseline.")
    return Pair(first=first, last=later[-1])


def _baseline(scores: Sequence[Dated], began: date) -> Dated | None:
    after = [one for one in scores if began <= one.on <= began + WITHIN]
    before = [one for one in scores if began - WITHIN <= one.on < began]
    return after[0] if after else before[-1] if before else None
