"""The pages that an organisation's authors work with."""

from aimwell_cms.authoring.pages.folder import TemplateFolderPage
from aimwell_cms.authoring.pages.organisation import OrganisationPage
from aimwell_cms.authoring.pages.template import Publication, TemplatePage

__all__ = ["OrganisationPage", "Publication", "TemplateFolderPage", "TemplatePage"]
