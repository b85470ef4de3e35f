"""Our own words in Welsh. To be read by a Welsh speaker before they are used in a service."""

from __future__ import annotations

from collections.abc import Mapping

WELSH: Mapping[str, str] = {}
