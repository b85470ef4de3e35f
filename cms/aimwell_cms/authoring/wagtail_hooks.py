"""What Aimwell adds to Wagtail's admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from aimwell_cms.authoring.urls import urlpatterns


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Our own pages."""
    return urlpatterns


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    """How our blocks and pages look."""
    return format_html('<link rel="stylesheet" href="{}">', static("aimwell_authoring/editor.css"))


@hooks.register("insert_editor_js")
def script() -> SafeString:
    """Lists to choose questions and measures from; problems beside the questions."""
    return format_html('<script type="module" src="{}"></script>', static("aimwell_authoring/editor.js"))
