"""Options to choose from, as an author types them: one a line, ``wording`` or ``code = wording``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Json = Any

_CODED = re.compile(r"([A-Za-z0-9_.-]+) = (.+)")


def option_of(line: str) -> tuple[str, str]:
    """What is kept and what is shown. Without a code, the wording itself is kept."""
    coded = _CODED.fullmatch(line)
    return (coded[1], coded[2].strip()) if coded else (line, line)


def options_of(lines: str) -> list[tuple[str, str]]:
    """The options in a text of lines, in order."""
    return [option_of(line.strip()) for line in lines.splitlines() if line.strip()]


def options_from_lines(lines: str) -> tuple[list[str], dict[str, str]]:
    """The values for ``enum``, and the labels of those that are shown otherwise than they are kept."""
    options = options_of(lines)
    return [value for value, _ in options], {value: label for value, label in options if label != value}


def options_as_lines(enum: Json, one_of: Json, labels: Json) -> str:
    """The lines for the options of a schema."""
    return "\n".join(
        label if value == label and not _CODED.fullmatch(label) else f"{value} = {label}"
        for value, label in _pairs(enum, one_of, labels if isinstance(labels, Mapping) else {})
    )


def _pairs(enum: Json, one_of: Json, labels: Mapping[str, Json]) -> list[tuple[str, str]]:
    if isinstance(one_of, list):
        entries = [
            entry for entry in one_of if isinstance(entry, Mapping) and isinstance(entry.get("const"), str)
        ]
        return [(entry["const"], str(entry.get("title", entry["const"]))) for entry in entries]
    values = enum if isinstance(enum, list) else []
    return [(value, str(labels.get(value, value))) for value in values if isinstance(value, str)]
