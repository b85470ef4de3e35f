"""Reading settings from the environment: each a clear refusal when it is wrong."""

from __future__ import annotations

import os
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from aimwell.cli import embedded


def database() -> dict[str, Any]:
    """Django's settings for DATABASE_URL, or for the embedded server where it is not set."""
    url = os.environ.get("DATABASE_URL") or embedded.address(embedded.data_folder())
    if url.split("://")[0] not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL is not the address of a PostgreSQL server: "
            "write it as postgresql://user:password@host:5432/name (PostgreSQL 15 or newer)."
        )
    return dict(
        dj_database_url.parse(url, engine="aimwell_cms.postgresql", conn_max_age=60, conn_health_checks=True)
    ) | {"ATOMIC_REQUESTS": True}


def required(name: str, remedy: str) -> str:
    """The value of an environment variable without which Aimwell does not start."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {remedy}")
    return value


def names(value: str) -> list[str]:
    """The names in a list that is separated by commas."""
    return [name.strip() for name in value.split(",") if name.strip()]
