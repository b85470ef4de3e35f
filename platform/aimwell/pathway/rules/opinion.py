"""Second opinions and supervision on somebody's care, as a story tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

SORTS: Mapping[str, str] = {"second_opinion": "Second opinion", "supervision": "Supervision"}


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was answered: ``who`` said it, in a name; ``by`` wrote it down."""

    key: str
    at: datetime
    by: int
    who: str
    text: str
    changes: str = ""
    """What is done otherwise because of it."""


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """A question about somebody's care, put to ``whom`` (a name, a role or a team), and its answer."""

    key: str
    at: datetime
    by: int
    sort: str
    whom: str
    question: str
    given: Given | None = None
