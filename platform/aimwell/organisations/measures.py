"""Measures as an organisation knows them: those that plugins offer, and those that it made itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from aimwell.contracts import Measure
from aimwell.organisations.models import CustomMeasureVersion, Organisation
from aimwell.plugins import Plugin, installed_plugins
from aimwell.questionnaire import built

OWN = "custom"
"""What stands in place of a plugin's name beside the scores of an organisation's own measures."""


@dataclass(frozen=True, kw_only=True)
class KnownMeasure:
    """A measure, and the plugin that it comes from."""

    measure: Measure
    plugin: Plugin

    @property
    def is_own(self) -> bool:
        """Whether the organisation made it itself."""
        return self.plugin.name == OWN


def known_measure(organisation_id: int, name: str, version: str) -> KnownMeasure | None:
    """The measure that an organisation's forms mean by a name and a version. Call it acting for it.

    A plugin's measure is there in the one version that is installed, which may be another than ``version``:
    whoever scores compares the two. An organisation's own is there in every version it ever had. A measure
    of a plugin costs no statement; one of its own costs one, once a process.
    """
    plugins = installed_plugins()
    offered = plugins.measures.get(name)
    if offered is None or offered.version != version:
        own = _own(organisation_id, name, version)
        if own is not None:
            return own
    return None if offered is None else KnownMeasure(measure=offered, plugin=plugins.plugin_of(offered))


def _own(organisation_id: int, name: str, version: str) -> KnownMeasure | None:
    # Own versions are numbered 1, 2, 3: nothing is asked of the database for a plugin's 1.0.
    if not version.isdecimal():
        return None
    try:
        return _kept(organisation_id, name, int(version))
    except CustomMeasureVersion.DoesNotExist:
        return None


# A version never changes, so it is kept as long as the process has room; what isn't there is asked for again.
@lru_cache(maxsize=1024)
def _kept(organisation_id: int, name: str, number: int) -> KnownMeasure:
    version = CustomMeasureVersion.objects.get(
        organisation_id=organisation_id, measure__name=name, number=number
    )
    return known_version(version)


def known_version(version: CustomMeasureVersion) -> KnownMeasure:
    """A version of an organisation's own measure."""
    measure = built(version.text, str(version.number))
    return KnownMeasure(measure=measure, plugin=_as_plugin(measure))


def source_of(measure: Measure) -> Plugin:
    """The plugin that a measure out of an organisation's offers comes from."""
    plugins = installed_plugins()
    offered = plugins.measures.get(measure.name)
    if offered is not None and offered.version == measure.version:
        return plugins.plugin_of(offered)
    return _as_plugin(measure)


def _as_plugin(own: Measure) -> Plugin:
    return Plugin(name=OWN, package="aimwell", version=own.version, module=None)


def own_measures(organisation: Organisation) -> dict[str, Measure]:
    """The latest version of each own measure that is on. Call it acting for the organisation."""
    latest = (
        CustomMeasureVersion.objects.filter(organisation=organisation, measure__on=True)
        .order_by("measure_id", "-number")
        .distinct("measure_id")
    )
    measures = [known_version(version).measure for version in latest]
    return {measure.name: measure for measure in sorted(measures, key=lambda one: one.label)}


def own_versions(organisation: Organisation) -> set[tuple[str, str]]:
    """Name and version of every own measure that was ever used, on or not."""
    versions = CustomMeasureVersion.objects.filter(organisation=organisation)
    return {(name, str(number)) for name, number in versions.values_list("measure__name", "number")}
