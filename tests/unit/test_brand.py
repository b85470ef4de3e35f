"""An organisation's colour never makes its own name unreadable."""

from hypothesis import given
from hypothesis import strategies as st

from aimwell.workspace.brand import ENOUGH_CONTRAST, contrast, stylesheet


def test_known_contrasts() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#005eb8", "#ffffff"), 1) == 6.4


@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format))
def test_text_is_readable_on_any_colour(colour: str) -> None:
    text = "#ffffff" if "--on-brand: #fff;" in stylesheet(colour) else "#000000"
    assert contrast(colour, text) >= ENOUGH_CONTRAST
