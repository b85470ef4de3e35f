"""What is so everywhere. No secret stands here, and no address."""

import os

from aimwell import places
from aimwell_cms import contentsecurity, environment
from aimwell_cms.logs import logging_to_console

DEBUG = False
DEMO = False  # True: fictional people with a published password may be loaded.
ADMINS = []

INSTALLED_APPS = [
    "aimwell.workspace",
    "aimwell.documents",
    "aimwell.records",
    "aimwell.pathway",
    "aimwell.library",
    "aimwell.people",
    "aimwell.levels",
    "aimwell.organisations",
    "aimwell_cms.authoring",
    "aimwell_cms.site",
    "aimwell_cms.accounts",
    "pghistory",
    "pgtrigger",
    "wagtailnhsukfrontend",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "formtools",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "aimwell_cms.contentsecurity.EditorPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "aimwell_cms.sessions.SlidingSession",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "aimwell.workspace.merged.LeadToTheKept",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "aimwell_cms.authoring.closed.Closed",
    "aimwell_cms.authoring.refusals.RefusedPublication",
    "aimwell_cms.authoring.onesave.OneSaveAtATime",
]

ROOT_URLCONF = "aimwell_cms.urls"
WSGI_APPLICATION = "aimwell_cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": environment.database()}

# Pages are Jinja2; the packaged apps bring Django templates.
_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [places.TEMPLATES],
        "OPTIONS": {
            "environment": "aimwell_cms.jinja.environment",
            "context_processors": _CONTEXT,
            "extensions": ["wagtail.jinja2tags.core", "wagtail.images.jinja2tags.images"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# Signing in
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",  # Wagtail's groups and permissions
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "aimwell_cms.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # Members are invited by their organisation: nobody signs up.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    # Requests for help from the public site: twice for each (filled in, checked).
    "ask_for_help": "20/h/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Aimwell"

# A session ends after half an hour without a request (aimwell_cms.sessions).
SESSION_COOKIE_AGE = 30 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "aimwell.workspace.errors.form_too_old"

# What a browser may do with our pages
CONTENT_SECURITY_POLICY = {"DIRECTIVES": contentsecurity.OURS}
X_FRAME_OPTIONS = "DENY"  # For old browsers; contentsecurity lets the editor show its preview in a frame.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_to_console()

# Files
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = places.home() / "media"
SERVE_MEDIA = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # A form of 300 questions has 7,000 in the editor.

# Changes are recorded with who made them; reading makes none.
PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# Wagtail
WAGTAIL_SITE_NAME = "Aimwell"
# Which public pages the workspace can offer to somebody who asks for help.
AIMWELL_PUBLIC_PAGES = "aimwell_cms.site.topics.topics"
WAGTAILADMIN_BASE_URL = os.environ.get("AIMWELL_BASE_URL", "http://127.0.0.1:8000")
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "docx", "odt", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# No request leaves for anyone else's server: no embeds, no avatars, no news of Wagtail.
WAGTAILEMBEDS_FINDERS = []
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
