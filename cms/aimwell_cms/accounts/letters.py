"""The letter that invites a member: to choose a password, or to sign in with the one that they have."""

from __future__ import annotations

import logging
import math
from enum import Enum

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from aimwell.organisations.models import Membership, User

log = logging.getLogger(__name__)

_DAY = 24 * 60 * 60
# Backends of Django that send nothing.
_STAYS_HERE = ("console", "locmem", "filebased", "dummy")


class Posted(Enum):
    """What became of a letter."""

    SENT = "sent"
    KEPT_HERE = "kept here"
    REFUSED = "refused"


def send_invitation(request: HttpRequest, membership: Membership) -> Posted:
    """Write to a member. A mail server that fails undoes nothing: the letter can be sent again."""
    user = membership.user
    context = {
        "organisation": membership.organisation,
        "role": membership.get_role_display(),
        "inviter": request.user,
        "choose_url": "" if user.has_usable_password() else _choose_url(user),
        "days": math.ceil(settings.PASSWORD_RESET_TIMEOUT / _DAY),
        "sign_in_url": request.build_absolute_uri(reverse("account_login")),
        "reset_url": request.build_absolute_uri(reverse("account_reset_password")),
    }
    try:
        # To the address that is known, which the one typed may only resemble.
        get_adapter().send_mail("account/email/invitation", user.email, context)
    except OSError as fault:
        log.warning("A letter of invitation was not sent: %s", type(fault).__name__)
        return Posted.REFUSED
    if settings.EMAIL_BACKEND.split(".")[-2] in _STAYS_HERE:
        return Posted.KEPT_HERE
    return Posted.SENT


def _choose_url(user: User) -> str:
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return get_adapter().get_reset_password_from_key_url(key)
