"""A line chart of scores over time, as SVG: the same in a page and in a PDF, with the table that it draws.

Presentation attributes only, since the content security policy refuses inline styles. Lines are told apart by
the shape of their points and by their dashes, not by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 60, 20, 20, 48
COLOURS = ("#005eb8", "#7c2855", "#006747", "#8a4b00", "#330072", "#425563")
DASHES = ("", "7 4", "2 3", "10 3 2 3", "1 4", "12 4")
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "ring")


@dataclass(frozen=True, kw_only=True)
class Point:
    """One value of a line and what it is called; None where it could not be computed, which leaves a gap."""

    on: date
    value: float | None
    band: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """The values of one scale, oldest first."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Lines on one range. ``baseline``: day of the first score; ``direction``: which way is better, told."""

    title: str
    lines: tuple[Line, ...]
    minimum: float
    maximum: float
    baseline: date | None
    direction: str

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the points, oldest first."""
        return tuple(point.on for point in self.lines[0].points) if self.lines else ()


def draw(chart: Chart, *, identity: str) -> SafeString:
    """The chart as an ``<svg>``. ``identity``: unique on the page, the ids of its texts begin with it."""
    place = _Place(chart)
    parts = [
        f'<svg class="aimwell-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-labelledby="{identity}-title {identity}-text" '
        'font-family="arial, Liberation Sans, sans-serif">',
        f'<title id="{identity}-title">{escape(chart.title)}</title>',
        f'<desc id="{identity}-text">{escape(in_words(chart))}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *_axis(chart, place),
    ]
    for number, line in enumerate(chart.lines):
        parts += _line(line, number, place)
    parts.append("</svg>")
    return mark_safe("".join(parts))  # noqa: S308 - every text in it was escaped above


def marker(number: int) -> SafeString:
    """The point of the line with this number, for the key beside a chart."""
    style = number % len(SHAPES)
    colour = COLOURS[style]
    dash = f' stroke-dasharray="{DASHES[style]}"' if DASHES[style] else ""
    return mark_safe(  # noqa: S308 - made of constants
        '<svg class="aimwell-marker" xmlns="http://www.w3.org/2000/svg" width="40" height="16" '
        'viewBox="0 0 40 16" aria-hidden="true" focusable="false">'
        f'<line x1="0" y1="8" x2="40" y2="8" stroke="{colour}" '
        f'stroke-width="2"{dash}/>{_shape(SHAPES[style], 20, 8, colour)}</svg>'
    )


def in_words(chart: Chart) -> str:
    """What the chart shows, for somebody who can't see it."""
    told = [f"Range {chart.minimum:g} to {chart.maximum:g}. {chart.direction}"]
    for line in chart.lines:
        known = [point for point in line.points if point.value is not None]
        if len(known) > 1:
            told.append(
                f"{line.label}: from {known[0].value:g} on {_day(known[0].on)} "
                f"to {known[-1].value:g} on {_day(known[-1].on)}, {len(known)} measurements."
            )
        elif known:
            told.append(f"{line.label}: {known[0].value:g} on {_day(known[0].on)}.")
        else:
            told.append(f"{line.label}: no value.")
    return " ".join(told)


class _Place:
    """Where a day and a value stand in the drawing."""

    def __init__(self, chart: Chart) -> None:
        days = [day.toordinal() for day in chart.days]
        self.first, self.span = (min(days), max(days) - min(days)) if days else (0, 0)
        self.minimum, self.range = chart.minimum, (chart.maximum - chart.minimum) or 1

    def x(self, day: date) -> float:
        inner = WIDTH - LEFT - RIGHT - 24
        part = 0.5 if self.span == 0 else (day.toordinal() - self.first) / self.span
        return round(LEFT + 12 + inner * part, 1)

    def y(self, value: float) -> float:
        inner = HEIGHT - TOP - BOTTOM
        return round(TOP + inner * (1 - (value - self.minimum) / self.range), 1)


def _axis(chart: Chart, place: _Place) -> list[str]:
    parts = []
    for value in _ticks(chart.minimum, chart.maximum):
        y = place.y(value)
        parts.append(f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="#d8dde0"/>')
        parts.append(_text(LEFT - 8, y + 5, f"{value:g}", "end"))
    bottom = HEIGHT - BOTTOM
    parts.append(f'<line x1="{LEFT}" y1="{bottom}" x2="{WIDTH - RIGHT}" y2="{bottom}" stroke="#4c6272"/>')
    if chart.baseline is not None:
        x = place.x(chart.baseline)
        parts.append(
            f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{bottom}" stroke="#4c6272" stroke-dasharray="4 4"/>'
        )
        parts.append(_text(x + 5, TOP + 12, "Baseline", "start"))
    parts += [
        _text(x, bottom + 28, _day(day), anchor, "between" if anchor == "middle" else "")
        for x, day, anchor in _day_labels(chart, place)
    ]
    return parts


def _ticks(minimum: float, maximum: float) -> list[float]:
    """Values for the axis: whole steps where the range can be cut into 5, 4, 3 or 6 of them."""
    span = maximum - minimum
    steps = next((number for number in (5, 4, 3, 6) if (span / number).is_integer()), 5)
    return [minimum + span * step / steps for step in range(steps + 1)]


def _day_labels(chart: Chart, place: _Place) -> list[tuple[float, date, str]]:
    """The first and last day, and those between that leave room for their neighbours' words."""
    days = sorted(set(chart.days))
    if len(days) < 2:
        return [(place.x(day), day, "middle") for day in days]
    labels = [(LEFT + 0.0, days[0], "start")]
    last_x = WIDTH - RIGHT
    taken = LEFT + 90
    for day in days[1:-1]:
        x = place.x(day)
        if x - 50 > taken and x + 50 < last_x - 95:
            labels.append((x, day, "middle"))
            taken = x + 50
    return [*labels, (last_x + 0.0, days[-1], "end")]


def _line(line: Line, number: int, place: _Place) -> list[str]:
    style = number % len(SHAPES)
    colour = COLOURS[style]
    dash = f' stroke-dasharray="{DASHES[style]}"' if DASHES[style] else ""
    parts, run = [], []
    for point in (*line.points, Point(on=date.max, value=None)):
        if point.value is not None:
            run.append((place.x(point.on), place.y(point.value)))
            continue
        if len(run) > 1:
            path = " ".join(f"{x},{y}" for x, y in run)
            parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        parts += [f'<g class="point">{_shape(SHAPES[style], x, y, colour)}</g>' for x, y in run]
        run = []
    return parts


def _shape(shape: str, x: float, y: float, colour: str) -> str:
    if shape == "square":
        return f'<rect x="{x - 4.5}" y="{y - 4.5}" width="9" height="9" fill="{colour}"/>'
    if shape == "triangle":
        return f'<polygon points="{x},{y - 6} {x + 6},{y + 5} {x - 6},{y + 5}" fill="{colour}"/>'
    if shape == "diamond":
        return f'<polygon points="{x},{y - 6} {x + 6},{y} {x},{y + 6} {x - 6},{y}" fill="{colour}"/>'
    if shape == "cross":
        return (
            f'<path d="M{x - 5},{y - 5}L{x + 5},{y + 5}M{x + 5},{y - 5}L{x - 5},{y + 5}" '
            f'stroke="{colour}" stroke-width="3" fill="none"/>'
        )
    fill = "#ffffff" if shape == "ring" else colour
    return f'<circle cx="{x}" cy="{y}" r="5" fill="{fill}" stroke="{colour}" stroke-width="2"/>'


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    # A style sheet for narrow screens hides what stands between the ends.
    named = f' class="{kind}"' if kind else ""
    place = f'x="{x}" y="{y}" text-anchor="{anchor}"{named}'
    return f'<text {place} font-size="14" fill="#212b32">{escape(text)}</text>'


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
