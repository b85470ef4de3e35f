"""For the tests: as the demo, with quick passwords and letters kept in memory."""

from aimwell_cms.settings.demo import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = (
    True  # Looks a file up when asked, where otherwise it would list them all at each start.
)
