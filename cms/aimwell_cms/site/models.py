"""The pages that everybody can read: an organisation's Level 1 site."""

from aimwell_cms.site.pages.ask import AskForHelpPage
from aimwell_cms.site.pages.home import HomePage
from aimwell_cms.site.pages.index import IndexPage
from aimwell_cms.site.pages.statement import AccessibilityStatementPage
from aimwell_cms.site.pages.topic import TopicPage

__all__ = ["AccessibilityStatementPage", "AskForHelpPage", "HomePage", "IndexPage", "TopicPage"]
