"""The four levels of a service's work, and to whom a duty of care is owed at each (domain.md A5)."""

from __future__ import annotations

LEVELS: dict[int, str] = {
    1: "Level 1: for everybody",
    2: "Level 2: for groups at risk and those who work with them",
    3: "Level 3: with an individual",
    4: "Level 4: with an individual, regional or highly specialist",
}

_OWED_TO: dict[int, str] = {
    1: "the population",
    2: "the workforce and the groups it works with",
    3: "the individual",
    4: "the individual",
}

INDIVIDUAL = (3, 4)
"""The levels of work with an individual client."""


def duty_of(level: int) -> str:
    """To whom a duty of care is owed at a level, to be read after “to”. KeyError for what is no level."""
    return _OWED_TO[level]
