"""The WSGI application: `gunicorn -c python:aimwell_cms.gunicorn_conf aimwell_cms.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aimwell_cms.settings.production")

application = get_wsgi_application()
