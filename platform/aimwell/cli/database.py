"""The database that a command works on: the one DATABASE_URL names, or the embedded one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from aimwell.cli import embedded
from aimwell.cli.refusal import CannotRun

OLDEST = 15
CONNECT_SECONDS = 10


@contextlib.contextmanager
def database() -> Iterator[str]:
    """Yield the DATABASE_URL of a database that is there and fit to use, and keep it running meanwhile.

    Raises CannotRun.
    """
    url = os.environ.get("DATABASE_URL", "")
    if url:
        prepare(url)
        yield url
        return
    with embedded.running(embedded.data_folder()) as url:
        os.environ["DATABASE_URL"] = url
        try:
            yield url
        finally:
            del os.environ["DATABASE_URL"]


def prepare(url: str) -> None:
    """Check the server that `url` names; where we are its superuser, make the role that Aimwell runs as.

    Raises CannotRun.
    """
    if not _is_an_address(url):
        raise CannotRun(
            "DATABASE_URL is not the address of a PostgreSQL server: "
            "write it as postgresql://user:password@host:5432/name (PostgreSQL 15 or newer)."
        )
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS)
    except (psycopg.Error, UnicodeError) as error:
        raise CannotRun(
            f"The database in DATABASE_URL ({_without_password(url)}) cannot be reached: {_reason(error)}. "
            "Start it, or correct DATABASE_URL."
        ) from error
    with connection:
        _check_version(connection)
        _check_role(connection)


def _check_version(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    major = connection.info.server_version // 10000
    if major < OLDEST:
        raise CannotRun(f"The server in DATABASE_URL is PostgreSQL {major}: Aimwell needs {OLDEST} or newer.")


def _check_role(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    superuser, bypasses = connection.execute(
        "select rolsuper, rolbypassrls from pg_roles where rolname = current_user"
    ).fetchone() or (False, False)
    if superuser:
        _make_role(connection)
    elif bypasses:
        raise CannotRun(
            "The role in DATABASE_URL has BYPASSRLS, so that one organisation could see another's people: "
            "use a role without it."
        )
    elif connection.execute("select has_schema_privilege('public', 'create')").fetchone() != (True,):
        raise CannotRun(
            "The role in DATABASE_URL may not make tables: let it own the database "
            f"(“alter database {connection.info.dbname} owner to {connection.info.user}”)."
        )


def _make_role(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Make the role that a superuser steps down to, and let it make Aimwell's tables in this database."""
    role, name = sql.Identifier(embedded.ROLE), sql.Identifier(connection.info.dbname)
    if connection.execute("select 1 from pg_roles where rolname = %s", [embedded.ROLE]).fetchone() is None:
        connection.execute(sql.SQL("create role {} nosuperuser nobypassrls createdb").format(role))
    connection.execute(sql.SQL("grant all on database {} to {}").format(name, role))
    connection.execute(sql.SQL("grant create, usage on schema public to {}").format(role))


def _is_an_address(url: str) -> bool:
    # Asked beforehand, because what PostgreSQL's library says of a wrong address quotes the password.
    try:
        conninfo_to_dict(url)
        parts = urlsplit(url)
        return parts.scheme in {"postgres", "postgresql"} and parts.port != 0
    except (psycopg.ProgrammingError, ValueError):
        return False


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname or 'local socket'}{f':{parts.port}' if parts.port else ''}{parts.path}"


def _reason(error: Exception) -> str:
    """Why, of the lines in which PostgreSQL's library says where, why and what to think of."""
    lines = str(error).strip().splitlines() or ["no reason given"]
    why = next((line for line in reversed(lines) if " failed: " in line), lines[0])
    return why.rpartition(" failed: ")[2].removeprefix("FATAL:").strip().rstrip(".")
