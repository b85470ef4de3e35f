"""PostgreSQL lets other organisations read what is offered to them, and write nothing of it."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, connection, transaction
from factories import make_member, make_organisation
from library import make_item

from aimwell.library.models import ItemVersion, LibraryItem
from aimwell.library.models.items import Offered
from aimwell.library.shelf import hold, known_items, offer, withdraw
from aimwell.organisations.models import Organisation
from aimwell.organisations.scope import acting_for

pytestmark = pytest.mark.django_db


def two() -> tuple[Organisation, Organisation, ItemVersion]:
    ours, theirs = make_organisation("ours"), make_organisation("theirs")
    return ours, theirs, make_item(theirs, make_member(theirs))


def seen() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from library_libraryitem")
        items = cursor.fetchone()[0]
        cursor.execute("select count(*) from library_itemversion")
        return items, cursor.fetchone()[0]


def test_an_item_that_is_not_offered_is_invisible_to_others():
    ours, theirs, _ = two()
    with acting_for(ours):
        assert seen() == (0, 0)
    with acting_for(theirs):
        assert seen() == (1, 1)


def test_an_offered_item_is_read_by_others_and_never_written():
    ours, theirs, version = two()
    with acting_for(theirs):
        offer(version.item, Offered.BY_OWNER)
    assert seen() == (0, 0)
    with acting_for(ours):
        assert seen() == (1, 1)
        with connection.cursor() as cursor:
            for sql in (
                "update library_libraryitem set title = 'X'",
                "update library_libraryitem set offered = ''",
                "delete from library_itemversion",
                "delete from library_libraryitem",
            ):
                cursor.execute(sql)
                assert cursor.rowcount == 0, sql
        with pytest.raises(DatabaseError), transaction.atomic():
            LibraryItem.objects.create(organisation=theirs, kind="section", title="Planted")


def test_a_version_that_another_organisation_hung_on_an_item_is_never_taken_for_it():
    ours, theirs, version = two()
    with acting_for(theirs):
        offer(version.item, Offered.BY_OWNER)
    with acting_for(ours):
        make_item(ours, make_member(ours), item=None)
        planted = ItemVersion.objects.create(
            organisation=ours,
            item_id=version.item_id,
            number=2,
            kind="section",
            title="Planted",
            text="{}",
            fingerprint="",
            made_by=make_member(ours),
        )
        assert known_items(ours, {(str(planted.item_id), 2)}) == {}
    with acting_for(theirs):
        assert version.item.versions.count() == 1


def test_what_is_withdrawn_can_not_be_read_but_what_was_followed_is_kept():
    ours, theirs, version = two()
    with acting_for(theirs):
        offer(version.item, Offered.BY_OWNER)
    wanted = (str(version.item_id), 1)
    with acting_for(ours):
        item = known_items(ours, {wanted})[wanted]
        hold(ours, item)
        hold(ours, item)
    with acting_for(theirs):
        withdraw(version.item)
    with acting_for(ours):
        assert seen() == (0, 0)
        assert known_items(ours, {wanted}) == {wanted: item}
        assert item.owner == "Theirs service"


def test_a_version_is_frozen():
    _, theirs, version = two()
    with acting_for(theirs):
        with pytest.raises(DatabaseError), transaction.atomic():
            ItemVersion.objects.filter(pk=version.pk).update(text="{}")
        with pytest.raises(DatabaseError), transaction.atomic():
            version.delete()
        assert json.loads(ItemVersion.objects.get().text)["title"] == "Falls"
