"""Whether the organisation may use the measures of a form: part of the readiness list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from aimwell.contracts import Measure
from aimwell.organisations.models import PluginUse
from aimwell.plugins import installed_plugins
from aimwell_cms.authoring.findings import Context, Finding

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage


def measures_licensed(page: TemplatePage, context: Context) -> Iterable[Finding]:
    """A stop for each licensed measure without a licence. One that is off is a problem already."""
    named = dict.fromkeys(
        question.measure for question in context.outline.all_questions() if question.measure
    )
    used = [context.measures[name] for name in named if name in context.measures]
    if not named:
        yield Finding(id="licences", state="ok", title="The form uses no measure.", detail="")
        return
    recorded = {
        use.plugin: use.licence_reference
        for use in PluginUse.objects.filter(organisation=context.organisation, on=True)
    }
    missing = [
        (measure, plugin)
        for measure in used
        if measure.licence.needs_reference and (plugin := _plugin_of(measure)) and not recorded.get(plugin)
    ]
    for measure, plugin in missing:
        yield Finding(
            id="licences",
            state="stop",
            title=f"“{measure.label}” needs a licence, and none is recorded.",
            detail="Switch it off and on again under Plugins, and give your licence’s reference.",
            url=reverse("aimwell_plugin", args=[context.organisation.slug, plugin]),
        )
    if not missing and len(used) == len(named):
        labels = ", ".join(measure.label for measure in used)
        yield Finding(id="licences", state="ok", title=f"You may use its measures: {labels}.", detail="")


def _plugin_of(measure: Measure) -> str | None:
    for plugin in installed_plugins().plugins.values():
        if any(offered.name == measure.name for offered in plugin.measures):
            return plugin.name
    return None
