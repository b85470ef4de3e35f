"""The chart of scores: right places, honest axis, readable without colour and without sight."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

from aimwell.documents.chart import HEIGHT, WIDTH, Chart, Line, Point, draw, in_words, marker

SVG = "{http://www.w3.org/2000/svg}"
DAYS = (date(2026, 1, 5), date(2026, 3, 1), date(2026, 6, 30))


def chart(
    *values: tuple[float | None, ...], minimum: float = 0, maximum: float = 10, **more: object
) -> Chart:
    lines = tuple(
        Line(
            label=f"Line {number}",
            points=tuple(Point(on=day, value=value) for day, value in zip(DAYS, row, strict=False)),
        )
        for number, row in enumerate(values)
    )
    given = {"title": "Goals", "baseline": DAYS[0], "direction": "Higher is better."} | more
    return Chart(lines=lines, minimum=minimum, maximum=maximum, **given)


def parsed(one: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(draw(one, identity="c"))


def test_it_has_a_name_a_role_and_a_text() -> None:
    svg = parsed(chart((2, 4, 6)))
    assert svg.get("role") == "img"
    ids = svg.get("aria-labelledby").split()
    texts = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert texts[ids[0]] == "Goals"
    assert "Higher is better." in texts[ids[1]]
    assert "from 2 on 5 Jan 2026 to 6 on 30 Jun 2026, 3 measurements" in texts[ids[1]]


def test_no_inline_style_and_no_request() -> None:
    text = draw(chart((2, 4, 6)), identity="c")
    assert "style=" not in text
    assert "href" not in text
    assert "url(" not in text


def test_the_axis_is_the_whole_range_of_the_scale() -> None:
    texts = [element.text for element in parsed(chart((4, 5, 5), minimum=1, maximum=10)).iter(f"{SVG}text")]
    assert [text for text in texts if re.fullmatch(r"[\d.]+", text)] == ["1", "4", "7", "10"]


def test_a_missing_value_is_a_gap_and_never_zero() -> None:
    svg = parsed(chart((2, None, 6)))
    assert not list(svg.iter(f"{SVG}polyline"))
    assert len(list(svg.iter(f"{SVG}circle"))) == 2


def test_lines_differ_in_shape_and_dash_not_in_colour_alone() -> None:
    assert len({re.sub(r'(fill|stroke)="#[0-9a-f]{6}"', "", marker(number)) for number in range(6)}) == 6


def test_every_point_lies_inside() -> None:
    svg = parsed(chart((0, 10, 5)))
    for circle in svg.iter(f"{SVG}circle"):
        assert 0 < float(circle.get("cx")) < WIDTH
        assert 0 < float(circle.get("cy")) < HEIGHT


def test_higher_values_stand_higher() -> None:
    low, high, _ = parsed(chart((1, 9, 5))).iter(f"{SVG}circle")
    assert float(high.get("cy")) < float(low.get("cy"))


def test_one_point_and_none() -> None:
    assert len(list(parsed(chart((3,))).iter(f"{SVG}circle"))) == 1
    assert "no value" in in_words(chart((None,)))
    parsed(Chart(title="", lines=(), minimum=0, maximum=0, baseline=None, direction=""))


def test_texts_are_escaped() -> None:
    svg = draw(chart((1, 2, 3), title="<script>&", direction='"<b>'), identity="c")
    assert "<script>" not in svg
    assert "<b>" not in svg
