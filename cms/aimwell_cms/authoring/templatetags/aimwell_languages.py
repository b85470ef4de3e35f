"""What the page of a language needs and Django's templates can't say."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()

_A_LINE = 45
_MOST_LINES = 8


@register.filter
def at(values: Mapping[str, str], name: str) -> str:
    """The value under a name."""
    return values.get(name, "")


@register.filter
def rows(text: str) -> int:
    """How many lines a box needs for a translation of this text."""
    lines = sum(1 + len(line) // _A_LINE for line in text.splitlines())
    return max(2, min(_MOST_LINES, lines))
