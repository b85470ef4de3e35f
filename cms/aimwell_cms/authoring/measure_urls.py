"""Addresses of the measures that an organisation made, below the organisation's own."""

from django.urls import path

from aimwell_cms.authoring.views import measure_versions, measures

urlpatterns = [
    path("", measures.index, name="aimwell_measures"),
    path("begin/", measures.begin, name="aimwell_measure_begin"),
    path("bring/", measures.bring, name="aimwell_measure_bring"),
    path("<slug:own>/edit/", measures.edit, name="aimwell_measure"),
    path("<slug:own>/try/", measure_versions.try_it, name="aimwell_measure_try"),
    path("<slug:own>/versions/", measure_versions.versions, name="aimwell_measure_versions"),
    path("<slug:own>/use/", measure_versions.use, name="aimwell_measure_use"),
    path("<slug:own>/switch/", measure_versions.switch, name="aimwell_measure_switch"),
    path("<slug:own>/copy/", measure_versions.copy, name="aimwell_measure_copy"),
    path("<slug:own>/delete/", measure_versions.delete, name="aimwell_measure_delete"),
    path("<slug:own>/export/", measure_versions.export_draft, name="aimwell_measure_export_draft"),
    path("<slug:own>/versions/<int:number>/export/", measure_versions.export, name="aimwell_measure_export"),
]
