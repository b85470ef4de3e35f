"""What an organisation's plugins offer it: those that it has on, worded and set as it chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aimwell.contracts import Json, Measure, Settings, Tariff, TriageRule
from aimwell.organisations.models import ContentPackUpload, Organisation, PluginUse
from aimwell.plugins import installed_plugins
from aimwell.plugins.content_pack import read_pack, worded


@dataclass(frozen=True, kw_only=True)
class Offers:
    """Measures, triage rules and tariffs by name, and the organisation's settings by the offer's name."""

    measures: Mapping[str, Measure]
    triage_rules: Mapping[str, TriageRule]
    tariffs: Mapping[str, Tariff]
    plugins_on: frozenset[str]
    settings: Mapping[str, Settings] = field(default_factory=dict)

    def settings_of(self, offer: str, own: Mapping[str, Json] | None = None) -> dict[str, Json]:
        """The organisation's settings for an offer, with those of one question (``own``) over them."""
        return {**self.settings.get(offer, {}), **(own or {})}


def offers_of(organisation: Organisation) -> Offers:
    """What ``organisation`` has on. Call it acting for the organisation."""
    installed = installed_plugins()
    uses = [
        use for use in PluginUse.objects.filter(organisation=organisation) if use.plugin in installed.plugins
    ]
    on = [installed.plugins[use.plugin] for use in uses if use.on]
    measures = {measure.name: measure for plugin in on for measure in plugin.measures}
    return Offers(
        measures=_in_own_words(organisation, measures),
        triage_rules={rule.name: rule for plugin in on for rule in plugin.triage_rules},
        tariffs={tariff.name: tariff for plugin in on for tariff in plugin.tariffs},
        plugins_on=frozenset(plugin.name for plugin in on),
        # Settings outlive the switch: a draft begun while the plugin was on is scored as it was set.
        settings={offer: chosen for use in uses for offer, chosen in use.settings.items()},
    )


def _in_own_words(organisation: Organisation, measures: dict[str, Measure]) -> dict[str, Measure]:
    newest = (
        ContentPackUpload.objects.filter(organisation=organisation, measure__in=measures)
        .order_by("measure", "-uploaded_at")
        .distinct("measure")
    )
    packs = {upload.measure: read_pack(upload.text) for upload in newest}
    # A pack made for an older version of the measure was checked against that one; not forced on a newer.
    return {
        name: worded(measure, packs[name])
        if name in packs and packs[name].version == measure.version
        else measure
        for name, measure in measures.items()
    }
