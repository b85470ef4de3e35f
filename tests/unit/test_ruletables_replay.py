"""What a changed table would say of past decisions, one by one."""

from itertools import count, islice

from ruletables_worked import table_with

from aimwell.ruletables import Past, Replay

TABLE = table_with(rules=[("R1", {"impact": [2, 3]}, "routine")], otherwise="more_information")


def past(key, impact, recommended):
    return Past(key=key, facts={"impact": impact}, recommended=recommended)


def test_it_tells_each_change_and_counts_them():
    run = Replay(
        TABLE,
        [past(1, 3, "urgent"), past(2, 2, "routine"), past(3, 0, "not_necessary"), past(4, 3, "urgent")],
    )
    changed = [(row.past.key, row.now.decision) for row in run if row.is_changed]
    assert changed == [(1, "routine"), (3, "more_information"), (4, "routine")]
    assert str(run.tally) == "3 of 4 would change"
    assert run.tally.moves == {("urgent", "routine"): 2, ("not_necessary", "more_information"): 1}


def test_it_streams():
    endless = (past(key, key % 4, "routine") for key in count())
    run = Replay(TABLE, endless)
    assert len(list(islice(run, 1000))) == 1000
    assert run.tally.total == 1000
    assert run.tally.changed == 500


def test_facts_that_the_table_does_not_know_are_not_known():
    (row,) = Replay(TABLE, [Past(key=1, facts={"shoe": 9, "impact": "high"}, recommended="routine")])
    assert row.is_changed
    assert row.now.rules[0].id == "otherwise"
