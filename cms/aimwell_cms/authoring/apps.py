from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    name = "aimwell_cms.authoring"
    label = "authoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to Wagtail's signals; offer nobody another organisation's names."""
        from aimwell_cms.authoring import narrowing, publishing

        publishing.connect()
        narrowing.narrow()
