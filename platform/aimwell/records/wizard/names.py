"""The names of the fields in a page: the pointer of a question as one HTML name.

``/week/copm/problems/0/performance`` is asked in the step ``week`` as ``copm-problems-0-performance``. A
hyphen within a key is doubled, so that no two questions share a name.
"""

from __future__ import annotations

from aimwell.formschema import Question

ROWS = "row"
"""The last part of the hidden field that lists the rows of a group, in order."""

DATE_PARTS = ("day", "month", "year")


def name_of(question: Question, prefix: str = "") -> str:
    """The field name of a question; ``prefix`` is that of the measure or row that it stands in."""
    key = question.key.replace("-", "--")
    return f"{prefix}-{key}" if prefix else key


def name_at(pointer: str) -> str:
    """The field name for a JSON pointer into the answers, without its section."""
    steps = pointer.split("/")[2:]
    return "-".join(step.replace("~1", "/").replace("~0", "~").replace("-", "--") for step in steps)
