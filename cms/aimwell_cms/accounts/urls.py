"""Signing in, under /accounts/: allauth's addresses, save those by which people change who they are."""

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import include, path


def not_offered(request: HttpRequest, **_: str) -> NoReturn:
    """A member's e-mail address is the organisation's to change, so allauth's page for it is closed."""
    raise Http404("No such page.")


urlpatterns = [
    path("email/", not_offered, name="account_email"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
]
