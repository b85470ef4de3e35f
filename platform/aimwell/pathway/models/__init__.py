from aimwell.pathway.models.act import Act
from aimwell.pathway.models.aim import AimWording
from aimwell.pathway.models.derived import DerivedRow
from aimwell.pathway.models.frontdoor import AlertRow, OfferRow, TaskRow
from aimwell.pathway.models.incoming import IncomingRequest
from aimwell.pathway.models.pathways import EpisodeRow, OutcomeRow, PathwayRow
from aimwell.pathway.models.rebuild import Rebuild
from aimwell.pathway.models.settings import ResponseTargets, TaskLetter

__all__ = [
    "Act",
    "AimWording",
    "AlertRow",
    "DerivedRow",
    "EpisodeRow",
    "IncomingRequest",
    "OfferRow",
    "OutcomeRow",
    "PathwayRow",
    "Rebuild",
    "ResponseTargets",
    "TaskLetter",
    "TaskRow",
]
