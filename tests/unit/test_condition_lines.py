"""A condition as lines and groups of lines, there and back; what they can't say is refused, never changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from formschema_strategies import comparison
from hypothesis import given, settings
from hypothesis import strategies as st

from aimwell.formschema.conditions import parse
from aimwell_cms.authoring.convert.conditions import Target, Targets, rows_of, when_of
from aimwell_cms.authoring.routes.lines import Group, Lines, condition_of, lines_of

Json = Any

LINE = st.sampled_from(["yes", "one", "several", "number", "text"]).flatmap(
    lambda kind: comparison("a/b", kind)
)
TURNED = LINE | LINE.map(lambda line: {"not": line})


def listed(parts: st.SearchStrategy[Json], least: int) -> st.SearchStrategy[Json]:
    return st.tuples(st.sampled_from(["all", "any"]), st.lists(parts, min_size=least, max_size=4)).map(
        lambda pair: {pair[0]: pair[1]}
    )


GROUP = listed(TURNED, 1)
SHOWN = TURNED | listed(TURNED | GROUP | GROUP.map(lambda group: {"not": group}), 2)


@settings(max_examples=200, deadline=None)
@given(SHOWN)
def test_lines_say_the_same_again(when: Json) -> None:
    lines = lines_of(when)
    assert lines is not None
    assert condition_of(lines) == when
    parse(condition_of(lines))


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(LINE, lambda inner: listed(inner, 1) | inner.map(lambda part: {"not": part}), max_leaves=8)
)
def test_any_condition_is_shown_exactly_or_not_at_all(when: Json) -> None:
    lines = lines_of(when)
    assert lines is None or condition_of(lines) == when


def test_no_condition_has_no_lines() -> None:
    assert lines_of(None) == Lines()
    assert condition_of(Lines()) is None


def test_a_negated_group_is_one_part() -> None:
    answered = {"question": "a/b", "operator": "answered"}
    lines = lines_of({"not": {"any": [answered, answered]}})
    assert lines is not None
    (group,) = lines.parts
    assert isinstance(group, Group)
    assert group.negated


@pytest.mark.parametrize("group", ["", "people"])
def test_what_rows_can_t_say_names_its_questions_by_their_blocks(group: str) -> None:
    ids = {name: f"{number:08d}-0000-4000-8000-000000000000" for number, name in enumerate(["fell", "paid"])}
    fell = Target(block_id=ids["fell"], block_type="yes_no", section="home", key="fell")
    paid = Target(block_id=ids["paid"], block_type="yes_no", section="home", key="paid", group="people")
    when = {
        "not": {
            "any": [
                {"question": "home/fell", "operator": "answered"},
                {"question": "./paid" if group else "home/gone", "operator": "equals", "value": True},
            ]
        }
    }
    said = rows_of(when, Targets.of([fell, paid]), group)
    assert ids["fell"] in said["advanced"]
    assert (ids["paid"] in said["advanced"]) == bool(group)
    assert when_of(said, Targets.of([fell, paid]), group) == when
    renamed = Target(block_id=ids["fell"], block_type="yes_no", section="home", key="has_fallen")
    again = json.dumps(when_of(said, Targets.of([renamed, paid]), group))
    assert "home/has_fallen" in again
