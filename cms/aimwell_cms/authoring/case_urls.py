"""The addresses of a template page's test cases."""

from django.urls import path

from aimwell_cms.authoring.views import case_answers, case_changes, cases

urlpatterns = [
    path("", cases.index, name="aimwell_cases"),
    path("add/", cases.add, name="aimwell_case_add"),
    path("<int:case_id>/", cases.detail, name="aimwell_case"),
    path("<int:case_id>/accept/", case_changes.accept, name="aimwell_case_accept"),
    path("<int:case_id>/rename/", case_changes.rename, name="aimwell_case_rename"),
    path("<int:case_id>/copy/", case_changes.copy, name="aimwell_case_copy"),
    path("<int:case_id>/delete/", case_changes.delete, name="aimwell_case_delete"),
    path("<int:case_id>/restore/", case_changes.restore, name="aimwell_case_restore"),
    path(
        "<int:case_id>/answers/<slug:section>/",
        case_answers.answers,
        name="aimwell_case_answers",
    ),
]
