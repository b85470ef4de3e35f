"""The addresses of checking, approving and publishing."""

from django.urls import path

from aimwell_cms.authoring.views import approval, checking, doors, versions

urlpatterns = [
    path("approval/", doors.approval, name="aimwell_approval_door"),
    path("organisations/<slug:organisation>/approval/", approval.approval, name="aimwell_approval"),
    path("templates/<int:page_id>/check/", checking.check, name="aimwell_check"),
    path("templates/<int:page_id>/versions/", versions.versions, name="aimwell_versions"),
    path("templates/<int:page_id>/compare/", versions.compare, name="aimwell_compare"),
    path(
        "templates/<int:page_id>/versions/<int:number>/restore/",
        versions.bring_back,
        name="aimwell_restore",
    ),
]
