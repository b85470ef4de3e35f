"""Take Wagtail's own workflow off all pages: it asks moderators, a group that nobody here belongs to."""

from django.db import migrations


def take_off(apps, schema_editor):
    apps.get_model("wagtailcore", "WorkflowPage").objects.all().delete()
    apps.get_model("wagtailcore", "Workflow").objects.update(active=False)


class Migration(migrations.Migration):
    dependencies = [("aimwell_site", "0003_site_name")]
    operations = [migrations.RunPython(take_off, migrations.RunPython.noop)]
