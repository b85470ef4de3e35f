"""Scores and change: derived from signed records, with everything that is needed to show how."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from aimwell.contracts import Answers, Json, Measure
from aimwell.formschema import Outline, Question, shown
from aimwell.organisations.measures import KnownMeasure, known_measure
from aimwell.organisations.models import Organisation, PluginFailure
from aimwell.organisations.offers import Choices, choices_of
from aimwell.people.merging import family_of, kept_of
from aimwell.people.models import Carer, Person
from aimwell.plugins import Failure, change_safely, score_safely
from aimwell.records.models import Change, Record, Score


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A measure that a form asked, with the answers it got."""

    question: Question
    series: str
    answers: Answers


def measures_asked(outline: Outline, answers: Answers) -> Iterator[Asked]:
    """The measures of a form that were shown and have any answer.

    A series is what can be compared: the measure with the settings its question gave it (a scale's anchors
    and direction, say). Where a form asks one series twice, the question's key tells them apart.
    """
    seen: set[str] = set()
    for section in outline.sections:
        if not shown(section, answers):
            continue
        for question in section.questions:
            if question.measure is None or not shown(question, answers):
                continue
            series = series_of(question)
            series = f"{series}/{question.key}" if series in seen else series
            seen.add(series)
            given = answers.get(section.key, {}).get(question.key)
            if given:
                yield Asked(question=question, series=series, answers=given)


def series_of(question: Question) -> str:
    """The name under which a measure's question is comparable with another one."""
    if not question.settings:
        return str(question.measure)
    settings = json.dumps(dict(question.settings), sort_keys=True, ensure_ascii=False)
    return f"{question.measure}#{hashlib.sha256(settings.encode()).hexdigest()[:12]}"


def score_record(record: Record) -> list[Score]:
    """Score every measure of a record, and its change from the person's baseline.

    A plugin that fails costs its score, never the record: the failure is kept beside the record and shown.
    """
    asked = list(measures_asked(record.version.outline, record.answers))
    if not asked:
        return []
    choices = choices_then(record)
    scores = Score.objects.bulk_create([_score(record, one, choices) for one in asked])
    keep_changes(record, scores, choices)
    if record.carer_id is not None:  # A carer’s own scores are no baseline of the person.
        return scores
    person, signed_on = kept_of(record.person), timezone.localdate(record.signed_at)
    if person.baseline_on is None or signed_on < person.baseline_on:
        person.baseline_on = signed_on
        person.save(update_fields=["baseline_on"])
    return scores


def settings_of_today(organisation: Organisation, measures: Collection[str]) -> dict[str, Json]:
    """What an organisation has set for some measures, to be kept with a record; nothing is asked for none."""
    if not measures:
        return {}
    choices = choices_of(organisation)
    return {name: dict(choices.settings[name]) for name in measures if name in choices.settings}


def choices_then(record: Record) -> Choices:
    """What the organisation had set when a record was signed."""
    if record.settings is None:
        return choices_of(record.organisation)
    return Choices(plugins_on=frozenset(), settings=record.settings)


def keep_changes(record: Record, scores: Collection[Score], choices: Choices) -> int:
    """Keep the change of each score from the person's baseline; how many there were."""
    baselines = baselines_of(record, [score for score in scores if not score.failure])
    changes = [
        change_between(baselines[_comparable(score)], score, choices)
        for score in scores
        if _comparable(score) in baselines
    ]
    Change.objects.bulk_create(changes)
    return len(changes)


def _score(record: Record, asked: Asked, choices: Choices) -> Score:
    question = asked.question
    known = measure_asked(record.organisation_id, question)
    measure = known.measure if known else None
    score = Score(
        organisation_id=record.organisation_id,
        record=record,
        person=record.person,
        pointer=question.pointer,
        title=question.title,
        series=asked.series,
        measure=question.measure,
        measure_label=measure.label if measure else question.measure,
        measure_version=question.measure_version,
        settings=choices.settings_of(str(question.measure), question.settings),
        measured_at=record.signed_at,
    )
    if known is None or measure is None:
        score.failure = f"The plugin that offers “{question.measure}” is not installed."
    elif measure.version != question.measure_version:
        score.failure = (
            f"This form asked version {question.measure_version} of {measure.label}; "
            f"version {measure.version} is installed and scores another way."
        )
    else:
        score.plugin, score.plugin_version = known.plugin.name, known.plugin.version
        _fill(score, score_safely(known.plugin, measure, asked.answers, score.settings), measure)
    return score


def measure_asked(organisation_id: int, question: Question) -> KnownMeasure | None:
    """The measure that a question of a published form asks, if it is known here."""
    return known_measure(organisation_id, str(question.measure), question.measure_version or "")


def _fill(score: Score, scored: Json, measure: Measure) -> None:
    if isinstance(scored, Failure):
        score.failure = keep_failure(score.organisation_id, scored)
        return
    scales = {scale.name: scale for scale in measure.scales}
    score.values = [
        {
            **asdict(one),
            "label": scales[one.name].label,
            "band": scales[one.name].band_of(one.value),
            "missing": list(one.missing),
        }
        for one in scored.scores
    ]
    score.working = list(scored.working)


def baselines_of(record: Record, scores: Collection[Score]) -> dict[tuple[str, str], Score]:
    """The person's first score before ``record`` that each of ``scores`` can be compared with.

    That is one of the same series by the same version of the measure. Records that were amended by then don't
    count; what is amended later changes nothing of what was found on the day of signing.
    """
    firsts = (
        Score.objects.filter(person_id__in=family_of(record.person), record__carer=record.carer)
        .filter(Q(record__amended_by=None) | Q(record__amended_by__signed_at__gt=record.signed_at))
        .filter(series__in=[score.series for score in scores], failure="", measured_at__lt=record.signed_at)
        .order_by("series", "measure_version", "measured_at", "pk")
        .distinct("series", "measure_version")
        .select_related("record")
    )
    return {_comparable(score): score for score in firsts}


def _comparable(score: Score) -> tuple[str, str]:
    return score.series, score.measure_version


def current_scores(person: Person, carer: Carer | None = None) -> QuerySet[Score]:
    """The person's scores, oldest first, without those of records that were amended.

    ``carer``: of this carer instead, about themselves. The two never mix.
    """
    scores = Score.objects.filter(
        person_id__in=family_of(person), record__carer=carer, record__amended_by=None
    )
    return scores.order_by("measured_at", "pk")


def change_between(before: Score, after: Score, choices: Choices) -> Change:
    """The change between any two scores of a series, by the organisation's thresholds of today. Not saved."""
    known = known_measure(after.organisation_id, after.measure, after.measure_version)
    change = Change(organisation_id=after.organisation_id, before=before, after=after)
    if known is None:
        change.failure = f"The plugin that offers “{after.measure_label}” is not installed."
        return change
    if not before.measure_version == after.measure_version == known.measure.version:
        change.failure = "The two were scored by different versions of the measure, which can't be compared."
        return change
    change.settings = choices.settings_of(after.measure, _own_settings(after))
    changed = change_safely(
        known.plugin, known.measure, answers_of(before), answers_of(after), change.settings
    )
    if isinstance(changed, Failure):
        change.failure = keep_failure(after.organisation_id, changed)
    else:
        change.values = [asdict(one) for one in changed]
    return change


def answers_of(score: Score) -> Answers:
    """The answers from which a score was made."""
    section, question = score.pointer.strip("/").split("/")
    return score.record.answers[section][question]


def _own_settings(score: Score) -> Mapping[str, Json]:
    section_key, key = score.pointer.strip("/").split("/")
    sections = {section.key: section for section in score.record.version.outline.sections}
    questions = {question.key: question for question in sections[section_key].questions}
    return questions[key].settings


def keep_failure(organisation_id: int, failure: Failure) -> str:
    """Keep a plugin's failure for the organisation's manager, and return what to tell the practitioner."""
    PluginFailure.objects.create(
        organisation_id=organisation_id,
        plugin=failure.plugin,
        plugin_version=failure.version,
        call=failure.where,
        error=failure.error,
        place=failure.place,
    )
    return (
        f"The plugin “{failure.plugin}” failed, so there is no score. The answers are safe. "
        "Your service manager can see the failure under Plugins."
    )
