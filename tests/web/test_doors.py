"""Every address of ours × everybody × one's own and another organisation's things."""

from __future__ import annotations

from typing import Any

import pytest
from doors import (
    EDITOR,
    EDITORS,
    MEMBERS,
    PACKAGED,
    PACKAGED_EXACTLY,
    PUBLIC,
    SIGNED_IN,
    WORKSPACE,
    Door,
    address,
    names_in,
    routes,
    row_of,
)
from doors_knockers import Knocker
from doors_walk import Answer, World, knock
from doors_world import Things

from aimwell.organisations.roles import CAPABILITIES, Role

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("doors")]

LOGIN = "/accounts/login/"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    every = routes()
    missing = [route for route in every if row_of(route) is None]
    assert not missing, f"Say in tests/web/doors.py whom these open to: {missing}"
    exact = {*WORKSPACE, *EDITOR, *MEMBERS, *PUBLIC, *SIGNED_IN, *PACKAGED_EXACTLY}
    assert not exact - set(every)
    assert not [start for start in PACKAGED if not any(route.startswith(start) for route in every)]


@pytest.mark.parametrize("route", [*WORKSPACE, *EDITOR, *MEMBERS])
def test_an_organisations_door_opens_to_its_members_who_may(route: str, world: World) -> None:
    door = row_of(route)
    assert isinstance(door, Door)
    wrong = []
    for who in world.people.values():
        for things in (world.ours, world.theirs):
            for method in ("get", "post"):
                answer = knock(who, method, address(route, things.values), _sent(door, method, things))
                expected = _expected(door, method, who, things, in_editor=route in EDITOR)
                if answer.status not in expected or _tells(answer, who, things):
                    wrong.append((who.name, method, things.mark, answer.status, sorted(expected)))
    assert not wrong


def _sent(door: Door, method: str, things: Things) -> dict[str, Any]:
    if method == "post":
        return dict(door.posted)
    return {name: things.values[name] for name in door.query}


def _expected(door: Door, method: str, who: Knocker, things: Things, *, in_editor: bool) -> frozenset[int]:
    wrong_method = frozenset({405}) & (door.get if method == "get" else door.post)
    if who.name == "anonymous":
        return wrong_method | {door.turned_away}
    if in_editor and who.role not in EDITORS:
        return frozenset({302})  # Led away from the whole editor.
    if who.organisation != things.organisation:
        # Wagtail's way to refuse is to lead home.
        return wrong_method | ({302, 404} if in_editor else {404})
    if who.role is not None and door.opens in CAPABILITIES[who.role]:
        return door.get if method == "get" else door.post
    return wrong_method | ({302} if in_editor else {403})


def _tells(answer: Answer, who: Knocker, things: Things) -> bool:
    return who.organisation != things.organisation and things.mark in answer.told


@pytest.mark.parametrize("route", [route for route in [*WORKSPACE, *MEMBERS] if len(names_in(route)) > 1])
def test_nothing_of_theirs_is_found_under_our_name(route: str, world: World) -> None:
    door = row_of(route)
    assert isinstance(door, Door)
    wrong = []
    for role in Role:
        who = world.people[f"our {role.label.lower()}"]
        for name in set(names_in(route)) - {"organisation", "step", "part", "sort"}:
            at = address(route, {**world.ours.values, name: world.theirs.values[name]})
            for method, fine in (("get", door.get), ("post", door.post)):
                answer = knock(who, method, at, _sent(door, method, world.theirs))
                expected = {404} if door.opens in CAPABILITIES[role] else {403}
                if answer.status not in (fine & {405}) | expected or world.theirs.mark in answer.told:
                    wrong.append((who.name, method, name, answer.status))
    assert not wrong


def test_doors_for_everybody_and_for_whoever_is_signed_in(world: World) -> None:
    wrong = []
    for route in sorted(PUBLIC | SIGNED_IN):
        for who in world.people.values():
            answer = knock(who, "get", address(route, world.theirs.values))
            if answer.status not in {200, 302, 404, 405}:
                wrong.append((route, who.name, answer.status))
            if route in SIGNED_IN and who.name == "anonymous" and not answer.location.startswith(LOGIN):
                wrong.append((route, who.name, answer.status, answer.location))
    assert not wrong
