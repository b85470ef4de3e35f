"""Call a plugin's function alone: whatever it does, the caller gets a sound result or a Failure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from aimwell.contracts import (
    Answers,
    Change,
    Direction,
    InputFault,
    InputRefused,
    Json,
    MatchedRule,
    Meaning,
    Measure,
    Notice,
    Quote,
    QuoteLine,
    Recommendation,
    Score,
    Scored,
    Settings,
    Tariff,
    TriageRule,
)
from aimwell.formschema.inputs import check_input

if TYPE_CHECKING:
    from aimwell.plugins.registry import Plugin, Plugins

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A plugin's call that gave no usable result. Holds no answer, so it may be logged and stored."""

    plugin: str
    version: str
    where: str
    """The function that was called: score, change, decide, quote, record_signed …"""
    error: str
    """The class of the exception. Never its message: that may hold an answer."""
    place: str
    """File and line in the plugin."""
    detail: str = ""
    """What was wrong with the returned value, in our words."""
    faults: tuple[InputFault, ...] = field(default=(), repr=False, compare=False)
    """What the plugin refused in the input: to show to whoever typed it, never to log or store."""


class UnusableResultError(Exception):
    """A plugin returned something else than its contract says. The message is ours and holds no answer."""


def score_safely(plugin: Plugin, measure: Measure, answers: Answers, settings: Settings) -> Scored | Failure:
    """Score answers with a measure of ``plugin``. Never raises: a Failure says where it broke, or what was
    refused."""

    def score() -> Scored:
        _check((measure.answers, answers), (measure.settings, settings))
        return _checked_scored(measure, measure.score(deepcopy(answers), deepcopy(settings)))

    return alone(plugin, "score", score)


def change_safely(
    plugin: Plugin, measure: Measure, before: Answers, after: Answers, settings: Settings
) -> tuple[Change, ...] | Failure:
    """The changes between two sets of answers, by a measure of ``plugin``. Never raises."""

    def change() -> tuple[Change, ...]:
        _check((measure.answers, before), (measure.answers, after), (measure.settings, settings))
        return _checked_changes(measure.change(deepcopy(before), deepcopy(after), deepcopy(settings)))

    return alone(plugin, "change", change)


def decide_safely(
    plugin: Plugin, rule: TriageRule, facts: Answers, settings: Settings
) -> Recommendation | Failure:
    """What a triage rule of ``plugin`` recommends. Never raises."""

    def decide() -> Recommendation:
        _check((rule.facts, facts), (rule.settings, settings))
        return _checked_recommendation(rule, rule.decide(deepcopy(facts), deepcopy(settings)))

    return alone(plugin, "decide", decide)


def quote_safely(
    plugins: Plugins, tariff: Tariff, settings: Settings, case: Mapping[str, Json]
) -> Quote | Failure:
    """What a tariff makes of a case. Never raises."""

    def quote() -> Quote:
        _check((tariff.settings, settings), (tariff.case, case))
        return _checked_quote(tariff.quote(deepcopy(settings), deepcopy(case)))

    return alone(plugins.plugin_of(tariff), "quote", quote)


def alone(plugin: Plugin, where: str, call: Callable[[], T]) -> T | Failure:
    """Make one call of one plugin; turn whatever goes wrong in it into a Failure."""

    def failure(error: BaseException, **more: Any) -> Failure:
        return Failure(
            plugin=plugin.name,
            version=plugin.version,
            where=where,
            error=type(error).__name__,
            place=_place(plugin, error.__traceback__),
            **more,
        )

    try:
        return call()
    except UnusableResultError as error:
        return failure(error, detail=str(error))
    except InputRefused as error:
        return failure(error, faults=tuple(error.faults))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything, and must not break a form
        return failure(error)


def checked_notices(answers: list[Any]) -> tuple[Notice, ...]:
    """The notices out of a hook's answers; UnusableResultError when they are something else."""
    notices: list[Notice] = []
    for answer in answers:
        _expect(isinstance(answer, tuple | list), "record_signed must return a tuple of Notice")
        for notice in answer:
            _expect(
                isinstance(notice, Notice) and isinstance(notice.text, str),
                "record_signed must return a tuple of Notice",
            )
            notices.append(notice)
    return tuple(notices)


def _check(*pairs: tuple[Mapping[str, Json], Json]) -> None:
    faults = [fault for schema, data in pairs for fault in check_input(schema, data)]
    if faults:
        raise InputRefused(*faults)


def _checked_scored(measure: Measure, scored: Any) -> Scored:
    _expect(isinstance(scored, Scored), "score must return a Scored")
    _expect(_all(scored.scores, Score), "scores must be a tuple of Score")
    _expect(_all(scored.working, str), "working must be a tuple of text")
    scales = {scale.name: scale for scale in measure.scales}
    names = [score.name for score in scored.scores]
    _expect(len(names) == len(set(names)), "two scores have the same name")
    for score in scored.scores:
        _expect(score.name in scales, "a score has a name that is none of the measure's scales")
        _expect(_number_or_none(score.value), "a score is not a finite number")
        _expect(_all(score.missing, str), "missing must be a tuple of JSON pointers")
        scale = scales[score.name]
        _expect(
            score.value is None or scale.minimum <= score.value <= scale.maximum,
            f"the score “{score.name}” is outside its scale",
        )
    return scored  # type: ignore[no-any-return]  # _expect has checked what mypy can't see


def _checked_changes(changes: Any) -> tuple[Change, ...]:
    _expect(_all(changes, Change), "change must return a tuple of Change")
    for change in changes:
        _expect(change.meaning in get_args(Meaning), "a change has an unknown meaning")
        _expect(change.direction in (None, *get_args(Direction)), "a change has an unknown direction")
        _expect(
            all(_number_or_none(value) for value in (change.before, change.after, change.change)),
            "a change holds a number that is not finite",
        )
        _expect(
            (change.meaning == "not computable") == (change.change is None),
            "a change is None exactly when its meaning is “not computable”",
        )
        _expect(
            change.meaning != "not computable" or bool(change.reason),
            "a change that is not computable must give its reason",
        )
    return tuple(changes)


def _checked_recommendation(rule: TriageRule, recommendation: Any) -> Recommendation:
    _expect(isinstance(recommendation, Recommendation), "decide must return a Recommendation")
    _expect(recommendation.decision in rule.decisions, "the decision is none of the rule's decisions")
    _expect(_all(recommendation.rules, MatchedRule), "rules must be a tuple of MatchedRule")
    return recommendation  # type: ignore[no-any-return]  # _expect has checked what mypy can't see


def _checked_quote(quote: Any) -> Quote:
    _expect(isinstance(quote, Quote), "quote must return a Quote")
    _expect(_all(quote.lines, QuoteLine), "lines must be a tuple of QuoteLine")
    return quote  # type: ignore[no-any-return]  # _expect has checked what mypy can't see


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise UnusableResultError(otherwise)


def _all(values: Any, kind: type) -> bool:
    return isinstance(values, tuple | list) and all(isinstance(value, kind) for value in values)


def _number_or_none(value: Any) -> bool:
    if value is None:
        return True
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _place(plugin: Plugin, traceback: TracebackType | None) -> str:
    """The last line that ran in the plugin's own file; where it didn't, the last line that ran."""
    own = getattr(plugin.module, "__file__", None)
    lines = [(frame.f_code.co_filename, line) for frame, line in walk_tb(traceback)]
    in_plugin = [line for line in lines if line[0] == own]
    if not lines:
        return "?"
    file, line = (in_plugin or lines)[-1]
    return f"{Path(file).name}:{line}"
