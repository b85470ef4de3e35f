"""The pages that an organisation's authors work with."""

from aimwell_cms.authoring.approval.task import ApprovalTask
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.pages.bringing import Bringing
from aimwell_cms.authoring.pages.folder import TemplateFolderPage
from aimwell_cms.authoring.pages.following import Following
from aimwell_cms.authoring.pages.organisation import OrganisationPage
from aimwell_cms.authoring.pages.template import Publication, TemplatePage
from aimwell_cms.authoring.reviewing.model import ReviewForm
from aimwell_cms.authoring.wording.model import DismissedAdvice

__all__ = [
    "ApprovalTask",
    "Bringing",
    "Case",
    "DismissedAdvice",
    "Following",
    "OrganisationPage",
    "Publication",
    "ReviewForm",
    "TemplateFolderPage",
    "TemplatePage",
]
