"""What Wagtail's editor posts for a stream of blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def stream_data(prefix: str, stream: list[dict[str, Any]]) -> dict[str, Any]:
    """The fields of a raw stream, under the name of its field."""
    data: dict[str, Any] = {f"{prefix}-count": str(len(stream))}
    for number, block in enumerate(stream):
        at = f"{prefix}-{number}"
        data |= {f"{at}-deleted": "", f"{at}-order": str(number), f"{at}-type": block["type"]}
        data |= {f"{at}-id": block.get("id") or ""}
        data |= _value(f"{at}-value", block["value"])
    return data


def _value(prefix: str, value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        found: dict[str, Any] = {}
        for name, part in value.items():
            if name == "rows":
                found |= _list(f"{prefix}-{name}", part)
            elif name == "questions":
                found |= stream_data(f"{prefix}-{name}", part)
            else:
                found |= _value(f"{prefix}-{name}", part)
        return found
    if isinstance(value, bool):
        return {prefix: "on"} if value else {}
    return {prefix: "" if value is None else str(value)}


def _list(prefix: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {f"{prefix}-count": str(len(items))}
    for number, item in enumerate(items):
        at = f"{prefix}-{number}"
        data |= {f"{at}-deleted": "", f"{at}-order": str(number), f"{at}-type": "item"}
        data |= {f"{at}-id": item.get("id") or ""}
        data |= _value(f"{at}-value", item["value"])
    return data
