"""gunicorn's settings, for demo and production: `gunicorn -c python:aimwell_cms.gunicorn_conf`.

Override any of them on its command line, such as `--bind` and `--workers`.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from aimwell_cms.logs import logging_to_console

wsgi_app = "aimwell_cms.wsgi"
worker_class = "gthread"
workers = 1
threads = 8
preload_app = True  # loaded once, for all workers
timeout = 60
graceful_timeout = 10
control_socket_disable = True
loglevel = "warning"
logconfig_dict = logging_to_console(level="WARNING")


def on_starting(server: Any) -> None:
    """Before any worker: refuse, in a sentence, settings that are unsafe and a database of another shape."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    from aimwell.cli.migrations import refuse_unless_current
    from aimwell.cli.refusal import CannotRun
    from aimwell.plugins import PluginError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aimwell_cms.settings.production")
    try:
        django.setup()
        refuse_unless_current()
        from aimwell.library.installed import require_installed

        require_installed()
    except (ImproperlyConfigured, CannotRun, PluginError) as refusal:
        sys.exit(f"aimwell: {refusal}")
    from django.db import connections

    connections.close_all()  # A worker opens its own.
