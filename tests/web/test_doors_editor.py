"""Every address of Wagtail's editor × everybody: nobody sees or changes what is another organisation's."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from doors import AUTHORS, EDITOR, EDITORS, MEMBERS, PUBLIC, RAISES, address, routes, row_of
from doors_walk import World, knock, state, takeover, told_by, undone
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from aimwell.organisations.roles import CAPABILITIES, May, Role
from aimwell_cms.accounts.models import OrganisationGroup

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("doors of the editor")]

# What an address may answer about things that aren't one's own: nothing that shows a page of theirs.
CLOSED = frozenset({302, 403, 404, 405})


def in_the_editor() -> list[str]:
    ours = PUBLIC | EDITOR.keys() | MEMBERS.keys()
    return [route for route in routes() if route.startswith("cms/") and route not in ours]


def test_the_editor_opens_to_nobody_who_has_no_work_there(world: World) -> None:
    opened = []
    for who in world.people.values():
        if who.role in EDITORS:
            continue
        for route in in_the_editor():
            answer = knock(who, "get", address(route, world.theirs.values))
            if answer.status not in CLOSED or (answer.status == 302 and "login" not in answer.location):
                opened.append((who.name, route, answer.status, answer.location))
    assert not opened


def test_a_practitioner_posts_nothing_to_the_editor(world: World) -> None:
    who = world.people["our practitioner"]
    for route in in_the_editor():
        answer = knock(who, "post", address(route, world.ours.values), takeover(world))
        assert answer.status in CLOSED, route
        assert answer.status != 302 or "login" in answer.location, route


# Lists, asked in every way for what stands above both organisations, or in the other's collection.
LISTS = (
    "/cms/pages/{above}/",
    "/cms/pages/{root}/",
    "/cms/pages/{above}/results/?q=form",
    "/cms/pages/search/?q={mark}",
    "/cms/pages/search/results/?q={mark}&content_type=authoring.templatepage",
    "/cms/choose-page/",
    "/cms/choose-page/{above}/?page_type=wagtailcore.page&user_perms=copy_to",
    "/cms/choose-page/search/?q={mark}&user_perms=move_to",
    "/cms/choose-page/chosen-multiple/?id={page_id}&id={home_id}",
    "/cms/api/main/pages/?child_of={above}&for_explorer=1",
    "/cms/api/main/pages/?child_of={root}&fields=*,ancestors",
    "/cms/api/main/pages/?search={mark}",
    "/cms/api/main/pages/?descendant_of={above}&fields=_,title",
    "/cms/api/main/pages/find/?html_path=/{mark}/",
    "/cms/images/?collection_id={collection_id}",
    "/cms/images/results/?q={mark}",
    "/cms/images/?tag={mark}tag",
    "/cms/images/chooser/?collection_id={collection_id}",
    "/cms/images/chooser/results/?q={mark}",
    "/cms/images/chooser/chosen-multiple/?id={image_id}",
    "/cms/images/add/?collection_id={collection_id}",
    "/cms/documents/?collection_id={collection_id}",
    "/cms/documents/results/?q={mark}",
    "/cms/documents/chooser/?collection_id={collection_id}",
    "/cms/documents/chooser/results/?q={mark}",
    "/cms/documents/chooser/chosen-multiple/?id={document_id}",
    "/cms/",
)


@pytest.mark.parametrize("role", [Role.SERVICE_MANAGER, Role.APPROVER])
def test_no_list_tells_of_theirs_however_it_is_asked(role: Role, world: World) -> None:
    who = world.people[f"our {role.label.lower()}"]
    above = world.ours.organisation.page.get_parent()
    # What is searched for comes back in the page: a beginning of the word, which titles go on from.
    mark = world.theirs.mark[:4]
    wrong = []
    for ask in LISTS:
        at = ask.format(**world.theirs.values, above=above.pk, root=above.get_root().pk, mark=mark)
        answer = knock(who, "get", at)
        if answer.status == 500 or world.theirs.mark.lower() in answer.told.lower():
            told = answer.told.lower()
            found = max(told.find(world.theirs.mark.lower()), 0)
            wrong.append((at, answer.status, answer.told[max(0, found - 150) : found + 60]))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", sorted(EDITORS))
def test_the_editor_shows_no_role_anything_of_theirs(role: Role, world: World) -> None:
    who = world.people[f"our {role.label.lower()}"]
    wrong = []
    for route in in_the_editor():
        roles = row_of(route)
        assert isinstance(roles, frozenset)
        # A word that stands in the titles of both organisations.
        answer = knock(who, "get", address(route, world.theirs.values), {"q": "form"})
        if answer.status == 500 and route != RAISES:
            wrong.append((route, 500))
        if answer.status == 200 and role not in roles:
            wrong.append((route, "opens to a role without a row"))
        if world.theirs.mark.lower() in answer.told.lower():
            at = answer.told.lower().index(world.theirs.mark.lower())
            wrong.append((route, answer.status, answer.told[max(0, at - 150) : at + 60]))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", [Role.SERVICE_MANAGER, Role.APPROVER])
def test_the_editor_shows_its_own_things_alone(role: Role, world: World) -> None:
    """That it shows these says, too, that the walks above knock at doors that are there."""
    who = world.people[f"our {role.label.lower()}"]
    shown, wrong = 0, []
    for route in in_the_editor():
        answer = knock(who, "get", address(route, world.ours.values), {"q": "form"})
        shown += world.ours.mark in answer.told
        if answer.status >= 500 and route != RAISES:
            wrong.append((route, answer.status))
        if world.theirs.mark in answer.told:
            at = answer.told.index(world.theirs.mark)
            wrong.append((route, answer.status, answer.told[max(0, at - 150) : at + 60]))
    assert not wrong, "\n".join(map(str, wrong))
    assert shown > (25 if role in AUTHORS else 10)


@pytest.mark.parametrize("role", sorted(EDITORS))
def test_no_post_to_the_editor_changes_anything_of_theirs(role: Role, world: World) -> None:
    who = world.people[f"our {role.label.lower()}"]
    before, wrong = state(world.theirs), []
    for route in in_the_editor():
        with undone(who):
            posted = who.browser.post(address(route, world.theirs.values), takeover(world))
            answer = told_by(posted)
            if answer.status != 405 and state(world.theirs) != before:
                wrong.append((route, answer.status, "changed"))
        if answer.status == 500 and route != RAISES:
            wrong.append((route, 500, ""))
        if world.theirs.mark in answer.told:
            at = answer.told.index(world.theirs.mark)
            wrong.append((route, answer.status, answer.told[max(0, at - 150) : at + 60]))
    assert not wrong, "\n".join(map(str, wrong))


def test_an_administrator_and_a_service_manager_have_the_same_permissions_in_the_editor(world: World) -> None:
    def permissions(role: Role) -> list[set[Any]]:
        group = OrganisationGroup.objects.get(organisation=world.ours.organisation, role=role).group
        return [
            set(group.permissions.values_list("pk")),
            set(group.page_permissions.values_list("page", "permission")),
            set(group.collection_permissions.values_list("collection", "permission")),
        ]

    first, *others = (permissions(role) for role in AUTHORS)
    assert all(other == first for other in others)
    assert all({May.AUTHOR, May.PUBLISH} <= CAPABILITIES[role] for role in AUTHORS)


def test_no_action_on_several_things_changes_theirs(world: World) -> None:
    registry = bulk_action_registry
    registry._scan_for_bulk_actions()
    before, wrong, walked = state(world.theirs), [], 0
    things = {"page": "page_id", "image": "image_id", "document": "document_id", "user": "user_pk"}
    for app, models in registry.actions.items():
        for model, actions in models.items():
            for action in actions:
                walked += 1
                thing = world.theirs.values[things[model]]
                at = f"/cms/bulk/{app}/{model}/{action}/"
                above = world.ours.organisation.page.get_parent().pk
                asks = (f"{at}?id={thing}", f"{at}?id=all", f"{at}?id=all&childOf={above}")
                for role, at in product(EDITORS, asks):
                    who = world.people[f"our {role.label.lower()}"]
                    answer = knock(who, "get", at)
                    if world.theirs.mark in answer.told or answer.status == 500:
                        wrong.append((role, at, answer.status))
                    with undone(who):
                        who.browser.post(at, {**takeover(world), "chooser": world.ours.page.get_parent().pk})
                        if state(world.theirs) != before:
                            wrong.append((role, at, "changed"))
    assert walked > 8
    assert not wrong, "\n".join(map(str, wrong))


def test_an_action_on_several_of_ones_own_things_works(world: World) -> None:
    manager = world.people["our service manager"]
    values = world.ours.values
    for at in (
        f"wagtailcore/page/publish/?id={values['page_id']}",
        f"wagtailcore/page/publish/?id=all&childOf={values['parent_page_id']}",
        f"wagtailimages/image/add_tags/?id={values['image_id']}",
        f"wagtaildocs/document/add_to_collection/?id={values['document_id']}",
    ):
        answer = knock(manager, "get", f"/cms/bulk/{at}")
        assert answer.status == 200, at
        assert world.ours.mark in answer.told
        assert world.theirs.mark not in answer.told
