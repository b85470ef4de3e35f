"""Options that are written one a line, the word for cells first: “none = No harm is foreseen”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aimwell.contracts import Json
from aimwell.organisations.measure_making import slug_of


def options_of(text: str) -> list[dict[str, Json]]:
    """Options out of lines. Without an equals sign, the word for cells is made from the label."""
    options = []
    for line in (line.strip() for line in text.splitlines()):
        if line:
            value, equals, label = (part.strip() for part in line.partition("="))
            named = {"value": value, "label": label}
            options.append(named if equals else {"value": slug_of(line, "answer"), "label": line})
    return options


def options_as_lines(options: Sequence[Mapping[str, Json]]) -> str:
    """Options as they are written."""
    return "\n".join(f"{option['value']} = {option['label']}" for option in options)
