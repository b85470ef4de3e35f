"""Plugins: find them, check what they offer, and call them one at a time so that none can break a form."""

from aimwell.formschema.inputs import check_input
from aimwell.plugins.calls import Failure, change_safely, decide_safely, quote_safely, score_safely
from aimwell.plugins.errors import PluginError
from aimwell.plugins.registry import Kind, Plugin, Plugins, Told, installed_plugins
from aimwell.plugins.tables import offered_tables

__all__ = [
    "Failure",
    "Kind",
    "Plugin",
    "PluginError",
    "Plugins",
    "Told",
    "change_safely",
    "check_input",
    "decide_safely",
    "installed_plugins",
    "offered_tables",
    "quote_safely",
    "score_safely",
]
