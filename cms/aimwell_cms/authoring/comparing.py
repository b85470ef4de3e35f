"""Two states of a form beside each other: versions that were published, and the draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.differences.diffing import Change, diff
from aimwell.formschema.differences.side_by_side import Row, side_by_side

Json = Any


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What changed between two states. ``before`` and ``after`` name them.

    ``changes``: in words. ``changed`` and ``same``: the parts of the form, side by side.
    ``is_other_file``: the two say the same to everybody, but are written differently.
    """

    before: str
    after: str
    changes: tuple[Change, ...]
    changed: tuple[Row, ...]
    same: tuple[Row, ...]
    is_other_file: bool


def compare(older: Mapping[str, Json], newer: Mapping[str, Json], *, before: str, after: str) -> Comparison:
    """Lay two templates beside each other."""
    changes = diff(older, newer)
    rows = side_by_side(older, newer)
    seen = tuple(change for change in changes if not change.id.endswith("-unseen"))
    return Comparison(
        before=before,
        after=after,
        changes=seen,
        changed=tuple(row for row in rows if row.state != "same"),
        same=tuple(row for row in rows if row.state == "same"),
        is_other_file=bool(changes) and not seen,
    )


def compare_texts(older: str, newer: str, *, before: str, after: str) -> Comparison:
    """Lay the texts of two templates beside each other."""
    return compare(json.loads(older), json.loads(newer), before=before, after=after)
