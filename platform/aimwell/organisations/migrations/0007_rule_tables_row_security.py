from django.db import migrations

from aimwell.organisations.rowsecurity import row_security


class Migration(migrations.Migration):
    dependencies = [("organisations", "0006_rule_tables")]

    operations = [
        row_security("organisations_ruletable"),
        row_security("organisations_ruletableevent"),
        row_security("organisations_ruletablesubmission"),
        row_security("organisations_ruletableversion"),
        row_security("organisations_ruletablereplay"),
    ]
