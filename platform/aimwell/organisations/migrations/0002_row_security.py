from django.db import migrations

from aimwell.organisations.rowsecurity import row_security


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        row_security("organisations_service"),
        row_security("organisations_pluginuse"),
        row_security("organisations_pluginuseevent"),
        row_security("organisations_contentpackupload"),
        row_security("organisations_pluginfailure"),
        row_security("organisations_viewlog"),
    ]
