"""A person's pathway: /w/<organisation>/people/<person>/pathway/ and below."""

from django.urls import path

from aimwell.workspace.views.pathway import alerts, page

urlpatterns = [
    path("", page.show, name="pathway"),
    path("alerts/<str:alert>", alerts.acknowledge, name="alert-acknowledge"),
    path("undo/<str:event>", page.take_back, name="pathway-undo"),
]
