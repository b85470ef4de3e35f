"""The wizard in Chromium: its script judges conditions as the server does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aimwell.formschema.conditions import holds, parse

pytestmark = pytest.mark.browser


CONDITIONS = st.recursive(
    st.one_of(
        st.fixed_dictionaries(
            {
                "question": st.sampled_from(["./a", "./b"]),
                "operator": st.sampled_from(["answered", "not_answered"]),
            }
        ),
        st.fixed_dictionaries(
            {
                "question": st.sampled_from(["./a", "./b"]),
                "operator": st.sampled_from(["equals", "not_equals", "includes"]),
                "value": st.sampled_from([True, False, 0, 1, 2.5, "x", "1", ""]),
            }
        ),
        st.fixed_dictionaries(
            {
                "question": st.sampled_from(["./a", "./b"]),
                "operator": st.sampled_from(["less_than", "at_most", "at_least", "more_than"]),
                "value": st.sampled_from([0, 1, 2.5]),
            }
        ),
        st.fixed_dictionaries(
            {
                "question": st.just("./a"),
                "operator": st.just("one_of"),
                "value": st.lists(st.sampled_from([0, 1, "x", True]), min_size=1),
            }
        ),
    ),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=5,
)


ANSWERS = st.sampled_from([None, True, False, 0, 1, 2, 2.5, "x", "1", " ", [], ["x"], ["x", "1"]])


VERDICTS = """async ([module, cases]) => {
    const { holds } = await import(module);
    return cases.map(([condition, answers]) => holds(condition, (part) => answers[part.question.slice(2)]));
}"""


def test_the_browser_and_the_server_judge_conditions_alike(at_desk):
    page = at_desk.open("every")

    @settings(max_examples=20, deadline=None)
    @given(
        st.lists(
            st.tuples(CONDITIONS, st.fixed_dictionaries({"a": ANSWERS, "b": ANSWERS})),
            min_size=20,
            max_size=40,
        )
    )
    def alike(cases):
        module = f"{at_desk.base}/static/aimwell/wizard/conditions.js"
        assert page.evaluate(VERDICTS, [module, cases]) == [
            holds(parse(condition), {}, answers) for condition, answers in cases
        ]

    alike()
