"""What holds for any table that can be saved, whatever its rules say."""

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruletables_strategies import tables_and_facts

from aimwell import Recommendation
from aimwell.ruletables import decide, rule_of

quick = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def role(table, recommended):
    return table.decision[recommended.decision].role


def completions(table, facts):
    """Every way of filling in what isn’t known: tried one by one, as the engine never does."""
    choices = [asked.values if facts[asked.name] is None else (facts[asked.name],) for asked in table.inputs]
    names = [asked.name for asked in table.inputs]
    return [dict(zip(names, values, strict=True)) for values in product(*choices)]


@quick
@given(tables_and_facts())
def test_nothing_is_called_not_necessary_while_something_is_unknown(drawn):
    table, facts = drawn
    if None in facts.values():
        assert role(table, decide(table, facts)) != "not_necessary"


@quick
@given(tables_and_facts())
def test_what_is_unknown_never_delays_an_urgent(drawn):
    table, facts = drawn
    whatever = [role(table, decide(table, complete)) for complete in completions(table, facts)]
    if all(found == "urgent" for found in whatever):
        assert role(table, decide(table, facts)) == "urgent"


@quick
@given(tables_and_facts())
def test_there_is_always_an_answer_with_a_reason(drawn):
    table, facts = drawn
    recommended = decide(table, facts)
    assert recommended.decision in table.decision
    assert recommended.rules
    assert all(matched.reason.strip() and "{" not in matched.reason for matched in recommended.rules)
    assert recommended == decide(table, facts)


@quick
@given(
    tables_and_facts(),
    st.dictionaries(
        st.sampled_from(["i0", "i1", "zz"]),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(max_size=3) | st.integers(),
            st.lists,
            max_leaves=3,
        ),
    ),
)
def test_it_never_raises_whatever_it_is_given(drawn, strange):
    table, facts = drawn
    assert isinstance(decide(table, {**facts, **strange}), Recommendation)


@quick
@given(tables_and_facts())
def test_a_guard_that_changed_the_answer_is_named(drawn):
    table, facts = drawn
    recommended = decide(table, facts)
    ids = [matched.id for matched in recommended.rules]
    own = [matched for matched in ids if not matched.startswith("aimwell-")]
    said = [rule.then.decision for rule in table.rules if rule.id in own]
    if table.otherwise is not None and table.otherwise.id in own:
        said.append(table.otherwise.then.decision)
    if recommended.decision not in said:
        assert ids[0].startswith("aimwell-")


@quick
@given(tables_and_facts())
def test_an_absent_fact_is_as_good_as_null(drawn):
    table, facts = drawn
    known = {name: value for name, value in facts.items() if value is not None}
    assert decide(table, known) == decide(table, facts) == rule_of(table, "1").decide(facts, {})
