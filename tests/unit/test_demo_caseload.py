"""The people of the demonstration: one day gives the same, any day gives as many, none in the future."""

from __future__ import annotations

from datetime import date

import pytest

from aimwell_cms.demo.acts import DemoAct
from aimwell_cms.demo.caseload import Case, caseload
from aimwell_cms.demo.organisations import SLUGS, organisations

each_organisation = pytest.mark.parametrize("slug", SLUGS)
a_day = date(2026, 3, 10)


@each_organisation
def test_the_same_day_gives_the_same_people_and_forms(slug: str) -> None:
    told = organisations()[SLUGS.index(slug)]
    assert caseload(told, a_day) == caseload(told, a_day)


@each_organisation
@pytest.mark.parametrize("day", [date(2025, 12, 28), date(2026, 1, 2), date(2026, 2, 28), date(2028, 2, 29)])
def test_any_day_gives_as_many_forms_and_none_in_the_future(slug: str, day: date) -> None:
    told = organisations()[SLUGS.index(slug)]
    cases = caseload(told, day)
    assert [len(case.forms) for case in cases] == [len(case.forms) for case in caseload(told, a_day)]
    assert all(step.at.date() < day for case in cases for step in case.steps)
    assert [_order(case) for case in cases] == [_order(case) for case in caseload(told, a_day)]


def _order(case: Case) -> list[str]:
    return [step.kind if isinstance(step, DemoAct) else step.visit.kind for step in case.steps]
