from django.apps import AppConfig


class LevelsConfig(AppConfig):
    name = "aimwell.levels"
    default_auto_field = "django.db.models.BigAutoField"
