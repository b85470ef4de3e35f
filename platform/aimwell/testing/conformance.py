"""What every plugin must keep to, tried on generated answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict
from decimal import Decimal
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from aimwell.contracts import Change, Measure, Quote, Scored, Tariff, TriageRule
from aimwell.testing.imports import check_imports

if TYPE_CHECKING:
    from aimwell.plugins import Failure, Plugin, Plugins

_ResultT = TypeVar("_ResultT")


def check_plugin(
    module: ModuleType,
    *,
    needs: Collection[str] = (),
    settings: Mapping[str, Any] = MappingProxyType({}),
    examples: int = 50,
) -> None:
    """Check a plugin against its contract; AssertionError, in plain words, for the first thing that is wrong.

    ``needs``: the packages beside the standard library that the plugin declares as its dependencies.
    ``settings``: what to set in every try; the other settings vary.
    ``examples``: how many generated answers to try. Needs hypothesis.

    It loads without fault; imports only ``aimwell``, the standard library and ``needs``; gives the same JSON
    for the same input; scores stay on their scales; no answer is never a score; the change from a set of
    answers to itself is neither improved nor declined; a tariff's lines add up to its total.
    """
    from aimwell.plugins import PluginError, Plugins

    check_imports(module, needs)
    try:
        plugins = Plugins.of(**{module.__name__.rpartition(".")[2]: module})
    except PluginError as error:
        raise AssertionError(str(error)) from error
    for measure in plugins.measures.values():
        check_measure(measure, plugin=plugins.plugin_of(measure), settings=settings, examples=examples)
    for rule in plugins.triage_rules.values():
        _check_triage_rule(plugins, rule, settings, examples)
    for tariff in plugins.tariffs.values():
        _check_tariff(plugins, tariff, settings, examples)


def check_measure(
    measure: Measure,
    *,
    plugin: Plugin | None = None,
    settings: Mapping[str, Any] = MappingProxyType({}),
    examples: int = 50,
) -> None:
    """Check a measure against its contract, as ``check_plugin`` does. ``plugin``: what offers it, if any."""
    from aimwell.plugins import Plugin as Source
    from aimwell.plugins import change_safely, score_safely
    from aimwell.plugins.offers import offer_faults

    faults = list(offer_faults(measure))
    assert not faults, f"{measure.name}: {'; '.join(faults)}"
    source = plugin or Source(name=measure.name, package="", version=measure.version, module=None)

    def holds(answers: dict[str, Any], settings: dict[str, Any]) -> None:
        scored = _result(measure.name, lambda: score_safely(source, measure, answers, settings))
        if scored is None:
            return
        changes = _result(measure.name, lambda: change_safely(source, measure, answers, answers, settings))
        for change in changes or ():
            _check_no_change(measure, change)
        _check_unanswered(source, measure, answers, settings)

    _for_all(holds, measure.answers, measure.settings, settings, examples)


def _check_no_change(measure: Measure, change: Change) -> None:
    still = change.change in (None, 0) and change.meaning in ("no meaningful change", "not computable")
    assert still, f"{measure.name}: “{change.name}” is “{change.meaning}” between the same answers"


def _check_unanswered(
    plugin: Plugin, measure: Measure, answers: dict[str, Any], settings: dict[str, Any]
) -> None:
    from aimwell.plugins import check_input, score_safely

    blank = _without_optional(measure.answers, answers)
    if _holds_number(blank) or check_input(measure.answers, blank):
        return  # the measure insists on an answer, so it can't be left empty
    scored = _result(measure.name, lambda: score_safely(plugin, measure, blank, settings))
    for score in scored.scores if isinstance(scored, Scored) else ():
        assert score.value is None, f"{measure.name}: “{score.name}” has a value though nothing was answered"


def _check_triage_rule(plugins: Plugins, rule: TriageRule, fixed: Mapping[str, Any], examples: int) -> None:
    from aimwell.plugins import decide_safely

    plugin = plugins.plugin_of(rule)

    def holds(facts: dict[str, Any], settings: dict[str, Any]) -> None:
        recommended = _result(rule.name, lambda: decide_safely(plugin, rule, facts, settings))
        if recommended is None:
            return
        assert recommended.rules, f"{rule.name}: a recommendation names no rule"
        assert all(matched.reason for matched in recommended.rules), f"{rule.name}: a rule gives no reason"

    _for_all(holds, rule.facts, rule.settings, fixed, examples)


def _check_tariff(plugins: Plugins, tariff: Tariff, fixed: Mapping[str, Any], examples: int) -> None:
    from aimwell.plugins import quote_safely

    def holds(case: dict[str, Any], settings: dict[str, Any]) -> None:
        quote = _result(tariff.name, lambda: quote_safely(plugins, tariff, settings, case))
        if quote is not None:
            _check_sum(tariff, quote)

    _for_all(holds, tariff.case, tariff.settings, fixed, examples)


def _check_sum(tariff: Tariff, quote: Quote) -> None:
    total = sum((Decimal(line.amount) for line in quote.lines), Decimal())
    assert total == Decimal(quote.total), f"{tariff.name}: the lines do not add up to the total"


def _result(name: str, call: Callable[[], _ResultT | Failure]) -> _ResultT | None:
    """The result of a call, the same twice and JSON; None when the plugin refused the input in words."""
    from aimwell.plugins import Failure

    first, second = call(), call()
    if isinstance(first, Failure):
        explained = f": {first.detail}" if first.detail else ""
        assert first.faults, f"{name}: {first.where} failed with {first.error} at {first.place}{explained}"
        return None
    assert first == second, f"{name}: the same input gave two results"
    results: Any = first if isinstance(first, tuple) else (first,)
    json.dumps([asdict(result) for result in results], allow_nan=False)
    return first


def _for_all(
    holds: Callable[[dict[str, Any], dict[str, Any]], None],
    schema: Mapping[str, Any],
    settings_schema: Mapping[str, Any],
    fixed: Mapping[str, Any],
    examples: int,
) -> None:
    from hypothesis import HealthCheck, given, settings

    from aimwell.testing.generated import answers

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(answers(schema), answers(settings_schema))
    def tried(data: dict[str, Any], setting: dict[str, Any]) -> None:
        holds(data, {**setting, **fixed})

    tried()


def _without_optional(schema: Mapping[str, Any], data: Any) -> Any:
    """The data without what its schema doesn't require."""
    if isinstance(data, dict):
        required = schema.get("required", ())
        columns = schema.get("properties", {})
        return {
            key: _without_optional(columns.get(key, {}), value)
            for key, value in data.items()
            if key in required
        }
    if isinstance(data, list):
        return [_without_optional(schema.get("items", {}), row) for row in data]
    return data


def _holds_number(data: Any) -> bool:
    if isinstance(data, dict | list):
        return any(_holds_number(value) for value in (data.values() if isinstance(data, dict) else data))
    return isinstance(data, int | float)
