"""What stands beside a measure: its value at the baseline and the last time, and where its rows come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.template import engines
from markupsafe import Markup

from aimwell.formschema import Question, Section
from aimwell.formschema.languages.speech import speech
from aimwell.records.answers import Told, tell_measure
from aimwell.records.carrying import paired_rows
from aimwell.records.models import Draft, Score
from aimwell.records.scoring import answers_of, current_scores, series_of


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Markup for the measures of a section by their pointer, and for rows by their id."""

    by_pointer: Mapping[str, Markup] = field(default_factory=dict)
    by_row: Mapping[str, Markup] = field(default_factory=dict)


def beside(draft: Draft, section: Section) -> Beside:
    """Earlier values for the measures of a section; nothing is asked of the database where it has none."""
    measures = [question for question in section.questions if question.measure]
    if not measures:
        return Beside()
    series = {question.pointer: series_of(question) for question in measures}
    firsts, lasts = _ends(draft, series.values())
    say = speech(draft.outline.language)
    macros = engines["jinja2"].env.get_template("wizard/earlier.jinja").make_module({"say": say})
    by_pointer: dict[str, Markup] = {}
    by_row: dict[str, Markup] = {}
    for question in measures:
        first = firsts.get(series[question.pointer])
        if first is None:
            continue
        last = lasts[series[question.pointer]]
        scores = [first] if first == last else [first, last]
        rows = _earlier_rows(question, scores, draft.organisation_id)
        by_pointer[question.pointer] = macros.beside(scores, [] if rows else _told(question, scores))
        by_row |= {key: macros.origin(found[0].score, found) for key, found in rows.items()}
    return Beside(by_pointer=by_pointer, by_row=by_row)


def _ends(draft: Draft, series: Iterable[str]) -> tuple[dict[str, Score], dict[str, Score]]:
    """The first and the last score of each series, of what was signed before the draft's own record."""
    scores = current_scores(draft.person, draft.carer).filter(series__in=set(series), failure="")
    if draft.amends_id is not None:
        scores = scores.filter(measured_at__lt=draft.amends.signed_at)
    # Chosen by their keys first, so that whole records aren't sorted to find two.
    ends = Q(pk__in=_one_each(scores, "measured_at", "pk")) | Q(
        pk__in=_one_each(scores, "-measured_at", "-pk")
    )
    firsts: dict[str, Score] = {}
    lasts: dict[str, Score] = {}
    found = Score.objects.filter(ends).select_related("record__signed_by")
    for score in found.order_by("measured_at", "pk"):
        firsts.setdefault(score.series, score)
        lasts[score.series] = score
    return firsts, lasts


def _one_each(scores: QuerySet[Score], *order: str) -> QuerySet[Score]:
    return scores.order_by("series", *order).distinct("series").values("pk")


@dataclass(frozen=True, kw_only=True)
class EarlierRow:
    """A row as it was rated in one earlier record."""

    score: Score
    ratings: tuple[Told, ...]


def _earlier_rows(
    question: Question, scores: list[Score], organisation_id: int
) -> dict[str, list[EarlierRow]]:
    """For a measure with paired rows: each row's earlier ratings by its id, oldest first."""
    paired = paired_rows(organisation_id, question)
    if paired is None:
        return {}
    found: dict[str, list[EarlierRow]] = {}
    for score in scores:
        answers = answers_of(score)
        told = next(one for one in tell_measure(question, answers) if one.question.key == paired.rows)
        for row, lines in zip(answers.get(paired.rows, []), told.rows, strict=True):
            ratings = tuple(line for line in lines if line.question.key not in paired.carry)
            found.setdefault(row[paired.key], []).append(EarlierRow(score=score, ratings=ratings))
    return found


def _told(question: Question, scores: list[Score]) -> list[dict[str, Any]]:
    """What was answered to a measure without paired rows."""
    return [{"score": score, "lines": tell_measure(question, answers_of(score))} for score in scores]
