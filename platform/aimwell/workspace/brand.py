"""An organisation's colour as a stylesheet. A colour of its own, so that nothing inline is needed for it."""

from __future__ import annotations

ENOUGH_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: text against its background."""


def stylesheet(colour: str) -> str:
    """The CSS for a header in ``colour`` (as ``#005eb8``), with white text or, on a pale colour, black."""
    text = "#fff" if contrast(colour, "#ffffff") >= ENOUGH_CONTRAST else "#000"
    return f":root {{ --brand: {colour}; --on-brand: {text}; }}\n"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, by WCAG 2.2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
