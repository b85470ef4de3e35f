"""How members sign in: with the e-mail address their organisation invited, and on to where they work."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from aimwell.organisations.models import User
from aimwell.organisations.roles import CAPABILITIES, May, Role

# Whoever publishes templates starts in the editor; everybody else works in the workspace.
_EDITORS = frozenset(role for role in Role if May.PUBLISH in CAPABILITIES[role])


class AccountAdapter(DefaultAccountAdapter):
    """allauth, for organisations that invite their own members."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "The e-mail address or the password is wrong. Check both and try again, or reset your password."
        ),
        "too_many_login_attempts": (
            "Too many attempts with this e-mail address. Wait 5 minutes and try again, "
            "or reset your password now."
        ),
        "account_inactive": "This account is switched off. Ask your organisation’s administrator.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: an administrator invites."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where somebody goes who signed in without having asked for a page."""
        return start_of(request.user)


def start_of(user: User) -> str:
    """The editor for those who publish templates, the workspace for everybody else."""
    roles = set(user.memberships.values_list("role", flat=True))
    edits = roles & _EDITORS or (user.is_superuser and not roles)
    return reverse("wagtailadmin_home" if edits else "workspace:home")
