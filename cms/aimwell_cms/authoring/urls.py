"""Addresses that Aimwell adds to Wagtail's admin, behind its sign-in and its permission to enter."""

from django.urls import include, path

from aimwell_cms.authoring import library_urls
from aimwell_cms.authoring.case_urls import urlpatterns as cases
from aimwell_cms.authoring.language_urls import urlpatterns as languages
from aimwell_cms.authoring.measure_urls import urlpatterns as measures
from aimwell_cms.authoring.publishing_urls import urlpatterns as publishing
from aimwell_cms.authoring.review_urls import urlpatterns as reviews
from aimwell_cms.authoring.route_urls import urlpatterns as routes
from aimwell_cms.authoring.rule_urls import urlpatterns as rules
from aimwell_cms.authoring.views import aims, bringing, doors, exporting, pages, plugins, starting, wording

urlpatterns = [
    *publishing,
    path("start-a-form/", doors.start, name="aimwell_start_door"),
    path("organisations/<slug:organisation>/start-a-form/", starting.start, name="aimwell_start"),
    path("organisations/<slug:organisation>/bring-a-form/", bringing.bring, name="aimwell_bring"),
    path("library/", include(library_urls.of_installation)),
    path("organisations/<slug:organisation>/library/", include(library_urls.of_organisation)),
    path("templates/<int:page_id>/library/", include(library_urls.of_template)),
    path("members/", doors.members, name="aimwell_members_door"),
    path("plugins/", doors.plugins, name="aimwell_plugins_door"),
    path("organisations/<slug:organisation>/plugins/", plugins.index, name="aimwell_plugins"),
    path("organisations/<slug:organisation>/plugins/<slug:plugin>/", plugins.detail, name="aimwell_plugin"),
    path(
        "organisations/<slug:organisation>/plugins/<slug:plugin>/switch/",
        plugins.switch,
        name="aimwell_plugin_switch",
    ),
    path(
        "organisations/<slug:organisation>/plugins/<slug:plugin>/settings/<slug:offer>/",
        plugins.settings,
        name="aimwell_plugin_settings",
    ),
    path(
        "organisations/<slug:organisation>/plugins/<slug:plugin>/wording/<slug:measure>/",
        plugins.wording,
        name="aimwell_plugin_wording",
    ),
    path("aims/", doors.aims, name="aimwell_aims_door"),
    path("organisations/<slug:organisation>/aims/", aims.aims, name="aimwell_aims"),
    path("measures/", doors.measures, name="aimwell_measures_door"),
    path("organisations/<slug:organisation>/measures/", include(measures)),
    path("rules/", doors.rules, name="aimwell_rules_door"),
    path("organisations/<slug:organisation>/rules/", include(rules)),
    path("templates/<int:page_id>/problems/", pages.problems, name="aimwell_problems"),
    path("templates/<int:page_id>/", include(reviews)),
    path("templates/<int:page_id>/languages/", include(languages)),
    path("templates/<int:page_id>/routes/", include(routes)),
    path("templates/<int:page_id>/cases/", include(cases)),
    path("templates/<int:page_id>/wording/", wording.index, name="aimwell_wording"),
    path("templates/<int:page_id>/wording/dismiss/", wording.dismiss, name="aimwell_wording_dismiss"),
    path("templates/<int:page_id>/wording/restore/", wording.restore, name="aimwell_wording_restore"),
    path("templates/<int:page_id>/brought/", bringing.brought, name="aimwell_brought"),
    path("templates/<int:page_id>/export/", exporting.export, name="aimwell_export"),
    path("templates/<int:page_id>/export/json/", exporting.export_draft, name="aimwell_export_draft"),
    path(
        "templates/<int:page_id>/export/fhir/", exporting.export_draft_fhir, name="aimwell_export_draft_fhir"
    ),
    path(
        "templates/<int:page_id>/versions/<int:number>/export/",
        exporting.export_version,
        name="aimwell_export_version",
    ),
    path(
        "templates/<int:page_id>/versions/<int:number>/export/fhir/",
        exporting.export_version_fhir,
        name="aimwell_export_version_fhir",
    ),
]
