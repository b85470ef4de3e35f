from aimwell.pathway.models.act import Act
from aimwell.pathway.models.derived import DerivedRow
from aimwell.pathway.models.pathways import EpisodeRow, PathwayRow

__all__ = ["Act", "DerivedRow", "EpisodeRow", "PathwayRow"]
