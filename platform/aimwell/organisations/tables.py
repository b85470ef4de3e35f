"""Triage rules as an organisation knows them: those that plugins offer, and its own decision tables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet
from django.utils import timezone

from aimwell.contracts import TriageRule
from aimwell.organisations.measures import OWN
from aimwell.organisations.models import Organisation, RuleTable, RuleTableVersion
from aimwell.plugins import Plugin, installed_plugins
from aimwell.ruletables import rule_of, table_of


@dataclass(frozen=True, kw_only=True)
class KnownRule:
    """A triage rule, and the plugin that it comes from."""

    rule: TriageRule
    plugin: Plugin

    @property
    def is_own(self) -> bool:
        """Whether it is a table of the organisation's own."""
        return self.plugin.name == OWN


def known_rule(organisation: Organisation, name: str, version: str | None = None) -> KnownRule | None:
    """The rule that an organisation's forms mean by a name. Call it acting for the organisation.

    A plugin's rule stays the plugin's, whatever a table is called. Of an own table: the version that is in
    force today, or the one that a decision has pinned (``version``). A plugin's rule costs no statement.
    """
    plugins = installed_plugins()
    offered = plugins.triage_rules.get(name)
    if offered is not None and version in (None, offered.version):
        return KnownRule(rule=offered, plugin=plugins.plugin_of(offered))
    if version is None:
        found = in_force(organisation).filter(table__name=name).order_by("-number").first()
    elif version.isdecimal():
        found = _versions(organisation).filter(table__name=name, number=int(version)).first()
    else:
        found = None
    return None if found is None else known_version(found)


def known_version(version: RuleTableVersion) -> KnownRule:
    """A version of an organisation's own table."""
    rule = _rule(version.text, version.number)
    return KnownRule(rule=rule, plugin=_as_plugin(rule))


# The same text and number are the same rule, whoever has it: it is built once a process.
@lru_cache(maxsize=256)
def _rule(text: str, number: int) -> TriageRule:
    # It was checked when it was approved: what later became stricter takes no rule away from anybody.
    return rule_of(table_of(json.loads(text)), str(number))


def _as_plugin(own: TriageRule) -> Plugin:
    return Plugin(name=OWN, package="aimwell", version=own.version, module=None)


def rule_labels(organisation: Organisation) -> dict[tuple[str, str], str]:
    """What each rule is called, by plugin and name: those installed and own tables, in force or not."""
    plugins = installed_plugins()
    own = RuleTable.objects.filter(organisation=organisation).values_list("name", "label")
    offered = {
        (plugins.plugin_of(rule).name, rule.name): rule.label for rule in plugins.triage_rules.values()
    }
    return {(OWN, name): label for name, label in own} | offered


def own_rules(organisation: Organisation) -> dict[str, TriageRule]:
    """Each own table that is on, in the version in force today. Call it acting for the organisation."""
    rules = [known_version(version).rule for version in newest(in_force(organisation).filter(table__on=True))]
    return {rule.name: rule for rule in sorted(rules, key=lambda one: one.label)}


def in_force(organisation: Organisation, day: date | None = None) -> QuerySet[RuleTableVersion]:
    """The versions whose day has come; of each table the highest number counts. ``day``: today by default."""
    return _versions(organisation).filter(effective_from__lte=day or timezone.localdate())


def newest(versions: QuerySet[RuleTableVersion]) -> Iterable[RuleTableVersion]:
    """The version with the highest number of each table."""
    return versions.order_by("table_id", "-number").distinct("table_id")


def _versions(organisation: Organisation) -> QuerySet[RuleTableVersion]:
    return RuleTableVersion.objects.filter(organisation=organisation)
