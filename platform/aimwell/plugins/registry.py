"""The plugins that are there, what each offers, and telling them that a record was signed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.metadata import entry_points
from typing import Any, Literal, TypeVar

import pluggy

from aimwell import hookspecs
from aimwell.contracts import Measure, Notice, SignedRecord, Tariff, TriageRule
from aimwell.plugins.calls import Failure, alone, checked_notices
from aimwell.plugins.errors import PluginError
from aimwell.plugins.offers import Offer, offer_faults

Kind = Literal["measure", "triage_rule", "tariff"]

_HOOKS: Mapping[str, tuple[Kind, type[Offer]]] = {
    "measures": ("measure", Measure),
    "triage_rules": ("triage_rule", TriageRule),
    "tariffs": ("tariff", Tariff),
}
_OfferT = TypeVar("_OfferT", Measure, TriageRule, Tariff)


@dataclass(frozen=True, kw_only=True)
class Plugin:
    """One entry point: its name, the package and version it comes from, and what it offers."""

    name: str
    package: str
    version: str
    module: Any
    measures: tuple[Measure, ...] = ()
    triage_rules: tuple[TriageRule, ...] = ()
    tariffs: tuple[Tariff, ...] = ()

    def __str__(self) -> str:
        return f"“{self.name}” of {self.package} {self.version}"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one plugin said to a signed record: its notices, or how it failed."""

    plugin: str
    notices: tuple[Notice, ...] = ()
    failure: Failure | None = None


class Plugins:
    """The plugins of this program (``installed``) or of a test (``of``), loaded and checked."""

    def __init__(self, found: Collection[Plugin]) -> None:
        self._manager = pluggy.PluginManager("aimwell")
        self._manager.add_hookspecs(hookspecs)
        for plugin in found:
            self._register(plugin)
        self.plugins: Mapping[str, Plugin] = {plugin.name: self._with_offers(plugin) for plugin in found}
        self.measures: Mapping[str, Measure] = self._unique("measure", "measures")
        self.triage_rules: Mapping[str, TriageRule] = self._unique("triage_rule", "triage_rules")
        self.tariffs: Mapping[str, Tariff] = self._unique("tariff", "tariffs")

    @classmethod
    def installed(cls) -> Plugins:
        """Every plugin installed beside Aimwell: the entry points of the group ``aimwell``.

        Raises PluginError, naming the package and the remedy, when one can't be used.
        """
        return cls(list(_installed()))

    @classmethod
    def of(cls, **modules: Any) -> Plugins:
        """The given modules as plugins, by name: for tests and for plugin authors."""
        return cls(
            [
                Plugin(
                    name=name,
                    package=str(getattr(module, "__name__", name)),
                    version=str(getattr(module, "__version__", "0")),
                    module=module,
                )
                for name, module in modules.items()
            ]
        )

    def owner(self, kind: Kind, name: str) -> Plugin:
        """The plugin that offers the measure, triage rule or tariff of this name. KeyError when none does."""
        hook = next(hook for hook, (its_kind, _) in _HOOKS.items() if its_kind == kind)
        for plugin in self.plugins.values():
            if any(offer.name == name for offer in getattr(plugin, hook)):
                return plugin
        raise KeyError(name)

    def plugin_of(self, offer: Offer) -> Plugin:
        """The plugin that an offer comes from."""
        kind = next(kind for kind, kind_class in _HOOKS.values() if isinstance(offer, kind_class))
        return self.owner(kind, offer.name)

    @cached_property
    def listeners(self) -> frozenset[str]:
        """The names of the plugins that want to be told of signed records."""
        return frozenset(
            name for name, plugin in self.plugins.items() if self._hears(plugin, "record_signed")
        )

    def record_signed(self, names: Collection[str], record: SignedRecord) -> tuple[Told, ...]:
        """Tell the named plugins, each alone, of a signed record. A failure is reported, never raised."""
        return tuple(
            self._tell(plugin, record)
            for plugin in self.plugins.values()
            if plugin.name in names and plugin.name in self.listeners
        )

    def _tell(self, plugin: Plugin, record: SignedRecord) -> Told:
        said = alone(
            plugin,
            "record_signed",
            lambda: checked_notices(self._ask(plugin, "record_signed", record=deepcopy(record))),
        )
        if isinstance(said, Failure):
            return Told(plugin=plugin.name, failure=said)
        return Told(plugin=plugin.name, notices=said)

    def _register(self, plugin: Plugin) -> None:
        try:
            hash(plugin.module)  # pluggy keeps plugins in sets
            self._manager.register(plugin.module, name=plugin.name)
            self._manager.check_pending()
        except (pluggy.PluginValidationError, ValueError, TypeError) as error:
            raise PluginError(
                f"The plugin {plugin} can't be used: {error}. The hooks and their arguments are described in "
                f"docs/write-a-plugin.md. Repair it, or uninstall {plugin.package}."
            ) from error
        if not any(self._hears(plugin, spec) for spec in ("record_signed", *_HOOKS)):
            raise PluginError(
                f"The plugin {plugin} implements no hook. Put @hookimpl (from aimwell) above its functions, "
                f"or uninstall {plugin.package}."
            )

    def _with_offers(self, plugin: Plugin) -> Plugin:
        return replace(
            plugin,
            measures=self._offers(plugin, "measures", Measure),
            triage_rules=self._offers(plugin, "triage_rules", TriageRule),
            tariffs=self._offers(plugin, "tariffs", Tariff),
        )

    def _offers(self, plugin: Plugin, hook: str, kind: type[_OfferT]) -> tuple[_OfferT, ...]:
        answers = alone(plugin, hook, lambda: self._ask(plugin, hook))
        if isinstance(answers, Failure):
            told = "".join(f"{fault.pointer or '/'}: {fault.message} " for fault in answers.faults)
            raise PluginError(
                f"The plugin {plugin} failed in {hook}(): {answers.error} at {answers.place}. {told}"
                f"Repair it, or uninstall {plugin.package}."
            )
        offers: list[_OfferT] = []
        for answer in answers:
            if not isinstance(answer, tuple | list) or not all(isinstance(offer, kind) for offer in answer):
                raise PluginError(
                    f"The plugin {plugin} must return a tuple of {kind.__name__} from {hook}(). "
                    f"Repair it, or uninstall {plugin.package}."
                )
            offers.extend(answer)
        for offer in offers:
            faults = list(offer_faults(offer))
            if faults:
                raise PluginError(
                    f"The plugin {plugin} offers “{offer.name}” in {hook}(), but {'; and '.join(faults)}. "
                    f"Repair it, or uninstall {plugin.package}."
                )
        return tuple(offers)

    def _unique(self, kind: Kind, hook: str) -> dict[str, Any]:
        providers: dict[str, Plugin] = {}
        offers: dict[str, Any] = {}
        for plugin in self.plugins.values():
            for offer in getattr(plugin, hook):
                if offer.name in providers:
                    raise PluginError(
                        f"The {kind.replace('_', ' ')} “{offer.name}” is offered twice: by the plugin "
                        f"{providers[offer.name]} and by the plugin {plugin}. "
                        f"Uninstall one of the two packages, or rename it in the one that is yours."
                    )
                providers[offer.name] = plugin
                offers[offer.name] = offer
        return offers

    def _hears(self, plugin: Plugin, hook: str) -> bool:
        callers = self._manager.get_hookcallers(plugin.module) or []
        return any(caller.name == hook for caller in callers)

    def _ask(self, plugin: Plugin, hook: str, **arguments: Any) -> list[Any]:
        others = [module for module in self._manager.get_plugins() if module is not plugin.module]
        answers: list[Any] = self._manager.subset_hook_caller(hook, others)(**arguments)
        return answers


@cache
def installed_plugins() -> Plugins:
    """The plugins of this program, found once a process."""
    return Plugins.installed()


def _installed() -> Iterator[Plugin]:
    seen: dict[str, Plugin] = {}
    for entry in sorted(entry_points(group="aimwell"), key=lambda entry: entry.name):
        package = entry.dist.name if entry.dist else "an unknown package"
        version = entry.dist.version if entry.dist else "0"
        plugin = Plugin(name=entry.name, package=package, version=version, module=None)
        if entry.name in seen:
            raise PluginError(
                f"Two plugins have the same name: {seen[entry.name]}, and {plugin}. "
                f"Uninstall one of the two packages, or rename the entry point in the one that is yours."
            )
        seen[entry.name] = plugin
        try:
            module = entry.load()
        except Exception as error:
            raise PluginError(
                f"The plugin {plugin} can't be imported from {entry.value}: {type(error).__name__}: {error}. "
                f"Repair it, or uninstall {package}."
            ) from error
        yield replace(plugin, module=module)
