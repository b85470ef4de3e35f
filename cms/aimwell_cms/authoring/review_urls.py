"""Addresses below a template: from where its answers may be offered, and the review form made from it."""

from django.urls import path

from aimwell_cms.authoring.views import prefilling, reviewing

urlpatterns = [
    path("sources/", prefilling.sources, name="aimwell_sources"),
    path("review/", reviewing.index, name="aimwell_review"),
    path("review/make/", reviewing.make_review, name="aimwell_review_make"),
    path("review/update/", reviewing.update_review, name="aimwell_review_update"),
]
