"""Whatever a plugin's function does, its caller gets a sound result or a Failure that holds no answer."""

from dataclasses import replace
from types import ModuleType

import pytest

from aimwell import (
    Change,
    InputFault,
    InputRefused,
    Licence,
    MatchedRule,
    Measure,
    Recommendation,
    Scale,
    Score,
    Scored,
    hookimpl,
)
from aimwell.plugins import Failure, Plugins, change_safely, decide_safely, quote_safely, score_safely
from aimwell_plugins.tariffs import outcome_share
from aimwell_plugins.triage import intended_outcome

ANSWERS = {"name": "Mrs Secret", "rows": [1]}


def measure(score=None, change=None):
    return Measure(
        name="steps",
        version="1",
        label="Steps",
        licence=Licence(tier="open"),
        answers={"type": "object", "properties": {"name": {"type": "string"}}},
        settings={"type": "object"},
        scales=(Scale(name="steps", label="Steps", minimum=0, maximum=10, higher_is="better"),),
        score=score or (lambda answers, settings: scored(1.0)),
        change=change or (lambda before, after, settings: ()),
    )


def plugins_with(**offers):
    module = ModuleType("stranger")
    for hook, offer in offers.items():
        setattr(module, hook, hookimpl(lambda offer=offer: (offer,)))
    return Plugins.of(stranger=module)


def scored(value, name="steps"):
    return Scored(scores=(Score(name=name, value=value),), working=())


def score(function):
    offer = measure(score=function)
    return score_safely(plugins_with(measures=offer).plugin_of(offer), offer, ANSWERS, {})


def change(found):
    offer = measure(change=lambda before, after, settings: found)
    return change_safely(plugins_with(measures=offer).plugin_of(offer), offer, ANSWERS, ANSWERS, {})


def raises(error):
    def function(answers, settings):
        raise error

    return function


@pytest.mark.parametrize(
    "error", [ValueError("Mrs Secret"), KeyError("Mrs Secret"), SystemExit("Mrs Secret"), RecursionError()]
)
def test_a_measure_that_raises_is_a_failure_without_the_message(error):
    failure = score(raises(error))
    assert isinstance(failure, Failure)
    assert (failure.plugin, failure.where, failure.error) == ("stranger", "score", type(error).__name__)
    assert failure.place.startswith("test_plugin_calls.py:")
    assert "Secret" not in repr(failure)


def test_endless_recursion_is_a_failure():
    def endless(answers, settings):
        return endless(answers, settings)

    failure = score(endless)
    assert isinstance(failure, Failure)
    assert failure.error == "RecursionError"


def test_what_a_measure_refuses_is_told_and_not_shown_in_logs():
    failure = score(raises(InputRefused(InputFault(pointer="/name", message="not Mrs Secret"))))
    assert isinstance(failure, Failure)
    assert failure.faults == (InputFault(pointer="/name", message="not Mrs Secret"),)
    assert "Secret" not in repr(failure)


def test_answers_are_checked_before_the_measure_sees_them():
    offer = measure(score=raises(AssertionError()))
    failure = score_safely(plugins_with(measures=offer).plugin_of(offer), offer, {"name": 1}, {})
    assert isinstance(failure, Failure)
    assert [fault.pointer for fault in failure.faults] == ["/name"]


def test_a_measure_cannot_change_the_answers():
    def greedy(answers, settings):
        answers["rows"].clear()
        settings["x"] = 1
        return scored(1.0)

    answers, settings = {"rows": [1]}, {}
    offer = measure(score=greedy)
    assert score_safely(plugins_with(measures=offer).plugin_of(offer), offer, answers, settings) == scored(
        1.0
    )
    assert (answers, settings) == ({"rows": [1]}, {})


@pytest.mark.parametrize(
    ("returned", "detail"),
    [
        (None, "must return a Scored"),
        ({"scores": []}, "must return a Scored"),
        (scored(float("nan")), "not a finite number"),
        (scored(float("inf")), "not a finite number"),
        (scored(True), "not a finite number"),
        (scored("1"), "not a finite number"),
        (scored(11), "outside its scale"),
        (scored(-0.1), "outside its scale"),
        (scored(1, "speed"), "none of the measure's scales"),
        (Scored(scores=scored(1).scores * 2, working=()), "same name"),
        (Scored(scores=("steps",), working=()), "tuple of Score"),
        (Scored(scores=(), working="text"), "tuple of text"),
        (Scored(scores=(Score(name="steps", value=1, missing=(1,)),), working=()), "JSON pointers"),
    ],
)
def test_a_score_that_is_none_is_a_failure(returned, detail):
    failure = score(lambda answers, settings: returned)
    assert isinstance(failure, Failure)
    assert detail in failure.detail


SAME = Change(name="steps", before=1, after=1, change=0, direction="same", meaning="no meaningful change")


@pytest.mark.parametrize(
    "returned",
    [
        None,
        (None,),
        (replace(SAME, meaning="great"),),
        (replace(SAME, direction="up"),),
        (replace(SAME, change=float("nan")),),
        (replace(SAME, change=None),),
        (replace(SAME, meaning="not computable"),),
        (replace(SAME, meaning="not computable", change=None),),
    ],
)
def test_a_change_that_is_none_is_a_failure(returned):
    assert isinstance(change(returned), Failure)


def test_a_sound_change_is_handed_on():
    assert change([SAME]) == (SAME,)


@pytest.mark.parametrize(
    "returned",
    [
        None,
        Recommendation(decision="send home", level=1, rules=(MatchedRule(id="1", reason="…"),)),
        Recommendation(decision="urgent", level=1, rules=("T1",)),
    ],
)
def test_a_recommendation_that_is_none_is_a_failure(returned):
    rule = replace(intended_outcome.triage_rules()[0], decide=lambda facts, settings: returned)
    plugins = plugins_with(triage_rules=rule)
    assert isinstance(decide_safely(plugins.plugin_of(rule), rule, {}, {}), Failure)


def test_a_quote_that_is_none_is_a_failure():
    tariff = replace(outcome_share.tariffs()[0], quote=lambda settings, case: "£5")
    case = {"value": "1", "outcomes": [{"name": "a", "weight": 1, "achieved": "1"}]}
    failure = quote_safely(plugins_with(tariffs=tariff), tariff, {"guaranteed": "1"}, case)
    assert isinstance(failure, Failure)
    assert failure.detail == "quote must return a Quote"


def test_ctrl_c_is_not_held_back():
    with pytest.raises(KeyboardInterrupt):
        score(raises(KeyboardInterrupt()))


def test_a_failure_in_the_standard_library_names_the_plugins_own_line():
    from aimwell_plugins.measures import toms

    plugins = Plugins.of(toms=toms)
    broken = replace(plugins.measures["toms"], answers={"type": "object"})
    failure = score_safely(plugins.plugin_of(broken), broken, {"activity": "not a number"}, {})
    assert isinstance(failure, Failure)
    assert failure.place.startswith("toms.py:")
