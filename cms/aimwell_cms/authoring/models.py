"""The pages that an organisation's authors work with."""

from aimwell_cms.authoring.pages.organisation import OrganisationPage

__all__ = ["OrganisationPage"]
