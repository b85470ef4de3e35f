"""Lists to choose from that Wagtail fills without asking who chooses: names and tags of every organisation.

Found by tests/web/test_doors_editor.py, which walks every address. Wagtail gives no setting for these.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django_filters import ModelMultipleChoiceFilter
from taggit.models import Tag
from wagtail.admin import filters as admin_filters
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.images.views import chooser as image_chooser

from aimwell.organisations.models import User


def narrow() -> None:
    """Offer colleagues where Wagtail offers everybody, and no tags, which belong to no organisation."""
    for name in ("owner", "edited_by"):
        # Every listing of pages takes these two filters over from this class.
        _offer_colleagues(PageFilterSet.declared_filters[name])
    for module in (admin_filters, image_chooser):
        module.popular_tags_for_model = _no_tags


def _offer_colleagues(people: ModelMultipleChoiceFilter) -> None:
    everybody: Callable[[HttpRequest], QuerySet[User]] = people.queryset
    people.queryset = lambda request: everybody(request).filter(pk__in=colleagues_of(request.user))


def colleagues_of(user: User) -> QuerySet[User]:
    """Everybody in the organisations of somebody; for the installation's own administrator, everybody."""
    if user.is_superuser:
        return User.objects.all()
    return User.objects.filter(memberships__organisation__memberships__user=user)


def _no_tags(model: Any, count: int = 10) -> QuerySet[Tag]:
    return Tag.objects.none()
