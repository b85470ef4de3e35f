"""Scores over time: what a person's scores come to, series by series, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.timezone import localdate

from aimwell.contracts import Json, Scale
from aimwell.documents.chart import Chart, Line, Point
from aimwell.organisations.measures import known_measure
from aimwell.people.models import Carer, Person
from aimwell.records.models import Score
from aimwell.records.scoring import current_scores

SHOWN = 12
"""How many of the newest scores of a series are drawn, beside its baseline."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """The scores of one series by one version of its measure, oldest first, and a chart for each range."""

    name: str
    title: str
    scores: tuple[Score, ...]
    charts: tuple[Chart, ...]
    left_out: int

    @property
    def baseline(self) -> Score:
        """The first score ever, always among ``scores``."""
        return self.scores[0]

    @property
    def latest(self) -> Score:
        """The newest score."""
        return self.scores[-1]

    def with_version(self) -> Series:
        """The same, telling which version of the measure it is."""
        return replace(self, title=f"{self.title}, version {self.latest.measure_version}")


def series_of_person(
    person: Person, *, carer: Carer | None = None, until: datetime | None = None
) -> tuple[Series, ...]:
    """A person's series, each with its newest scores and its baseline: always one statement.

    ``carer``: of this carer of theirs instead. ``until``: as they stood at that time.
    """
    by_series = {"partition_by": [F("series"), F("measure_version")]}
    known = current_scores(person, carer).filter(failure="")
    if until is not None:
        known = known.filter(measured_at__lte=until)
    scores = (
        known.annotate(
            newest=Window(RowNumber(), order_by=[F("measured_at").desc(), F("pk").desc()], **by_series),
            oldest=Window(RowNumber(), order_by=[F("measured_at").asc(), F("pk").asc()], **by_series),
        )
        .filter(Q(newest__lte=SHOWN) | Q(oldest=1))
        .order_by("series", "measure_version", "measured_at", "pk")
    )
    # What different versions of a measure made can't be compared, so it isn't drawn on one line.
    groups = groupby(scores, key=lambda score: (score.series, score.measure_version))
    made = [_series(name, tuple(rows)) for (name, _), rows in groups]
    names = [one.name for one in made]
    told = [one.with_version() if names.count(one.name) > 1 else one for one in made]
    return tuple(sorted(told, key=lambda one: one.title))


def _series(name: str, scores: tuple[Score, ...]) -> Series:
    latest = scores[-1]
    title = latest.measure_label
    if latest.title and latest.title != latest.measure_label:
        title = f"{latest.title} ({latest.measure_label})"
    return Series(
        name=name,
        title=title,
        scores=scores,
        charts=tuple(_charts(title, scores)),
        left_out=latest.oldest - len(scores),
    )


def _charts(title: str, scores: tuple[Score, ...]) -> Iterable[Chart]:
    scales = {scale.name: scale for scale in scales_of(scores[-1])}
    names = dict.fromkeys(value["name"] for score in scores for value in score.values)
    ranges: dict[tuple[float, float], list[str]] = {}
    for name in names:
        if any(_value(score, name) is not None for score in scores):
            ranges.setdefault(_range(scales.get(name), name, scores), []).append(name)
    for (minimum, maximum), lines in ranges.items():
        measured = [score for score in scores if any(_has(score, name) for name in lines)]
        yield Chart(
            title=title if len(ranges) == 1 else f"{title}, {minimum:g} to {maximum:g}",
            lines=tuple(
                Line(
                    label=_label(scales.get(name), name, scores),
                    points=tuple(
                        Point(on=measured_on(score), value=_value(score, name), band=_band(score, name))
                        for score in measured
                    ),
                )
                for name in lines
            ),
            minimum=minimum,
            maximum=maximum,
            baseline=measured_on(scores[0]) if _has(scores[0], lines[0]) else None,
            direction=direction_in_words(scales.get(lines[0]), scores[-1].settings),
        )


def scales_of(score: Score) -> tuple[Scale, ...]:
    """The scales of a score's measure; none where its plugin is no longer installed."""
    known = known_measure(score.organisation_id, score.measure, score.measure_version)
    return known.measure.scales if known else ()


def direction_in_words(scale: Scale | None, settings: Mapping[str, Json]) -> str:
    """Which way is better. Never guessed: where neither the scale nor the settings say, that is said."""
    higher_is = (scale.higher_is if scale else None) or settings.get("higher_is")
    if higher_is not in ("better", "worse"):
        return "Whether higher is better or worse is not set."
    return f"Higher is {higher_is}."


def measured_on(score: Score) -> date:
    """The day of a score, by the clock on the wall."""
    return localdate(score.measured_at)


def _range(scale: Scale | None, name: str, scores: tuple[Score, ...]) -> tuple[float, float]:
    if scale is not None:
        return scale.minimum, scale.maximum
    known = [value for score in scores if (value := _value(score, name)) is not None]
    return min(0.0, *known), max(known)


def _label(scale: Scale | None, name: str, scores: tuple[Score, ...]) -> str:
    if scale is not None:
        return scale.label
    return next(value["label"] for score in scores for value in score.values if value["name"] == name)


def _has(score: Score, name: str) -> bool:
    return any(value["name"] == name for value in score.values)


def _band(score: Score, name: str) -> str:
    return next((value.get("band", "") for value in score.values if value["name"] == name), "")


def _value(score: Score, name: str) -> float | None:
    return next((value["value"] for value in score.values if value["name"] == name), None)
