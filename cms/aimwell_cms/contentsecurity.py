"""What a page of ours may load and run.

Nothing inline and nothing from elsewhere. Wagtail's editor is the one exception: its pages carry inline
styles and scripts, so under /cms/ those are allowed, and only there.
"""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

EDITOR = "/cms/"

OURS = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "object-src": [NONE],
}

IN_THE_EDITOR = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],  # The live preview is a frame inside the editor.
}

# Wagtail makes a preview by a request of its own to the page's public address.
IN_A_PREVIEW = {"frame-ancestors": [SELF]}


class EditorPolicy:
    """Loosens the policy under /cms/.

    Listed after django-csp's middleware, so that it sees the response first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(EDITOR):
            response["X-Frame-Options"] = "SAMEORIGIN"
            response._csp_replace = IN_THE_EDITOR  # type: ignore[attr-defined]  # django-csp's own hook
        elif getattr(request, "is_dummy", False):
            response._csp_replace = IN_A_PREVIEW  # type: ignore[attr-defined]  # django-csp's own hook
        return response
