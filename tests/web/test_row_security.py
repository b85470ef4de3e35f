"""PostgreSQL itself keeps organisations apart: even raw SQL under one of them sees no row of another."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from factories import make_member, make_organisation, make_person, make_version

from aimwell.organisations.models import Organisation
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.people.models import Person

pytestmark = pytest.mark.django_db

# Read to find out which organisation somebody belongs to, so before there is one to act for; no personal
# record.
READ_BEFORE_THE_ORGANISATION_IS_KNOWN = {"organisations_membership", "organisations_membershipevent"}


def tables_of_organisations() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.columns "
            "where column_name = 'organisation_id' and table_schema = 'public' order by 1"
        )
        return [table for (table,) in cursor.fetchall()]


def our_tables() -> set[str]:
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("aimwell.")
    }


def test_every_table_of_ours_with_an_organisation_has_forced_row_security():
    tables = set(tables_of_organisations()) & our_tables() - READ_BEFORE_THE_ORGANISATION_IS_KNOWN
    assert "people_person" in tables
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_class c join pg_policy p on p.polrelid = c.oid "
            "where c.relrowsecurity and c.relforcerowsecurity"
        )
        protected = {table for (table,) in cursor.fetchall()}
    assert tables - protected == set()


def test_the_application_runs_as_a_role_that_row_security_binds():
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_raw_sql_under_one_organisation_sees_no_row_of_another():
    ours, theirs = make_organisation("ours"), make_organisation("theirs")
    make_person(ours)
    with acting_for(theirs):
        their_person = make_person(theirs)
        version = make_version(theirs, make_member(theirs, Role.SERVICE_MANAGER))
    with acting_for(ours), connection.cursor() as cursor:
        for table in tables_of_organisations():
            if table in our_tables() - READ_BEFORE_THE_ORGANISATION_IS_KNOWN:
                cursor.execute(f'select count(*) from "{table}" where organisation_id = %s', [theirs.pk])
                assert cursor.fetchone() == (0,), table
        cursor.execute("update people_person set family_name = 'X' where id = %s", [their_person.pk])
        assert cursor.rowcount == 0
        cursor.execute("delete from people_person where id = %s", [their_person.pk])
        assert cursor.rowcount == 0
        cursor.execute("select count(*) from library_templateversion where id = %s", [version.pk])
        assert cursor.fetchone() == (0,)


def test_outside_any_organisation_nothing_is_seen():
    make_person(make_organisation("ours"))
    assert Person.objects.count() == 0


def test_a_row_cannot_be_written_for_another_organisation():
    ours, theirs = make_organisation("ours"), make_organisation("theirs")
    with pytest.raises(DatabaseError), transaction.atomic(), acting_for(ours):
        Person.objects.create(
            organisation=theirs, given_name="A", family_name="B", date_of_birth="1950-01-01"
        )


def test_the_outer_organisation_comes_back_after_an_inner_one():
    ours, theirs = make_organisation("ours"), make_organisation("theirs")
    make_person(ours)
    with acting_for(ours):
        with acting_for(theirs):
            assert Person.objects.count() == 0
        assert Person.objects.count() == 1


def test_the_outer_organisation_comes_back_after_a_database_error():
    ours, theirs = make_organisation("ours"), make_organisation("theirs")
    make_person(ours)
    with acting_for(ours):
        with pytest.raises(DatabaseError), transaction.atomic(), acting_for(theirs):
            Person.objects.create(
                organisation=ours, given_name="A", family_name="B", date_of_birth="1950-01-01"
            )
        assert Person.objects.count() == 1


def test_organisations_themselves_can_be_listed():
    make_organisation("ours")
    assert Organisation.objects.filter(slug="ours").exists()
