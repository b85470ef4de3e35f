"""Bring the database to the shape that this version needs, or say in a sentence why that cannot be."""

from __future__ import annotations

from typing import Any

from aimwell.cli.refusal import CannotRun

# Any number will do, as long as nobody else in the database uses it.
LOCK = 20_260_701


def migrate() -> None:
    """Apply what is missing. Django must be set up. Raises CannotRun."""
    from django.core.management import CommandError, call_command
    from django.db import Error, connection

    if not _missing():
        return
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [LOCK])
        if cursor.fetchone() != (True,):
            raise CannotRun(
                "Another Aimwell is changing this database: wait until it has finished, then start again."
            )
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except (Error, CommandError) as error:
        raise _stopped_halfway(error) from error
    finally:
        if connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [LOCK])


def refuse_unless_current() -> None:
    """For servers: refuse to serve on a database of another shape. Raises CannotRun."""
    missing = _missing()
    if missing:
        raise CannotRun(
            f"The database lacks {len(missing)} of this version's migrations (first {missing[0]}): "
            "run “aimwell migrate” before starting."
        )


def _missing() -> list[str]:
    """The migrations still to apply, in order."""
    from django.db import connection
    from django.db.migrations.exceptions import InconsistentMigrationHistory
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    try:
        executor.loader.check_consistent_history(connection)
    except InconsistentMigrationHistory as error:
        raise CannotRun(
            f"The database is half migrated: {error} "
            "Restore the backup made before the upgrade, then migrate again."
        ) from error
    _refuse_newer(executor)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _refuse_newer(executor: Any) -> None:
    from django.apps import apps

    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("aimwell")}
    newer = sorted(
        f"{label}.{name}"
        for label, name in executor.loader.applied_migrations
        if label in ours and (label, name) not in executor.loader.disk_migrations
    )
    if newer:
        raise CannotRun(
            f"The database was migrated by a newer Aimwell (it has {newer[-1]}): "
            "start that version, or restore the backup made before it."
        )


def _stopped_halfway(error: Exception) -> CannotRun:
    left = _missing()
    where = f"at {left[0]} ({len(left)} left)" if left else "after the last one"
    first_line = (str(error).splitlines() or [""])[0]
    return CannotRun(
        f"Migrating the database stopped {where}: {type(error).__name__}, {first_line}. "
        "That step was undone, the ones before it stand: put right what it says and start again, "
        "or restore the backup made before."
    )
