"""Addresses of an organisation's own decision tables, below the organisation's own."""

from django.urls import path

from aimwell_cms.authoring.views import rule_replay, rule_steps, rule_trying, rule_versions, rules

urlpatterns = [
    path("", rules.index, name="aimwell_rules"),
    path("begin/", rules.begin, name="aimwell_rules_begin"),
    path("bring/", rules.bring, name="aimwell_rules_bring"),
    path("<slug:rules>/edit/", rules.edit, name="aimwell_rules_edit"),
    path("<slug:rules>/try/", rule_trying.try_it, name="aimwell_rules_try"),
    path("<slug:rules>/cases/", rule_trying.cases, name="aimwell_rules_cases"),
    path("<slug:rules>/replay/", rule_replay.replay, name="aimwell_rules_replay"),
    path("<slug:rules>/versions/", rule_versions.versions, name="aimwell_rules_versions"),
    path("<slug:rules>/submit/", rule_steps.submit, name="aimwell_rules_submit"),
    path("<slug:rules>/decide/", rule_steps.decide, name="aimwell_rules_decide"),
    path("<slug:rules>/switch/", rule_steps.switch, name="aimwell_rules_switch"),
    path("<slug:rules>/copy/", rule_steps.copy, name="aimwell_rules_copy"),
    path("<slug:rules>/delete/", rule_steps.delete, name="aimwell_rules_delete"),
    path("<slug:rules>/export/", rule_versions.export_draft, name="aimwell_rules_export_draft"),
    path("<slug:rules>/versions/<int:number>/", rule_versions.version, name="aimwell_rules_version"),
    path("<slug:rules>/versions/<int:number>/export/", rule_versions.export, name="aimwell_rules_export"),
]
