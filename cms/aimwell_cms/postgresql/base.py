"""The database backend named in the settings.

Whoever the database signs us in as, what runs afterwards is bound by row-level security: a superuser
steps down to the role `aimwell_app`, and any other role that may bypass row-level security is refused.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base

from aimwell.cli.embedded import ROLE

WHO_ARE_WE = "select rolsuper, rolbypassrls from pg_roles where rolname = current_user"


class DatabaseWrapper(base.DatabaseWrapper):
    def _configure_connection(self, connection: Any) -> bool:
        commit = super()._configure_connection(connection)
        with connection.cursor() as cursor:
            superuser, bypasses = cursor.execute(WHO_ARE_WE).fetchone()
            if superuser:
                cursor.execute(f"set role {ROLE}")
            elif bypasses:
                raise ImproperlyConfigured(
                    "The role in DATABASE_URL has BYPASSRLS, so that one organisation could see "
                    "another's people: use a role without it."
                )
        return commit or superuser
