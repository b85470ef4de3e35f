from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    name = "aimwell_cms.authoring"
    label = "authoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to Wagtail's signals."""
        from aimwell_cms.authoring import publishing

        publishing.connect()
