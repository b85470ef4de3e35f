"""Lists that are written one a line: answers with their points (“Never = 0”), bands (“Mild = 5 to 9”).

What can't be read stays as it was typed, so that the check can tell of it and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from aimwell.contracts import Json

Entry = Mapping[str, Json]
_WHOLE = re.compile(r"[+-]?[0-9]{1,12}")
_NUMBER = re.compile(r"[+-]?[0-9]{0,12}[.,]?[0-9]{0,12}")
_MINUS = str.maketrans({"−": "-", "–": "-"})


def number_of(text: str) -> Json:
    """The number that was typed, or the text where it is none; None where there is nothing."""
    typed = text.strip().translate(_MINUS)
    if not typed:
        return None
    if _WHOLE.fullmatch(typed):
        return int(typed)
    if _NUMBER.fullmatch(typed) and re.search(r"[0-9]", typed):
        return float(typed.replace(",", "."))
    return text.strip()


def typed(value: Json) -> str:
    """A number as it is typed."""
    return "" if value is None else str(value)


def options_of(text: str) -> list[dict[str, Json]]:
    """Answers out of lines. What stands after the last equals sign is the points."""
    options = []
    for line in _lines(text):
        label, equals, points = line.rpartition("=")
        if not equals:
            label, points = line, ""
        options.append({"label": label.strip(), "points": number_of(points)})
    return options


def options_as_lines(options: Sequence[Entry]) -> str:
    """Answers as they are written."""
    lines = []
    for option in options:
        label, points = str(option.get("label", "")), option.get("points")
        needs_sign = points is not None or "=" in label
        lines.append(f"{label} = {typed(points)}".rstrip() if needs_sign else label)
    return "\n".join(lines)


def bands_of(text: str) -> list[dict[str, Json]]:
    """Bands out of lines. “to” stands between the two ends; one number alone is both."""
    bands = []
    for line in _lines(text):
        label, equals, span = line.rpartition("=")
        if not equals:
            label, span = line, ""
        low, to, high = re.sub(r"\bto\b", "\t", span, count=1).partition("\t")
        ends = {"from": number_of(low), "to": number_of(high if to else low)}
        bands.append({"label": label.strip(), **ends})
    return bands


def bands_as_lines(bands: Sequence[Entry]) -> str:
    """Bands as they are written."""
    return "\n".join(
        f"{band.get('label', '')} = {typed(band.get('from'))} to {typed(band.get('to'))}" for band in bands
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
