"""The addresses of a template page's test cases."""

from django.urls import path

from aimwell_cms.authoring.views import case_answers, cases

urlpatterns = [
    path("", cases.index, name="aimwell_cases"),
    path("add/", cases.add, name="aimwell_case_add"),
    path("<int:case_id>/", cases.detail, name="aimwell_case"),
    path("<int:case_id>/accept/", cases.accept, name="aimwell_case_accept"),
    path("<int:case_id>/rename/", cases.rename, name="aimwell_case_rename"),
    path("<int:case_id>/copy/", cases.copy, name="aimwell_case_copy"),
    path("<int:case_id>/delete/", cases.delete, name="aimwell_case_delete"),
    path("<int:case_id>/restore/", cases.restore, name="aimwell_case_restore"),
    path(
        "<int:case_id>/answers/<slug:section>/",
        case_answers.answers,
        name="aimwell_case_answers",
    ),
]
