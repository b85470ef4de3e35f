"""For `make demo` on one's own computer: a public secret, no HTTPS, files from the source folders."""

from aimwell_cms.settings.base import *  # noqa: F403

SECRET_KEY = "demo-only: anyone can read this key, so production refuses it"  # noqa: S105
DEMO = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
WHITENOISE_USE_FINDERS = True
SERVE_MEDIA = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
