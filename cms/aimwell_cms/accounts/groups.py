"""Roles become Wagtail's groups: each role that works in the editor has a group in each organisation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from aimwell.organisations.models import Membership, Organisation
from aimwell.organisations.roles import Role
from aimwell_cms.accounts.models import OrganisationCollection, OrganisationGroup

# What each role may do with the pages below its organisation's page. Practitioners don't come here.
PAGE_PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.ADMINISTRATOR: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    Role.SERVICE_MANAGER: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    Role.APPROVER: ("publish_page",),
}
_FILE_PERMISSIONS = tuple(
    (app, f"{action}_{model}")
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in ("add", "change", "choose")
)
_AUTHORS = (Role.ADMINISTRATOR, Role.SERVICE_MANAGER)


def provide_groups(organisation: Organisation, page: Page) -> None:
    """Make the organisation's groups and collection, with their permissions, and put its members into them.

    May be called again: what is there stays.
    """
    collection = _collection(organisation)
    for role, page_permissions in PAGE_PERMISSIONS.items():
        group = _group(organisation, role)
        group.permissions.add(_permission("wagtailadmin", "access_admin"))
        for codename in page_permissions:
            GroupPagePermission.objects.get_or_create(
                group=group, page=page, permission=_permission("wagtailcore", codename)
            )
        for app, codename in _FILE_PERMISSIONS if role in _AUTHORS else ():
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=_permission(app, codename)
            )
    for membership in Membership.objects.filter(organisation=organisation):
        put_in_group(membership)


def put_in_group(membership: Membership) -> None:
    """Put a member into the group of their role, and out of the organisation's others."""
    _leave(membership)
    mine = OrganisationGroup.objects.filter(
        organisation=membership.organisation_id, role=membership.role
    ).first()
    if mine is not None:
        membership.user.groups.add(mine.group_id)


def _leave(membership: Membership) -> None:
    others = Group.objects.filter(of_organisation__organisation=membership.organisation_id)
    membership.user.groups.remove(*others)


def _group(organisation: Organisation, role: Role) -> Group:
    mine = (
        OrganisationGroup.objects.select_related("group").filter(organisation=organisation, role=role).first()
    )
    if mine is not None:
        return mine.group
    group = Group.objects.create(name=f"{role.label}, {organisation.name} ({organisation.slug})"[:150])
    OrganisationGroup.objects.create(organisation=organisation, role=role, group=group)
    return group


def _collection(organisation: Organisation) -> Collection:
    mine = (
        OrganisationCollection.objects.select_related("collection").filter(organisation=organisation).first()
    )
    if mine is not None:
        return mine.collection
    collection = Collection.get_first_root_node().add_child(name=organisation.name)
    OrganisationCollection.objects.create(organisation=organisation, collection=collection)
    return collection


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _saved(instance: Membership, raw: bool = False, **_: Any) -> None:
    if not raw:
        put_in_group(instance)


def _deleted(instance: Membership, **_: Any) -> None:
    _leave(instance)


def connect() -> None:
    """Follow memberships as they are made, changed and ended."""
    post_save.connect(_saved, sender=Membership, dispatch_uid="aimwell_groups_saved")
    post_delete.connect(_deleted, sender=Membership, dispatch_uid="aimwell_groups_deleted")
