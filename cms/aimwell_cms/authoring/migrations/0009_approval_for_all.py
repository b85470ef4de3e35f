"""Give every organisation that is there already its workflow: approval by a second person is on."""

from django.db import migrations

MAY_PUBLISH = ("administrator", "service_manager", "approver")


def provide(apps, schema_editor):
    OrganisationPage = apps.get_model("authoring", "OrganisationPage")
    Task = apps.get_model("authoring", "ApprovalTask")
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="authoring", model="approvaltask"
    )
    for page in OrganisationPage.objects.filter(organisation__approval_task=None).select_related("organisation"):
        name = f"Approval in {page.organisation.name}"[:255]
        task = Task.objects.create(name=name, organisation=page.organisation, content_type=kind)
        groups = apps.get_model("auth", "Group").objects.filter(
            of_organisation__organisation=page.organisation, of_organisation__role__in=MAY_PUBLISH
        )
        task.groups.set(groups)
        workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=name)
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task_id=task.task_ptr_id, sort_order=0
        )
        folders = apps.get_model("authoring", "TemplateFolderPage").objects.filter(path__startswith=page.path)
        for folder in folders:
            apps.get_model("wagtailcore", "WorkflowPage").objects.get_or_create(
                page_id=folder.page_ptr_id, defaults={"workflow": workflow}
            )


class Migration(migrations.Migration):
    dependencies = [
        ("authoring", "0008_approval"),
        ("accounts", "0001_initial"),
    ]

    operations = [migrations.RunPython(provide, migrations.RunPython.noop)]
