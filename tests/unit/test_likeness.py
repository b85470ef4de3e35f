"""Who looks like one person entered twice, and who doesn't."""

from __future__ import annotations

from datetime import date

import pytest

from aimwell.people.likeness import Known, folded, swapped, why_alike

BORN = date(1948, 3, 27)
ADA = Known(given="Ada", family="Oakley", preferred="Addie", born=BORN, nhs_number="9990000018")


def known(given: str, family: str, *, preferred: str = "", born: date = BORN, number: str = "") -> Known:
    return Known(given=given, family=family, preferred=preferred, born=born, nhs_number=number)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (known("X", "Y", born=date(2001, 1, 1), number="9990000018"), "Same NHS number"),
        (known("Áda", "O'akley"), "Same date of birth, same name"),
        (known("Addie", "OAKLEY"), "Same date of birth, same name"),
        (known("Oakley", "Ada"), "Same date of birth, first and last name changed round"),
        (known("Ada", "Moss"), "Same date of birth, same first name"),
        (known("Adah", "Oakley"), "Same date of birth, similar first name and same last name"),
        (known("Bob", "Oakley"), "Same date of birth, same last name"),
        (known("Ada", "Oakley", born=date(1948, 3, 28)), ""),
        (known("Bob", "Moss"), ""),
        (Known(given="Ada", family="Oakley"), ""),
    ],
)
def test_it_says_why_two_may_be_one(other: Known, why: str) -> None:
    assert why_alike(ADA, other) == why_alike(other, ADA) == why


def test_day_and_month_changed_round_count_with_the_same_name_alone() -> None:
    one = known("Ada", "Oakley", born=date(1948, 3, 7))
    assert "changed round" in why_alike(one, known("Ada", "Oakley", born=date(1948, 7, 3)))
    assert not why_alike(one, known("Ada", "Moss", born=date(1948, 7, 3)))
    assert swapped(BORN) is None


def test_a_name_is_compared_without_its_signs() -> None:
    assert folded("Siân O’Neill-Wyn") == "sianoneillwyn"
