from django.db import migrations

from aimwell.organisations.rowsecurity import row_security


class Migration(migrations.Migration):
    dependencies = [("levels", "0001_initial")]

    operations = [
        row_security("levels_targetgroup"),
        row_security("levels_targetgroupevent"),
        row_security("levels_activity"),
        row_security("levels_recommendedshare"),
    ]
