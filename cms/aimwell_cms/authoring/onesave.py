"""One save of a page at a time: an autosave that “Save draft” has overtaken is refused, never the later one.

Wagtail asks whether a save is out of date before it saves, and locks nothing between. A browser may still be
sending an autosave when its author presses a button: with both at work at once, the older text could come
last and become the draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

PAGE_EDITED = re.compile(r"/cms/pages/(\d{1,9})/edit/")
LOCK = 0x41494D57
"""The class of our advisory locks on pages; the page's id is the other half."""


class OneSaveAtATime:
    """Holds a lock on the page while it is saved in the editor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        edited = PAGE_EDITED.fullmatch(request.path_info)
        if edited is None or request.method != "POST":
            return self.get_response(request)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, int(edited[1])])
            return self.get_response(request)
