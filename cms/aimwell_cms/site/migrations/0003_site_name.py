"""Head the editor's first page “Aimwell”, where Wagtail would put the name of a machine."""

from django.db import migrations


def name(apps, schema_editor):
    Site = apps.get_model("wagtailcore", "Site")
    Site.objects.filter(site_name="").update(site_name="Aimwell")


class Migration(migrations.Migration):
    dependencies = [("aimwell_site", "0002_index_page")]
    operations = [migrations.RunPython(name, migrations.RunPython.noop)]
