"""What is measured runs as in production, but over plain HTTP on this computer; beside it, the references."""

from pathlib import Path

from aimwell_cms.settings.demo import *  # noqa: F403

ALLOWED_HOSTS = ["testserver"]
INSTALLED_APPS = ["wagtail_form_reference", *INSTALLED_APPS]  # noqa: F405
ROOT_URLCONF = "bench_urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]  # noqa: F405
