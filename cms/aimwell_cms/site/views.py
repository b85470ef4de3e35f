"""What is public beside Wagtail's pages."""

from django.http import HttpRequest, HttpResponse

# Search engines are for the public pages: what stands behind sign-in is no business of theirs.
ROBOTS = "User-agent: *\nDisallow: /accounts/\nDisallow: /cms/\nDisallow: /w/\n"


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read."""
    return HttpResponse(ROBOTS, content_type="text/plain")
