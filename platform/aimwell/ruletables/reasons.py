"""Reasons in words: a ``{name}`` in a rule’s reason becomes what is known of that column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from aimwell.ruletables.columns import Column, Derived, Value
from aimwell.ruletables.table import Table

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def reason_of(table: Table, known: Mapping[str, Value | None], reason: str) -> str:
    """A reason, with what it names filled in."""
    return PLACEHOLDER.sub(lambda found: _said(table, known, found[1]), reason)


def listed(words: Sequence[str]) -> str:
    """``A, B and C``."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _said(table: Table, known: Mapping[str, Value | None], name: str) -> str:
    column: Column | None = table.columns.get(name)
    if column is None:
        return name
    if isinstance(column, Derived):
        return _derived_said(table, known, column)
    value = known[name]
    if value is None:
        return f"{column.label} is not known"
    return f"{column.label}: {column.said(value)}"


def _derived_said(table: Table, known: Mapping[str, Value | None], column: Derived) -> str:
    value = column.worked_out(known)
    if value is None:
        return f"{column.label} is not known"
    if column.how in ("highest", "lowest"):
        leading = [table.columns[name].label for name in column.of if known[name] == value]
        return f"{listed(leading)} {'are' if len(leading) > 1 else 'is'} at {value}"
    return f"{column.label}: {column.said(value)}"
