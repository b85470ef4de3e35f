"""Form templates with their frozen versions, and the library of parts to make them from."""

from aimwell.library.models.items import ItemVersion, KeptVersion, LibraryItem
from aimwell.library.models.versions import FormTemplate, Kind, TemplateVersion, VersionKey, version_of

__all__ = [
    "FormTemplate",
    "ItemVersion",
    "KeptVersion",
    "Kind",
    "LibraryItem",
    "TemplateVersion",
    "VersionKey",
    "version_of",
]
