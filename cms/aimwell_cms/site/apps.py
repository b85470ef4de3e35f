from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "aimwell_cms.site"
    label = "aimwell_site"
    default_auto_field = "django.db.models.BigAutoField"
