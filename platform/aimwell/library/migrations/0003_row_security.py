from django.db import migrations

from aimwell.organisations.rowsecurity import row_security


class Migration(migrations.Migration):
    dependencies = [("library", "0002_initial")]

    operations = [
        row_security("library_formtemplate"),
        row_security("library_formtemplateevent"),
        row_security("library_templateversion"),
    ]
