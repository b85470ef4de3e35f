"""The front door: /w/<organisation>/alerts and its neighbours."""

from django.urls import path

from aimwell.workspace.views.frontdoor import alerts, conversation

urlpatterns = [
    path("alerts", alerts.show, name="alerts"),
    path("conversation", conversation.begin, name="conversation-begin"),
    path("conversation/new", conversation.with_somebody_new, name="conversation-new"),
    path("people/<int:person>/conversation", conversation.with_person, name="conversation"),
]
