from django.db import migrations

from aimwell.organisations.rowsecurity import row_security


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        row_security("people_person"),
        row_security("people_personevent"),
        row_security("people_careteammember"),
        row_security("people_careteammemberevent"),
    ]
