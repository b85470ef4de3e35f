"""Which page a save comes from, as the page itself says in hidden fields."""

from __future__ import annotations

from django.http import HttpRequest

from aimwell.records.drafts import Source


def source_of(request: HttpRequest) -> Source:
    """The page that a request was made from."""
    posted = request.POST
    return Source(
        base=_whole(posted.get("base", "")),
        page=posted.get("page", "")[:40],
        number=_whole(posted.get("number", "")),
    )


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
