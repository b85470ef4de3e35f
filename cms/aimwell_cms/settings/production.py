"""For real people's records. Refuses to start, in a sentence, with anything missing or unsafe."""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from aimwell_cms import environment
from aimwell_cms.settings.base import *  # noqa: F403

SHORTEST_SECRET = 50

SECRET_KEY = environment.required(
    "AIMWELL_SECRET_KEY", "make one with “aimwell secret” and keep it out of the source."
)
if SECRET_KEY.startswith(("demo", "django-insecure")) or len(SECRET_KEY) < SHORTEST_SECRET:
    raise ImproperlyConfigured(
        f"AIMWELL_SECRET_KEY is a demo secret or shorter than {SHORTEST_SECRET} characters: "
        "make one with “aimwell secret”."
    )

ALLOWED_HOSTS = environment.names(
    environment.required(
        "AIMWELL_ALLOWED_HOSTS", "list the host names people use, such as forms.example.org."
    )
)
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("AIMWELL_ALLOWED_HOSTS allows any host (“*”): list the host names people use.")

if os.environ.get("DEBUG", "").lower() not in {"", "0", "false", "no"} or DEBUG:  # noqa: F405
    raise ImproperlyConfigured(
        "DEBUG is on: its pages show answers to strangers. Unset it to start in production."
    )

environment.required(
    "DATABASE_URL", "production keeps its records in a PostgreSQL server of its own (15 or newer)."
)

WAGTAILADMIN_BASE_URL = environment.required(
    "AIMWELL_BASE_URL", "say where people find Aimwell, such as https://forms.example.org."
)
if urlsplit(WAGTAILADMIN_BASE_URL).scheme != "https":
    raise ImproperlyConfigured(
        "AIMWELL_BASE_URL does not start with https://: records travel encrypted only."
    )
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]

# One web server stands in front: it says what a visitor's address is, and whether HTTPS was spoken.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

STATIC_ROOT = places.home() / "static"  # noqa: F405
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "aimwell_cms.staticfiles.Storage"}
}

# Rate limits are counted here, for all processes together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

EMAIL_HOST = os.environ.get("AIMWELL_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("AIMWELL_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("AIMWELL_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("AIMWELL_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
DEFAULT_FROM_EMAIL = os.environ.get("AIMWELL_EMAIL_FROM", f"aimwell@{ALLOWED_HOSTS[0].lstrip('.')}")
