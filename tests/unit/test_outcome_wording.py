"""Remarks on how an outcome is phrased: what to ask the person, and nothing where it is clear."""

from __future__ import annotations

import pytest

from aimwell.formschema.plainwords.outcomes import remarks_on


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("To walk to the shop with my daughter every Saturday", []),
        ("To be able to make a cup of tea on my own each morning", []),
        ("To feel better", ["Specific?", "Measurable?"]),
        ("Needs help with washing every day", ["Service or outcome?"]),
        ("Staff to visit twice a day", ["Whose outcome?"]),
        ("She should walk 10 minutes a day", ["Whose outcome?"]),
        ("To see my friends every week and to sleep through the night", ["One or several?"]),
        ("", []),
    ],
)
def test_what_is_remarked_on(words, about):
    found = remarks_on(words)
    assert [remark.about for remark in found] == about
    assert all(remark.message and remark.ask for remark in found)
