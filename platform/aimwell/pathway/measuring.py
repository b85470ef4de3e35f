"""What a measure tells of an episode: the score that it begins with, and the change when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.timezone import localdate

from aimwell.contracts import Change as ScaleChange
from aimwell.contracts import Json
from aimwell.organisations.measures import known_measure
from aimwell.organisations.models import Organisation
from aimwell.organisations.offers import choices_of
from aimwell.pathway.rules.episode import Episode
from aimwell.pathway.rules.judging import Evidence, Measured
from aimwell.pathway.rules.pairing import Dated, pair
from aimwell.pathway.rules.story import Pathway
from aimwell.people.models import Person
from aimwell.records.models import Change, Score
from aimwell.records.scoring import change_between, current_scores


def latest_scores(person: Person) -> list[Score]:
    """The newest valid score of each series of a person, by title: what a baseline can be chosen from."""
    newest = (
        current_scores(person)
        .filter(failure="")
        .order_by("series", "measure_version", "-measured_at", "-pk")
        .distinct("series", "measure_version")
    )
    return sorted(newest, key=title_of)


def title_of(score: Score) -> str:
    """What a score’s series is called: the question, and the measure where that is another word."""
    if score.title and score.title != score.measure_label:
        return f"{score.title} ({score.measure_label})"
    return score.measure_label


def pinned(score: Score, scale: str = "", target: float | None = None) -> dict[str, Json]:
    """A score as an episode keeps it. ``scale``: the one that counts; empty where all of them do."""
    return {
        "series": score.series,
        "version": score.measure_version,
        "label": title_of(score),
        "scales": [scale] if scale else [],
        "score": score.pk,
        "on": localdate(score.measured_at).isoformat(),
        "values": [
            {"name": value["name"], "label": value["label"], "value": value["value"]}
            for value in score.values
            if value["name"] == (scale or value["name"])
        ],
        "target": target,
    }


@dataclass(frozen=True, kw_only=True)
class Found:
    """What is known at the end. ``change``: None where no two scores can be paired, and ``why`` says why."""

    evidence: Evidence
    change: Change | None = None
    why: str = ""


def evidence_of(
    person: Person, episode: Episode, pathway: Pathway, organisation: Organisation, ended: date
) -> Found:
    """The evidence for an episode's outcome, by the thresholds of today.

    Whether a harm happened is not in it.
    """
    began = localdate(episode.at)
    dates = Evidence(
        formulated_on=_first_since(began, [localdate(one.at) for one in pathway.formulations]),
        decided_on=_first_since(
            began, [localdate(one.at) for one in (*pathway.priorities, *pathway.eligibilities)]
        ),
        due_on=episode.evaluate_on,
    )
    if not episode.measure:
        return Found(evidence=dates, why="No measure was chosen when the episode began.")
    scores = list(
        current_scores(person)
        .filter(failure="", series=episode.measure["series"], measure_version=episode.measure["version"])
        .select_related("record__version")
        .defer("record__version__text")
    )
    by_key = {score.pk: score for score in scores}
    dated = [Dated(key=score.pk, on=localdate(score.measured_at)) for score in scores]
    paired = pair(dated, began, ended, chosen=episode.measure.get("score"))
    if paired.first is None or paired.last is None:
        return Found(evidence=dates, why=paired.why)
    before, after = by_key[paired.first.key], by_key[paired.last.key]
    change = change_between(before, after, choices_of(organisation))
    if change.failure:
        return Found(evidence=dates, change=change, why=change.failure)
    counted = episode.measure.get("scales") or [value["name"] for value in change.values]
    change.values = [value for value in change.values if value["name"] in counted]
    measured = tuple(_measured(value, after, episode.measure.get("target")) for value in change.values)
    return Found(evidence=replace(dates, measured=measured), change=change)


def _first_since(began: date, days: list[date]) -> date | None:
    return min((day for day in days if day >= began), default=None)


def _measured(value: Mapping[str, Json], after: Score, target: float | None) -> Measured:
    labels = {one["name"]: one["label"] for one in after.values}
    change = ScaleChange(**value)
    return Measured(
        label=labels.get(change.name, change.name.replace("_", " ").capitalize()),
        change=change,
        reached=_reached(change, after, target),
    )


def _reached(change: ScaleChange, after: Score, target: float | None) -> bool | None:
    if target is None or change.after is None:
        return None
    known = known_measure(after.organisation_id, after.measure, after.measure_version)
    scales = {scale.name: scale for scale in known.measure.scales} if known else {}
    scale = scales.get(change.name)
    higher_is = (scale.higher_is if scale else None) or after.settings.get("higher_is")
    if higher_is not in ("better", "worse"):
        return None
    return change.after >= target if higher_is == "better" else change.after <= target
