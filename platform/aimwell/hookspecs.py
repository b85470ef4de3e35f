"""The hooks a plugin may implement. Offers are asked once, at start; calls are made for one organisation."""

from __future__ import annotations

import pluggy

from aimwell.contracts import Measure, Notice, SignedRecord, Tariff, TriageRule

hookspec = pluggy.HookspecMarker("aimwell")
hookimpl = pluggy.HookimplMarker("aimwell")


@hookspec
def measures() -> tuple[Measure, ...]:
    """Offer outcome measures."""
    return ()


@hookspec
def triage_rules() -> tuple[TriageRule, ...]:
    """Offer triage rules."""
    return ()


@hookspec
def tariffs() -> tuple[Tariff, ...]:
    """Offer payment tariffs."""
    return ()


@hookspec
def record_signed(record: SignedRecord) -> tuple[Notice, ...]:
    """Hear of a signed record; return remarks that are shown beside it.

    Called for organisations that have the plugin on.
    """
    return ()
