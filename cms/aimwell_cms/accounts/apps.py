from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "aimwell_cms.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow memberships."""
        from aimwell_cms.accounts import groups

        groups.connect()
