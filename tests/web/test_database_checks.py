"""Whatever server DATABASE_URL names: Aimwell runs on it bound by row-level security, or says why not."""

from __future__ import annotations

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from aimwell.cli import embedded
from aimwell.cli.database import prepare
from aimwell.cli.migrations import refuse_unless_current
from aimwell.cli.refusal import CannotRun
from aimwell_cms import environment
from aimwell_cms.postgresql.base import DatabaseWrapper

# In one worker: they share one more server.
pytestmark = pytest.mark.xdist_group("servers")


@pytest.fixture(scope="module")
def as_app():
    with embedded.temporary() as url:
        yield url


@pytest.fixture(scope="module")
def as_superuser(as_app):
    return as_app.replace(f"{embedded.ROLE}@", f"{embedded.OWNER}@")


@pytest.fixture
def as_bypasser(as_app, as_superuser):
    with psycopg.connect(as_superuser, autocommit=True) as server:
        server.execute("create role bypasser login bypassrls")
        yield as_app.replace(f"{embedded.ROLE}@", "bypasser@")
        server.execute("drop role bypasser")


@pytest.fixture
def connect(monkeypatch, django_db_blocker):
    opened = []

    def connect(url):
        monkeypatch.setenv("DATABASE_URL", url)
        settings = connection.settings_dict | environment.database()
        opened.append(DatabaseWrapper(settings | {"NAME": embedded.DATABASE}, alias="default"))
        return opened[-1]

    with django_db_blocker.unblock():
        yield connect
        for each in opened:
            each.close()


def role_of(database):
    with database.cursor() as cursor:
        cursor.execute("select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        return cursor.fetchone()


def test_the_role_of_the_embedded_server_is_bound_by_row_security(as_app, connect):
    prepare(as_app)
    assert role_of(connect(as_app)) == (embedded.ROLE, False, False)


def test_a_superuser_steps_down(as_superuser, connect):
    prepare(as_superuser)
    assert role_of(connect(as_superuser)) == (embedded.ROLE, False, False)


def test_a_role_that_bypasses_row_security_is_refused_twice(as_bypasser, connect):
    with pytest.raises(CannotRun, match="BYPASSRLS"):
        prepare(as_bypasser)
    with pytest.raises(ImproperlyConfigured, match="BYPASSRLS"):
        role_of(connect(as_bypasser))


def test_a_role_that_may_not_make_tables_is_told_so(as_app, as_superuser):
    with psycopg.connect(as_superuser, autocommit=True) as server:
        server.execute("create role visitor login")
        with pytest.raises(CannotRun, match="may not make tables"):
            prepare(as_app.replace(f"{embedded.ROLE}@", "visitor@"))
        server.execute("drop role visitor")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://u:secret@localhost/aimwell", "not the address of a PostgreSQL server"),
        ("postgresql://u:secret@localhost:port/aimwell", "not the address of a PostgreSQL server"),
        ("postgresql://u:secret%ZZ@localhost/aimwell", "not the address of a PostgreSQL server"),
        ("postgresql://u:secret@127.0.0.1:1/aimwell", "127.0.0.1:1/aimwell.* Connection refused"),
    ],
)
def test_an_address_that_leads_nowhere_is_named_without_its_password(url, said):
    with pytest.raises(CannotRun, match=said) as refused:
        prepare(url)
    assert "secret" not in str(refused.value)


def test_an_old_server_is_refused(as_app, monkeypatch):
    monkeypatch.setattr("aimwell.cli.database.OLDEST", 99)
    with pytest.raises(CannotRun, match=r"PostgreSQL \d+: Aimwell needs 99"):
        prepare(as_app)


def applied(change: str, *values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(change, values)


@pytest.mark.django_db
class TestHalfMigrated:
    def test_a_current_database_is_served(self):
        refuse_unless_current()

    def test_a_database_of_a_newer_version_is_refused(self):
        applied("insert into django_migrations (app, name, applied) values ('library', '9999_later', now())")
        with pytest.raises(CannotRun, match=r"newer Aimwell \(it has library.9999_later\)"):
            refuse_unless_current()

    def test_a_database_that_lacks_a_migration_is_refused(self):
        applied("delete from django_migrations where app = 'account'")
        with pytest.raises(CannotRun, match=r"lacks \d+ of this version's migrations \(first account.0001"):
            refuse_unless_current()

    def test_a_history_with_a_hole_is_refused(self):
        applied("delete from django_migrations where app = 'organisations' and name = '0001_initial'")
        with pytest.raises(CannotRun, match="half migrated"):
            refuse_unless_current()
