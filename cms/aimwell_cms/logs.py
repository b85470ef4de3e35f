"""Logs that carry no answers.

A message is written by a developer and holds ids at most. What an exception says is not: PostgreSQL
quotes the row that it refused, a validator quotes the value. So exceptions are logged by their class
and the places they passed, never by what they say.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any


class WithoutAnswers(logging.Formatter):
    """Formats an exception as its class and its places."""

    def formatException(  # noqa: N802
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        lines = []
        error = ei[1]
        while error is not None:
            lines.append(type(error).__qualname__)
            lines += [
                f"  {frame.filename}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def logging_to_console(level: str = "INFO") -> dict[str, Any]:
    """A `logging.config` dictionary: everything to standard error, through `WithoutAnswers`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "without_answers": {
                "()": "aimwell_cms.logs.WithoutAnswers",
                "format": "{asctime} {levelname} {name}: {message}",
                "style": "{",
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without_answers"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        # Django's own handlers would mail whole requests to ADMINS: ours replace them.
        "loggers": {
            "django": {"handlers": ["console"], "level": level, "propagate": False},
            "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "aimwell": {"handlers": ["console"], "level": level, "propagate": False},
            "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            # The access log would hold what people searched for.
            "gunicorn.access": {"handlers": [], "level": "ERROR", "propagate": False},
        },
    }
