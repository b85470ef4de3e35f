"""What a manager is told of each installed plugin: offers, licence, health, where it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from aimwell.contracts import Measure
from aimwell.library.models import FormTemplate
from aimwell.organisations.models import ContentPackUpload, Organisation, PluginFailure, PluginUse
from aimwell.plugins import Plugin, installed_plugins
from aimwell.plugins.content_pack import read_pack
from aimwell.plugins.offers import Offer
from aimwell.plugins.registry import Kind

RECENT = timedelta(days=30)
TIERS = {
    "open": "Free to use: the wording comes with it",
    "data_only": "Licensed: you record your licence and bring the wording",
    "external": "Licensed: only totals are entered",
}
KINDS: Mapping[Kind, str] = {"measure": "Measure", "triage_rule": "Triage rule", "tariff": "Tariff"}


@dataclass(frozen=True, kw_only=True)
class Offered:
    """One offer of a plugin. ``wording``: the newest content pack; ``stale``: it is for another version."""

    kind: str
    offer: Offer
    has_settings: bool
    used_in: tuple[FormTemplate, ...]
    tier: str = ""
    takes_wording: bool = False
    wording: ContentPackUpload | None = None
    stale: bool = False


@dataclass(frozen=True, kw_only=True)
class PluginRow:
    """A plugin as one organisation has it. Failures are those of the last 30 days."""

    plugin: Plugin
    use: PluginUse
    offers: tuple[Offered, ...]
    failures: int

    @property
    def label(self) -> str:
        """What it offers, in words."""
        labels = ", ".join(offered.offer.label for offered in self.offers) or self.plugin.name
        return f"{labels} (bring your own licence)" if self.needs_licence else labels

    @property
    def needs_licence(self) -> bool:
        """Whether the organisation must record a licence before it switches it on."""
        return any(measure.licence.needs_reference for measure in self.plugin.measures)

    @property
    def used_in(self) -> list[FormTemplate]:
        """The published forms that use any of its offers."""
        return list(
            {template.pk: template for offered in self.offers for template in offered.used_in}.values()
        )


def plugin_rows(organisation: Organisation) -> list[PluginRow]:
    """Every installed plugin. Call it acting for the organisation."""
    uses = {use.plugin: use for use in PluginUse.objects.filter(organisation=organisation)}
    failures = list(
        PluginFailure.objects.filter(
            organisation=organisation, happened_at__gte=timezone.now() - RECENT
        ).values_list("plugin", flat=True)
    )
    packs = _packs(organisation)
    usage = _usage(organisation)
    return [
        PluginRow(
            plugin=plugin,
            use=uses.get(plugin.name) or PluginUse(organisation=organisation, plugin=plugin.name),
            offers=tuple(_offers(plugin, packs, usage)),
            failures=failures.count(plugin.name),
        )
        for plugin in installed_plugins().plugins.values()
    ]


def plugin_row(organisation: Organisation, name: str) -> PluginRow | None:
    """One installed plugin; None when there is none of that name."""
    return next((row for row in plugin_rows(organisation) if row.plugin.name == name), None)


def _packs(organisation: Organisation) -> dict[str, ContentPackUpload]:
    newest = (
        ContentPackUpload.objects.filter(organisation=organisation)
        .order_by("measure", "-uploaded_at")
        .distinct("measure")
        .select_related("uploaded_by")
    )
    return {upload.measure: upload for upload in newest}


def _usage(organisation: Organisation) -> dict[tuple[Kind, str], list[FormTemplate]]:
    """The published forms by what they use."""
    found: dict[tuple[Kind, str], list[FormTemplate]] = {}
    for template in FormTemplate.objects.filter(organisation=organisation, live__isnull=False).select_related(
        "live"
    ):
        for measure in template.live.measures:
            found.setdefault(("measure", measure), []).append(template)
        triage = template.live.outline.triage
        if triage is not None:
            found.setdefault(("triage_rule", triage.rule), []).append(template)
    return found


def _offers(
    plugin: Plugin,
    packs: Mapping[str, ContentPackUpload],
    usage: Mapping[tuple[Kind, str], list[FormTemplate]],
) -> list[Offered]:
    listed: list[tuple[Kind, Offer]] = [
        *(("measure", measure) for measure in plugin.measures),
        *(("triage_rule", rule) for rule in plugin.triage_rules),
        *(("tariff", tariff) for tariff in plugin.tariffs),
    ]
    return [
        _offered(kind, offer, packs.get(offer.name), usage.get((kind, offer.name), []))
        for kind, offer in listed
    ]


def _offered(
    kind: Kind, offer: Offer, pack: ContentPackUpload | None, used_in: list[FormTemplate]
) -> Offered:
    has_settings = bool(offer.settings.get("properties"))
    if not isinstance(offer, Measure):
        return Offered(kind=KINDS[kind], offer=offer, has_settings=has_settings, used_in=tuple(used_in))
    return Offered(
        kind=KINDS[kind],
        offer=offer,
        has_settings=has_settings,
        used_in=tuple(used_in),
        tier=TIERS[offer.licence.tier],
        takes_wording=offer.licence.tier == "data_only",
        wording=pack,
        stale=pack is not None and read_pack(pack.text).version != offer.version,
    )
