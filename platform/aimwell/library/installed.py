"""Whether everything that published forms use is installed. Asked when the program starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aimwell.library.models import FormTemplate
from aimwell.organisations.measures import own_versions
from aimwell.organisations.models import Organisation
from aimwell.organisations.scope import acting_for
from aimwell.plugins import PluginError, installed_plugins


@dataclass(frozen=True, kw_only=True)
class MissingMeasure:
    """A measure that a live form uses and no installed plugin offers. ``version``: as published."""

    measure: str
    version: str
    organisation: str
    template: str


def missing_measures() -> list[MissingMeasure]:
    """Every measure of a live form, in any organisation, that isn't installed."""
    known = installed_plugins().measures
    missing = []
    for organisation in Organisation.objects.all():
        with acting_for(organisation):
            own = own_versions(organisation)
            templates = FormTemplate.objects.filter(live__isnull=False).select_related("live")
            missing += [
                MissingMeasure(
                    measure=measure, version=version, organisation=organisation.name, template=template.title
                )
                for template in templates
                for measure, version in template.live.measures.items()
                if measure not in known and (measure, version) not in own
            ]
    return missing


def require_installed() -> None:
    """Raise PluginError, with the way out, when a live form uses a measure that isn't installed."""
    missing = missing_measures()
    if missing:
        raise PluginError(told(missing))


def told(missing: Sequence[MissingMeasure]) -> str:
    """What is missing, for whom, and what to do."""
    lines = [
        f"- “{one.measure}” {one.version}, in the form “{one.template}” of {one.organisation}"
        for one in missing
    ]
    return "\n".join(
        [
            "Published forms use measures whose plugins aren't installed:",
            *lines,
            "Install the packages that offered them again (pip install …) and start. To do without them, "
            "unpublish those forms before you uninstall.",
        ]
    )
