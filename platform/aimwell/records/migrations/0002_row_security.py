from django.db import migrations

from aimwell.organisations.rowsecurity import row_security


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        row_security("records_draft"),
        row_security("records_record"),
        row_security("records_recordnotice"),
        row_security("records_score"),
        row_security("records_change"),
        row_security("records_decision"),
    ]
