"""The front door: /w/<organisation>/alerts and its neighbours."""

from django.urls import path

from aimwell.workspace.views.frontdoor import alerts

urlpatterns = [
    path("alerts", alerts.show, name="alerts"),
]
