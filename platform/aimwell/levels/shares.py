"""The skill mix: how much of its time each band spends with individuals, beside what is recommended.

Recommended (domain.md A5, from table 5 of the source): bands 3 to 5 90 %, band 6 80 %, band 7 60 %, band 8
40 %. The source says that it varies with the demography of the place, so each organisation sets its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aimwell.levels.duty import INDIVIDUAL, LEVELS

BANDS = (3, 4, 5, 6, 7, 8)
RECOMMENDED: Mapping[int, int] = {3: 90, 4: 90, 5: 90, 6: 80, 7: 60, 8: 40}
"""Per cent of the time of a band at levels 3 and 4."""

FEW_PEOPLE = 3
LITTLE_TIME = 2250
"""Minutes: a full week of one person. Below either, a share says little. This project's default."""


@dataclass(frozen=True, kw_only=True)
class Spent:
    """The minutes that those of a band spent at a level. ``band`` is None where nobody said which it was."""

    band: int | None
    level: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the report. Shares are whole per cents, and those of the levels add up to 100.

    ``minutes`` and ``percent`` are by level. ``individual`` (levels 3 and 4), ``recommended`` and
    ``difference`` (in points) are None where there is no time, or nothing to compare it with.
    """

    band: int | None
    minutes: Mapping[int, int]
    percent: Mapping[int, int]
    people: int
    individual: int | None
    recommended: int | None
    difference: int | None

    @property
    def total(self) -> int:
        """Minutes at all levels."""
        return sum(self.minutes.values())

    @property
    def says_little(self) -> bool:
        """Whether too few people, or too little time, stand behind the share."""
        return self.total > 0 and (self.people < FEW_PEOPLE or self.total < LITTLE_TIME)


@dataclass(frozen=True, kw_only=True)
class SkillMix:
    """``bands``: a line for each band; ``unknown``: time of which nobody said the band, where there is some;
    ``everybody``: all of it, beside what is recommended for this very mix of bands."""

    bands: tuple[Line, ...]
    unknown: Line | None
    everybody: Line


def skill_mix(
    spent: Iterable[Spent], people: Mapping[int | None, int], everybody: int, recommended: Mapping[int, int]
) -> SkillMix:
    """The report. ``people``: how many of each band entered time; ``everybody``: how many in all."""
    minutes: dict[int | None, dict[int, int]] = {}
    for one in spent:
        of_band = minutes.setdefault(one.band, dict.fromkeys(LEVELS, 0))
        of_band[one.level] += one.minutes
    none = dict.fromkeys(LEVELS, 0)
    bands = tuple(
        _line(band, minutes.get(band, none), people.get(band, 0), recommended.get(band)) for band in BANDS
    )
    unknown = _line(None, minutes[None], people.get(None, 0), None) if None in minutes else None
    lines = [*bands, *([unknown] if unknown else [])]
    together = {level: sum(line.minutes[level] for line in lines) for level in LEVELS}
    return SkillMix(
        bands=bands,
        unknown=unknown,
        everybody=_line(None, together, everybody, None if unknown else _for_this_mix(bands)),
    )


def percents(minutes: Mapping[int, int]) -> dict[int, int]:
    """Each one's part in whole per cents that add up to 100; all 0 where there are no minutes.

    What rounding down leaves goes to the largest remainders, of equal ones to the lower key.
    """
    total = sum(minutes.values())
    if not total:
        return dict.fromkeys(minutes, 0)
    parts = {key: divmod(100 * value, total) for key, value in minutes.items()}
    left = 100 - sum(whole for whole, _ in parts.values())
    by_remainder = sorted(parts, key=lambda key: (-parts[key][1], key))
    more = set(by_remainder[:left])
    return {key: whole + (key in more) for key, (whole, _) in parts.items()}


def _line(band: int | None, minutes: Mapping[int, int], people: int, recommended: int | None) -> Line:
    percent = percents(minutes)
    individual = sum(percent[level] for level in INDIVIDUAL) if any(minutes.values()) else None
    return Line(
        band=band,
        minutes=minutes,
        percent=percent,
        people=people,
        individual=individual,
        recommended=recommended,
        difference=None if individual is None or recommended is None else individual - recommended,
    )


def _for_this_mix(bands: Iterable[Line]) -> int | None:
    """What is recommended for each band, weighed by its time; None without time or where one has none."""
    working = [line for line in bands if line.total]
    known = [(line.total, line.recommended) for line in working if line.recommended is not None]
    if not working or len(known) < len(working):
        return None
    total = sum(minutes for minutes, _ in known)
    weighed = sum(minutes * share for minutes, share in known)
    return (2 * weighed + total) // (2 * total)
