"""The addresses of a template page's languages."""

from django.urls import path

from aimwell_cms.authoring.views import languages, translating

urlpatterns = [
    path("", languages.index, name="aimwell_languages"),
    path("<slug:language>/", translating.language, name="aimwell_language"),
    path("<slug:language>/export/", translating.export, name="aimwell_language_export"),
    path("<slug:language>/import/", translating.bring, name="aimwell_language_import"),
    path("<slug:language>/remove/", languages.remove, name="aimwell_language_remove"),
]
