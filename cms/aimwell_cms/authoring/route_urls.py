"""The addresses of a template page's routes."""

from django.urls import path

from aimwell_cms.authoring.views import conditions, routes

urlpatterns = [
    path("", routes.index, name="aimwell_routes"),
    path("<uuid:block>/", conditions.condition, name="aimwell_condition"),
]
