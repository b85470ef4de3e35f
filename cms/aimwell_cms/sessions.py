"""Sign-in ends after half an hour without a request."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

REFRESH_SECONDS = 60
SEEN = "seen"


class SlidingSession:
    """Extends the session of somebody who is at work.

    At most once a minute: SESSION_SAVE_EVERY_REQUEST would write to the database at every request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        # An untouched session belongs to a page for everyone: it stays unread, and gets no cookie.
        if session.accessed and not session.is_empty():
            now = int(time.time())
            if now - session.get(SEEN, 0) >= REFRESH_SECONDS:
                session[SEEN] = now
        return response
