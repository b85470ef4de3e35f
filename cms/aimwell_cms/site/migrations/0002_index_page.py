"""Put the list of organisations in the place of Wagtail's welcome page: the root of the site."""

from django.db import migrations


def plant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    IndexPage = apps.get_model("aimwell_site", "IndexPage")
    Locale = apps.get_model("wagtailcore", "Locale")

    root = Page.objects.get(depth=1)
    welcome = Page.objects.filter(depth=2, content_type__model="page", numchild=0)
    root.numchild -= welcome.count()
    welcome.delete()
    content_type, _ = ContentType.objects.get_or_create(app_label="aimwell_site", model="indexpage")
    index = IndexPage.objects.create(
        title="Find help",
        draft_title="Find help",
        slug="index",
        lead="Choose the service that you are looking for.",
        content_type=content_type,
        locale=Locale.objects.first(),
        path=root.path + "000A",
        depth=2,
        numchild=0,
        url_path="/index/",
    )
    Page.objects.filter(pk=root.pk).update(numchild=root.numchild + 1)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": index})


class Migration(migrations.Migration):
    dependencies = [
        ("aimwell_site", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
