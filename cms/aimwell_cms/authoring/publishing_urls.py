"""The addresses of checking, approving and publishing."""

from django.urls import path

from aimwell_cms.authoring.views import approval, doors

urlpatterns = [
    path("approval/", doors.approval, name="aimwell_approval_door"),
    path("organisations/<slug:organisation>/approval/", approval.approval, name="aimwell_approval"),
]
