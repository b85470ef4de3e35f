from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "aimwell_cms.accounts"
