"""What the commands for measures, triage rules and tariffs share: finding an offer, and a plugin's result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from aimwell.cli.files import BadInput, refuse
from aimwell.cli.refusal import CannotRun
from aimwell.contracts import Measure, Tariff, TriageRule

if TYPE_CHECKING:
    from aimwell.plugins import Failure, Plugins

_OfferT = TypeVar("_OfferT", Measure, TriageRule, Tariff)
_ResultT = TypeVar("_ResultT")


def plugins() -> Plugins:
    """The installed plugins. Raises CannotRun with the remedy when one can't be used."""
    from aimwell.plugins import PluginError, installed_plugins

    try:
        return installed_plugins()
    except PluginError as error:
        raise CannotRun(str(error)) from error


def named(kind: str, offers: Mapping[str, _OfferT], name: str) -> _OfferT:
    """The offer of this name. Raises BadInput, listing those that there are, when there is none."""
    if name not in offers:
        there_are = ", ".join(sorted(offers)) or "none; is a plugin missing?"
        raise BadInput(f"{name}: there is no {kind} of this name. There are: {there_are}")
    return offers[name]


def result_of(called: _ResultT | Failure, source: str) -> _ResultT:
    """The result of a plugin's call. Raises BadInput when it refused its input, CannotRun when it broke."""
    from aimwell.plugins import Failure

    if not isinstance(called, Failure):
        return called
    refuse(called.faults, source)
    explained = f": {called.detail}" if called.detail else ""
    raise CannotRun(
        f"The plugin “{called.plugin}” {called.version} failed in {called.where}: "
        f"{called.error} at {called.place}{explained}"
    )
