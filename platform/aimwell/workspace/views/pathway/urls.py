"""A person's pathway: /w/<organisation>/people/<person>/pathway/ and below."""

from django.urls import path

from aimwell.workspace.views.pathway import page

urlpatterns = [
    path("", page.show, name="pathway"),
    path("undo/<str:event>", page.take_back, name="pathway-undo"),
]
