"""The skill mix: worked examples by hand, and what holds for any time that anybody enters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimwell.levels.duty import LEVELS, duty_of
from aimwell.levels.hours import hours
from aimwell.levels.kinds import KINDS, Kind, kind_of
from aimwell.levels.shares import BANDS, RECOMMENDED, SkillMix, Spent, percents, skill_mix

WEEK = 2250


def mix(*spent: tuple[int | None, int, int], people: int = 3) -> SkillMix:
    """The report of (band, level, minutes), each band of as many people."""
    rows = [Spent(band=band, level=level, minutes=minutes) for band, level, minutes in spent]
    bands = {band for band, _, _ in spent}
    return skill_mix(rows, dict.fromkeys(bands, people), people * len(bands), RECOMMENDED)


def line(report: SkillMix, band: int):
    return next(one for one in report.bands if one.band == band)


def test_the_sources_recommendation() -> None:
    assert RECOMMENDED == {3: 90, 4: 90, 5: 90, 6: 80, 7: 60, 8: 40}


def test_a_band_is_compared_with_what_is_recommended_for_it() -> None:
    # Band 6: 70 of 100 hours with individuals, 10 of them at level 4; 80 % is recommended.
    found = line(mix((6, 1, 600), (6, 2, 1200), (6, 3, 3600), (6, 4, 600)), 6)
    assert found.percent == {1: 10, 2: 20, 3: 60, 4: 10}
    assert (found.individual, found.recommended, found.difference) == (70, 80, -10)
    assert (found.total, found.people, found.says_little) == (6000, 3, False)


def test_everybody_is_compared_with_what_is_recommended_for_this_mix_of_bands() -> None:
    # 3,000 minutes of band 5 (90 %) and 1,000 of band 8 (40 %): 77.5 %, so 78 %.
    found = mix((5, 3, 3000), (8, 1, 1000)).everybody
    assert (found.individual, found.recommended, found.difference) == (75, 78, -3)


def test_time_without_a_band_is_shown_and_compared_with_nothing() -> None:
    report = mix((None, 2, 300), (6, 3, 300))
    assert report.unknown is not None
    assert (report.unknown.individual, report.unknown.recommended, report.unknown.difference) == (
        0,
        None,
        None,
    )
    assert (report.everybody.individual, report.everybody.recommended) == (50, None)
    assert mix((6, 3, 300)).unknown is None


def test_a_band_without_time_has_no_share() -> None:
    found = line(mix((6, 3, 300)), 7)
    assert (found.total, found.individual, found.difference, found.says_little) == (0, None, None, False)
    nothing = mix().everybody
    assert (nothing.individual, nothing.recommended, nothing.percent) == (
        None,
        None,
        dict.fromkeys(LEVELS, 0),
    )


@pytest.mark.parametrize(
    ("minutes", "people", "little"), [(WEEK, 3, False), (WEEK - 1, 3, True), (WEEK, 2, True)]
)
def test_few_people_or_little_time_say_little(minutes: int, people: int, little: bool) -> None:
    assert line(mix((5, 3, minutes), people=people), 5).says_little is little


def test_thirds_add_up_to_a_hundred() -> None:
    assert percents({1: 20, 2: 20, 3: 20, 4: 0}) == {1: 34, 2: 33, 3: 33, 4: 0}


TIMES = st.lists(
    st.tuples(st.sampled_from([*BANDS, None]), st.sampled_from(list(LEVELS)), st.integers(1, 3600)),
    max_size=30,
)


@given(TIMES)
def test_shares_add_up_and_no_time_is_lost(spent: list[tuple[int | None, int, int]]) -> None:
    report = mix(*spent)
    lines = [*report.bands, *([report.unknown] if report.unknown else [])]
    for one in [*lines, report.everybody]:
        assert sum(one.percent.values()) == (100 if one.total else 0)
        for level in LEVELS:
            exact = 100 * one.minutes[level] / one.total if one.total else 0
            assert abs(one.percent[level] - exact) < 1
        if one.individual is not None and one.recommended is not None:
            assert one.individual == one.recommended + one.difference
    assert (
        sum(one.total for one in lines) == report.everybody.total == sum(minutes for _, _, minutes in spent)
    )


@given(TIMES.filter(bool))
def test_what_is_recommended_for_everybody_lies_between_the_bands(
    spent: list[tuple[int | None, int, int]],
) -> None:
    found = mix(*spent).everybody.recommended
    if any(band is None for band, _, _ in spent):
        assert found is None
    else:
        theirs = [RECOMMENDED[band] for band, _, _ in spent]
        assert min(theirs) <= found <= max(theirs)


def test_a_duty_of_care_is_owed_by_level() -> None:
    assert [duty_of(level) for level in LEVELS] == [
        "the population",
        "the workforce and the groups it works with",
        "the individual",
        "the individual",
    ]
    with pytest.raises(KeyError):
        duty_of(5)


def test_each_kind_is_read_as_it_is_written_and_nothing_else_is() -> None:
    every = [Kind(level, code) for level, codes in KINDS.items() for code in codes]
    assert [kind_of(str(kind)) for kind in every] == every
    assert [kind_of(text) for text in ("", "2", "5-other", "1-direct", "²-training", "2-")] == [None] * 6


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (45, "45 min"), (120, "2 h"), (75_005, "1,250 h 5 min")]
)
def test_minutes_are_said_in_hours(minutes: int, said: str) -> None:
    assert hours(minutes) == said
