from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "aimwell.workspace"
    default_auto_field = "django.db.models.BigAutoField"
