"""Addresses below a template: from where its answers may be offered, and the review form made from it."""

from django.urls import path

from aimwell_cms.authoring.views import prefilling

urlpatterns = [
    path("sources/", prefilling.sources, name="aimwell_sources"),
]
