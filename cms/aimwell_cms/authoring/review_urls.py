"""Addresses below a template: from where answers may be offered, its review form, its rule."""

from django.urls import path

from aimwell_cms.authoring.views import form_rule, prefilling, reviewing

urlpatterns = [
    path("sources/", prefilling.sources, name="aimwell_sources"),
    path("rule/", form_rule.form_rule, name="aimwell_form_rule"),
    path("rule/save/", form_rule.save, name="aimwell_form_rule_save"),
    path("review/", reviewing.index, name="aimwell_review"),
    path("review/make/", reviewing.make_review, name="aimwell_review_make"),
    path("review/update/", reviewing.update_review, name="aimwell_review_update"),
]
