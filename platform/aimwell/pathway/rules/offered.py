"""What the front door gave instead of a service: an offer, what came of it, the reply to whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

HELPED = ("helped", "partly", "did_not", "not_reached")
"""What may be found out when an offer is followed up."""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What came of an offer: did it help?

    ``answer``: one of ``HELPED``. ``used``: what was used of it. ``asked_again``: whether the person asks for
    help again.
    """

    key: str
    at: datetime
    by: int
    answer: str
    used: str = ""
    asked_again: bool = False


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Help at Level 1 or 2: in words, as pages of the public site (title and address), or a consultation.

    ``preventive_reason``: why help is given early, below any threshold. ``follow_up_on``: when to ask whether
    it helped. ``follow_ups``: what was found out, the latest last; an unreached person is asked again.
    """

    key: str
    at: datetime
    by: int
    text: str = ""
    pages: tuple[tuple[str, str], ...] = ()
    level: int | None = None
    red_flags: str = ""
    preventive_reason: str = ""
    follow_up_on: date | None = None
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything at all is offered."""
        return bool(self.text or self.pages)

    @property
    def follow_up(self) -> FollowUp | None:
        """What was found out last."""
        return self.follow_ups[-1] if self.follow_ups else None

    @property
    def known(self) -> bool:
        """Whether it is known what came of it."""
        return self.follow_up is not None and self.follow_up.answer != "not_reached"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Whoever asked was told: to whom, what, how, and on which day."""

    key: str
    at: datetime
    by: int
    to: str = ""
    told: str = ""
    how: str = ""
    on: date | None = None
