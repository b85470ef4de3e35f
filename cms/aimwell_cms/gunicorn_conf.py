"""gunicorn's settings, for demo and production: `gunicorn -c python:aimwell_cms.gunicorn_conf`.

Override any of them on its command line, such as `--bind` and `--workers`.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

from aimwell_cms.logs import logging_to_console

wsgi_app = "aimwell_cms.wsgi"
worker_class = "gthread"
workers = 1
threads = 8
timeout = 60
graceful_timeout = 10
control_socket_disable = True
loglevel = "warning"
logconfig_dict = logging_to_console(level="WARNING")


def on_starting(server: Any) -> None:
    """Before any worker: refuse, in a sentence, settings that are unsafe, a database of another shape, and a
    plugin that can't be loaded or that published forms miss.

    It loads the site, so that the workers, which are copies of this process, need not.
    """
    from django.core.exceptions import ImproperlyConfigured
    from django.db import connections

    from aimwell.cli.migrations import refuse_unless_current
    from aimwell.cli.refusal import CannotRun
    from aimwell.plugins import PluginError

    try:
        importlib.import_module(wsgi_app)
        refuse_unless_current()
        # Has models, which can be imported only once the site is loaded.
        importlib.import_module("aimwell.library.installed").require_installed()
    except (ImproperlyConfigured, CannotRun, PluginError) as refusal:
        sys.exit(f"aimwell: {refusal}")
    connections.close_all()  # A worker opens its own.
