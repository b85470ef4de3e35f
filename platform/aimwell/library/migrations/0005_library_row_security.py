from django.db import migrations

from aimwell.organisations.rowsecurity import offered_rows, row_security

OFFERED = "offered <> '' AND withdrawn_at IS NULL"


class Migration(migrations.Migration):
    dependencies = [("library", "0004_library_items")]

    operations = [
        row_security("library_libraryitem"),
        row_security("library_libraryitemevent"),
        row_security("library_itemversion"),
        row_security("library_keptversion"),
        offered_rows("library_libraryitem", OFFERED),
        offered_rows(
            "library_itemversion",
            f"EXISTS (SELECT 1 FROM library_libraryitem i WHERE i.id = item_id AND {OFFERED}"
            " AND i.organisation_id = library_itemversion.organisation_id)",
        ),
    ]
