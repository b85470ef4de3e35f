"""Row-level security: PostgreSQL itself shows a table's rows to one organisation only."""

from __future__ import annotations

from django.db import migrations

SETTING = "aimwell.organisation"


def row_security(table: str, column: str = "organisation_id") -> migrations.RunSQL:
    """A migration operation that shows the rows of ``table`` to the organisation in ``column`` alone.

    Forced, because the application's role owns the tables. After a transaction the setting reads as an empty
    string, hence ``nullif``; with no organisation set, no row is seen and none can be written.
    """
    own = f"{column} = nullif(current_setting('{SETTING}', true), '')::bigint"
    return migrations.RunSQL(
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;'
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;'
        f'CREATE POLICY own_organisation ON "{table}" USING ({own}) WITH CHECK ({own});',
        f'DROP POLICY own_organisation ON "{table}";'
        f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY;'
        f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;',
    )


def offered_rows(table: str, offered: str) -> migrations.RunSQL:
    """A migration operation that lets every organisation read the rows of ``table`` where ``offered`` holds.

    To read only: writing still asks for one's own organisation. Outside of any organisation nothing is seen.
    """
    acting = f"nullif(current_setting('{SETTING}', true), '') IS NOT NULL"
    return migrations.RunSQL(
        f'CREATE POLICY offered_by_another ON "{table}" FOR SELECT USING ({acting} AND ({offered}));',
        f'DROP POLICY offered_by_another ON "{table}";',
    )
