from django.db import migrations

from aimwell.organisations.rowsecurity import row_security


class Migration(migrations.Migration):
    dependencies = [("pathway", "0001_initial")]

    operations = [
        row_security("pathway_act"),
        row_security("pathway_pathwayrow"),
        row_security("pathway_episoderow"),
    ]
