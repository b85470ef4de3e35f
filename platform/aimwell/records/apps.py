from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "aimwell.records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What is derived from a signed record listens for its signature.
        from aimwell.records import decisions, merged, notices  # noqa: F401
