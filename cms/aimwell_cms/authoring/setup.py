"""Give an organisation its place in the editor."""

from __future__ import annotations

from wagtail.models import Page, Site

from aimwell.organisations.models import Organisation
from aimwell_cms.accounts.groups import provide_groups
from aimwell_cms.authoring.approval.setup import provide_approval
from aimwell_cms.authoring.models import OrganisationPage, TemplateFolderPage


def provide(organisation: Organisation) -> OrganisationPage:
    """The organisation's page, with the folder of its templates, its groups, its collection and its workflow.

    Makes what is missing; may be called again.
    """
    page = OrganisationPage.objects.filter(organisation=organisation).first()
    if page is None:
        page = _root().add_child(
            instance=OrganisationPage(
                title=organisation.name, slug=organisation.slug, organisation=organisation
            )
        )
    if not TemplateFolderPage.objects.child_of(page).exists():
        page.add_child(instance=TemplateFolderPage(title="Form templates", slug="form-templates"))
    provide_groups(organisation, page)
    provide_approval(organisation)
    return page


def _root() -> Page:
    """The page at the root of the public site, so that what an organisation publishes there is found."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page if site else Page.get_first_root_node()


def folder_of(organisation: Organisation) -> TemplateFolderPage:
    """The folder that the organisation's templates stand in."""
    page = OrganisationPage.objects.get(organisation=organisation)
    return TemplateFolderPage.objects.child_of(page).get()
