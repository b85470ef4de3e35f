from django.apps import AppConfig


class PathwayConfig(AppConfig):
    name = "aimwell.pathway"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # A signed record moves its person along: deriving listens for the signature.
        from aimwell.pathway import deriving  # noqa: F401
