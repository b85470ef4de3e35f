"""The row of an address: whom its door opens to, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aimwell.organisations.roles import May

PAGE = frozenset({200})
ON = frozenset({302})
NO_METHOD = frozenset({405})
REFUSED_INPUT = frozenset({200, 422})


@dataclass(frozen=True, kw_only=True)
class Door:
    """An address that belongs to an organisation.

    ``opens``: the capability to have there. ``get`` and ``post``: what it then answers with. ``query`` and
    ``posted``: names of things that a GET asks for or a POST sends. ``turned_away``: what it answers somebody
    who hasn't signed in.
    """

    opens: May
    get: frozenset[int] = PAGE
    post: frozenset[int] = NO_METHOD
    query: tuple[str, ...] = ()
    posted: Mapping[str, str] = field(default_factory=dict)
    turned_away: int = 302
