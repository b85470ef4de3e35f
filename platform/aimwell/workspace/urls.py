"""The workspace: /w/ and below."""

from django.urls import path, re_path

from aimwell.workspace.views import doors

app_name = "workspace"

urlpatterns = [
    path("", doors.home, name="home"),
    path("stay", doors.stay, name="stay"),
    re_path(r"^brand/(?P<colour>[0-9a-f]{6})\.css$", doors.brand, name="brand"),
]
