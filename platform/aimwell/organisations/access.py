"""The door of every page that belongs to an organisation."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase

from aimwell.organisations.models import Membership
from aimwell.organisations.roles import May
from aimwell.organisations.scope import acting_for

View = Callable[..., HttpResponseBase]


def member(capability: May) -> Callable[[View], View]:
    """Let a view be used by members who have a capability in the organisation that its URL names.

    Nobody signed in: to sign-in. No member: 404, so that nothing tells whether the organisation exists.
    A member without the capability: 403. The view runs, and its template renders, acting for the
    organisation;
    ``request.membership`` and ``request.organisation`` are set.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, organisation: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            membership = membership_of(request, organisation)
            if not membership.may(capability):
                raise PermissionDenied(f"Your role does not let you {capability.label}.")
            request.membership = membership
            request.organisation = membership.organisation
            with acting_for(membership.organisation):
                response = view(request, *args, **kwargs)
                # A lazily rendered template would query after the block, when no row is visible.
                if hasattr(response, "render") and not response.is_rendered:
                    response = response.render()
                # For this browser alone, and asked for again after signing out. Not “no-store”: going back
                # would lose what was typed.
                response.headers.setdefault("Cache-Control", "private, no-cache")
                return response

        guarded.capability = capability
        # Its transaction is that of the block above: who is asking is read before, one statement each.
        return transaction.non_atomic_requests(guarded)

    return guard


def membership_of(request: HttpRequest, slug: str) -> Membership:
    """The signed-in user's membership of the organisation with this slug; 404 where there is none.

    ``is_one_of_several`` says whether the user has another one, so that a page can offer to change.
    """
    # All of a user's few memberships cost less than asking the database whether there are others.
    memberships = list(Membership.objects.select_related("organisation").filter(user_id=request.user.pk))
    for membership in memberships:
        if membership.organisation.slug == slug:
            membership.is_one_of_several = len(memberships) > 1
            return membership
    raise Http404("No such page.")
