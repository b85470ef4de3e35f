from aimwell.organisations.models.measures import CustomMeasure, CustomMeasureVersion
from aimwell.organisations.models.organisation import Membership, Organisation, Service
from aimwell.organisations.models.plugins import ContentPackUpload, PluginFailure, PluginUse
from aimwell.organisations.models.tables import (
    RuleTable,
    RuleTableReplay,
    RuleTableSubmission,
    RuleTableVersion,
)
from aimwell.organisations.models.user import User
from aimwell.organisations.models.viewlog import ViewLog

__all__ = [
    "ContentPackUpload",
    "CustomMeasure",
    "CustomMeasureVersion",
    "Membership",
    "Organisation",
    "PluginFailure",
    "PluginUse",
    "RuleTable",
    "RuleTableReplay",
    "RuleTableSubmission",
    "RuleTableVersion",
    "Service",
    "User",
    "ViewLog",
]
