from django.db import migrations

from aimwell.organisations.rowsecurity import row_security


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_custom_measures")]

    operations = [
        row_security("organisations_custommeasure"),
        row_security("organisations_custommeasureevent"),
        row_security("organisations_custommeasureversion"),
    ]
