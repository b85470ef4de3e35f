"""Plugins are found, checked when they are loaded, and told of records one by one."""

from dataclasses import replace
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from aimwell import Licence, Measure, Notice, PairedRows, Scale, Scored, SignedRecord, hookimpl, table_rule
from aimwell.plugins import Failure, PluginError, Plugins, Told, registry
from aimwell_plugins.measures import copm, vas
from aimwell_plugins.triage import intended_outcome

RECORD = SignedRecord(kind="assessment", answers={"about": {"name": "A secret"}}, scores={})

STEPS = Measure(
    name="steps",
    version="1",
    label="Steps",
    licence=Licence(tier="open"),
    answers={"type": "object", "properties": {"rows": {"type": "array", "items": {"type": "object"}}}},
    scales=(Scale(name="steps", label="Steps", minimum=0, maximum=10, higher_is="better"),),
    score=lambda answers, settings: Scored(scores=(), working=()),
    change=lambda before, after, settings: (),
)


def plugin(name="a_plugin", **hooks):
    module = ModuleType(name)
    for hook, function in hooks.items():
        setattr(module, hook, hookimpl(function))
    return module


def offering(*measures):
    return plugin(measures=lambda: measures)


def refusal(**modules):
    with pytest.raises(PluginError) as refused:
        Plugins.of(**modules)
    return str(refused.value)


def test_hook_measures():
    plugins = Plugins.of(copm=copm, vas=vas)
    assert list(plugins.measures) == ["copm", "vas", "pain_vas"]
    assert plugins.owner("measure", "pain_vas").name == "vas"
    assert plugins.plugin_of(plugins.measures["copm"]).name == "copm"
    with pytest.raises(KeyError):
        plugins.owner("tariff", "copm")


def test_hook_triage_rules():
    plugins = Plugins.of(intended_outcome=intended_outcome)
    assert list(plugins.triage_rules) == ["intended_outcome"]
    assert plugins.plugins["intended_outcome"].triage_rules == tuple(plugins.triage_rules.values())


def test_hook_tariffs():
    from aimwell_plugins.tariffs import outcome_share

    assert list(Plugins.of(outcome_share=outcome_share).tariffs) == ["outcome_share"]


def test_hook_record_signed():
    heard = []

    def record_signed(record):
        heard.append(record)
        return (Notice(text="Thank you"),)

    plugins = Plugins.of(
        on=plugin(record_signed=record_signed), off=plugin(record_signed=record_signed), copm=copm
    )
    assert plugins.record_signed(["on", "copm", "gone"], RECORD) == (
        Told(plugin="on", notices=(Notice(text="Thank you"),)),
    )
    assert heard == [RECORD]


def test_one_plugin_that_raises_does_not_silence_the_others():
    def breaks(record):
        raise ValueError(record.answers["about"]["name"])

    def speaks(record):
        return (Notice(text="Still here"),)

    plugins = Plugins.of(first=plugin(record_signed=breaks), second=plugin(record_signed=speaks))
    first, second = plugins.record_signed(["first", "second"], RECORD)
    assert isinstance(first.failure, Failure)
    assert (first.failure.plugin, first.failure.where, first.failure.error) == (
        "first",
        "record_signed",
        "ValueError",
    )
    assert first.failure.place.startswith("test_plugins.py:")
    assert "secret" not in repr(first)
    assert second.notices == (Notice(text="Still here"),)


def test_no_plugin_can_change_what_the_next_one_hears():
    heard = []

    def greedy(record):
        record.answers["about"].clear()
        return ()

    def listener(record):
        heard.append(record.answers)
        return ()

    plugins = Plugins.of(greedy=plugin(record_signed=greedy), listener=plugin(record_signed=listener))
    plugins.record_signed(["greedy", "listener"], RECORD)
    assert heard == [{"about": {"name": "A secret"}}]


@pytest.mark.parametrize("said", ["hello", Notice(text="not in a tuple"), ("text",), (Notice(text=1),)])
def test_what_is_no_notice_is_a_failure(said):
    (told,) = Plugins.of(a=plugin(record_signed=lambda record: said)).record_signed(["a"], RECORD)
    assert told.failure is not None
    assert "tuple of Notice" in told.failure.detail


def test_one_name_offered_twice_names_both_and_the_remedy():
    message = refusal(first=offering(STEPS), second=offering(STEPS))
    assert "measure “steps” is offered twice" in message
    assert "“first” of a_plugin 0" in message
    assert "“second” of a_plugin 0" in message
    assert "Uninstall one" in message


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"purpose": "payment"}, "its purpose must be triage, priority or eligibility"),
        ({"roles": {"later": "routine"}}, "its roles name “later”, which is no decision of it"),
        ({"decisions": {}}, "it has no decisions"),
    ],
)
def test_a_triage_rule_that_can_not_be_used_is_refused(changed, said):
    rule = replace(intended_outcome.triage_rules()[0], **changed)
    assert said in refusal(a=plugin(triage_rules=lambda: (rule,)))


def test_the_faults_of_a_table_are_told():
    message = refusal(a=plugin(triage_rules=lambda: (table_rule("{}", version="1"),)))
    assert "failed in triage_rules(): InputRefused" in message
    assert "/: This isn’t a decision table." in message


def test_two_kinds_may_share_a_name():
    rule = replace(intended_outcome.triage_rules()[0], name="steps")
    Plugins.of(a=offering(STEPS), b=plugin(triage_rules=lambda: (rule,)))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": "Steps"}, "snake_case"),
        ({"version": ""}, "version is empty"),
        ({"label": " "}, "label is empty"),
        ({"answers": {"type": "nonsense"}}, "not a valid JSON Schema"),
        ({"answers": []}, "must be a dict"),
        ({"answers": {"type": "string"}}, "type object"),
        ({"answers": {"type": "object", "properties": {"a": {"$ref": "https://x.invalid/"}}}}, "$ref"),
        ({"settings": {"type": "object", "required": 1}}, "its settings"),
        ({"scales": ()}, "no scales"),
        ({"scales": STEPS.scales * 2}, "two scales named “steps”"),
        ({"scales": (replace(STEPS.scales[0], minimum=10),)}, "minimum below"),
        ({"scales": (replace(STEPS.scales[0], maximum=float("inf")),)}, "finite"),
        ({"scales": (replace(STEPS.scales[0], higher_is="up"),)}, "higher_is"),
        ({"score": None}, "score must be a function"),
        ({"licence": Licence(tier="free")}, "licence tier"),
        ({"paired": PairedRows(rows="rows", key="id", carry=())}, "“id”"),
    ],
)
def test_a_fault_in_an_offer_is_found_when_it_is_loaded(change, fault):
    message = refusal(walk=offering(replace(STEPS, **change)))
    assert fault in message
    assert "“walk” of a_plugin 0" in message
    assert "uninstall a_plugin" in message


def test_an_unknown_hook_is_refused():
    assert "unknown hook" in refusal(a=plugin(measurs=lambda: ()))


def test_a_hook_with_another_argument_is_refused():
    assert "nonsense" in refusal(a=plugin(record_signed=lambda nonsense: ()))


def test_a_plugin_without_a_hook_is_refused():
    assert "no hook" in refusal(a=ModuleType("forgotten"))


def test_offers_of_another_kind_are_refused():
    assert "tuple of Measure" in refusal(a=plugin(measures=lambda: ("steps",)))
    assert "tuple of Measure" in refusal(a=plugin(measures=lambda: STEPS))


def test_an_offer_that_raises_is_refused_with_its_place():
    def measures():
        raise ZeroDivisionError

    assert "failed in measures(): ZeroDivisionError at test_plugins.py:" in refusal(
        a=plugin(measures=measures)
    )


class Distribution:
    name, version = "stranger", "2.1"


def entry(name, module):
    return EntryPoint(name=name, value=module, group="aimwell")._for(Distribution)


def test_a_plugin_that_cannot_be_imported_names_its_package_and_the_remedy(monkeypatch):
    monkeypatch.setattr(registry, "entry_points", lambda group: [entry("lost", "no_such_module_here")])
    with pytest.raises(PluginError, match="“lost” of stranger") as refused:
        Plugins.installed()
    assert "2.1 can't be imported" in str(refused.value)
    assert "uninstall stranger" in str(refused.value)


def test_two_entry_points_of_one_name_name_both(monkeypatch):
    both = [entry("copm", "aimwell_plugins.measures.copm"), entry("copm", "aimwell_plugins.measures.vas")]
    monkeypatch.setattr(registry, "entry_points", lambda group: both)
    with pytest.raises(PluginError, match="same name"):
        Plugins.installed()
