"""The tariff outcome_share: the worked numbers of the domain notes, and what must always hold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimwell import InputRefused
from aimwell.plugins import check_input
from aimwell_plugins.tariffs import outcome_share

(TARIFF,) = outcome_share.tariffs()


def case(value, outcomes, **period):
    named = [
        {"name": f"Outcome {index}", "weight": weight, "achieved": achieved}
        for index, (weight, achieved) in enumerate(outcomes)
    ]
    return {"value": value, "outcomes": named, **period}


def amounts(*args, guaranteed="0.80", **period):
    quote = outcome_share.quote({"guaranteed": guaranteed}, case(*args, **period))
    return [line.amount for line in quote.lines], quote.total


@pytest.mark.parametrize(
    ("value", "outcomes", "expected", "total"),
    [
        ("1250.00", [("1", "1")], ["1000.00", "250.00"], "1250.00"),
        ("1250.00", [("1", "0")], ["1000.00", "0.00"], "1000.00"),
        ("1234.56", [("1", "1")] * 3, ["987.65", "82.31", "82.30", "82.30"], "1234.56"),
        ("1234.56", [("5", "1"), ("3", "1"), ("2", "1")], ["987.65", "123.46", "74.07", "49.38"], "1234.56"),
        ("1234.56", [("5", "1"), ("3", "0.5"), ("2", "0")], ["987.65", "123.46", "37.04", "0.00"], "1148.15"),
        ("1234.56", [("1", "1"), ("1", "0.6"), ("1", "0")], ["987.65", "82.31", "49.38", "0.00"], "1119.34"),
    ],
)
def test_the_worked_examples(value, outcomes, expected, total):
    assert amounts(value, outcomes) == (expected, total)


def test_a_part_of_the_period_reduces_the_value_first():
    lines, total = amounts("1234.56", [("1", "1")], days=11, of_days=28)
    assert (lines, total) == (["388.01", "97.00"], "485.01")


def test_each_line_shows_the_sum_before_rounding_and_its_working():
    quote = outcome_share.quote(
        {"guaranteed": "0.80"}, case("1234.56", [("5", "1"), ("3", "0.5"), ("2", "0")])
    )
    assert [line.unrounded for line in quote.lines] == ["987.648", "123.46", "37.035", "0.00"]
    assert quote.lines[0].working == "£1234.56 × 0.80 = £987.648, paid £987.65"
    assert "£246.91 × 3 ÷ 10 = £74.07" in quote.lines[2].working
    assert [line.label for line in quote.lines[:2]] == ["Guaranteed", "Outcome 0"]


def test_weights_may_be_numbers_or_text():
    assert amounts("100", [(5, "1"), (3, "1")]) == amounts("100", [("5", "1"), ("3.0", "1")])


@pytest.mark.parametrize(
    "money", ["1.234", "-1", "NaN", "Infinity", "1e3", "1,000", "", "£5", " 5", "1.", ".5", 12.5, None]
)
def test_money_is_text_with_at_most_two_decimals(money):
    assert [fault.pointer for fault in check_input(TARIFF.case, case(money, [("1", "1")]))] == ["/value"]


@pytest.mark.parametrize("share", ["1.01", "-0.1", "2", "80%", "1e-1", "", 0.5, None])
def test_shares_are_text_from_0_to_1(share):
    faults = check_input(TARIFF.case, case("1", [("1", share)]))
    assert [fault.pointer for fault in faults] == ["/outcomes/0/achieved"]
    assert [fault.pointer for fault in check_input(TARIFF.settings, {"guaranteed": share})] == ["/guaranteed"]


@pytest.mark.parametrize("weight", ["-1", -1, "x", True, None])
def test_weights_are_not_negative(weight):
    faults = check_input(TARIFF.case, case("1", [(weight, "1")]))
    assert [fault.pointer for fault in faults] == ["/outcomes/0/weight"]


@pytest.mark.parametrize(
    ("period", "place"),
    [({"days": 1}, "/of_days"), ({"of_days": 1}, "/days"), ({"days": -1, "of_days": 1}, "/days")],
)
def test_days_and_of_days_come_together(period, place):
    faults = check_input(TARIFF.case, case("1", [("1", "1")], **period))
    assert [fault.pointer for fault in faults] == [place]


def test_every_fault_is_listed():
    bad = case("1", [("0", "1"), (0, "1")], days=29, of_days=28)
    bad["outcomes"][1]["name"] = bad["outcomes"][0]["name"]
    with pytest.raises(InputRefused) as refused:
        outcome_share.quote({"guaranteed": "0.8"}, bad)
    assert [fault.pointer for fault in refused.value.faults] == ["/days", "/outcomes", "/outcomes/1/name"]


pounds = st.integers(0, 10**9).map(lambda pence: f"{Decimal(pence) / 100:.2f}")
shares = st.integers(0, 1000).map(lambda share: f"{Decimal(share) / 1000:.3f}")
weights = st.integers(0, 50).map(str)
outcome_lists = st.lists(st.tuples(weights, shares), min_size=1, max_size=6).filter(
    lambda outcomes: any(weight != "0" for weight, _ in outcomes)
)


@given(pounds, shares, outcome_lists)
def test_lines_add_up_and_never_pay_less_than_guaranteed(value, guaranteed, outcomes):
    lines, total = amounts(value, outcomes, guaranteed=guaranteed)
    assert sum(map(Decimal, lines)) == Decimal(total)
    assert Decimal(lines[0]) <= Decimal(total) <= Decimal(value)
    assert all(Decimal(line) >= 0 for line in lines)


@given(pounds, shares, outcome_lists)
def test_all_achieved_pays_the_whole_value_to_the_penny(value, guaranteed, outcomes):
    _, total = amounts(value, [(weight, "1") for weight, _ in outcomes], guaranteed=guaranteed)
    assert Decimal(total) == Decimal(value)


@given(pounds, shares, outcome_lists, shares, st.data())
def test_more_achieved_never_pays_less(value, guaranteed, outcomes, share, data):
    index = data.draw(st.integers(0, len(outcomes) - 1))
    weight, achieved = outcomes[index]
    more = [*outcomes[:index], (weight, max(achieved, share)), *outcomes[index + 1 :]]
    before = Decimal(amounts(value, outcomes, guaranteed=guaranteed)[1])
    assert Decimal(amounts(value, more, guaranteed=guaranteed)[1]) >= before


@given(pounds, st.integers(1, 366), st.data())
def test_two_parts_of_a_period_differ_from_the_whole_by_a_penny_at_most(value, of_days, data):
    days = data.draw(st.integers(0, of_days))
    parts = [
        Decimal(amounts(value, [("1", "1")], days=some, of_days=of_days)[1])
        for some in (days, of_days - days)
    ]
    assert abs(sum(parts) - Decimal(value)) <= Decimal("0.01")
