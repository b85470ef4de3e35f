"""Work without a client record, and the reports of it: /w/<organisation>/work/ and below."""

from django.urls import path

from aimwell.workspace.views import skill_mix, target_groups, work

urlpatterns = [
    path("", work.show, name="work"),
    path("add", work.add, name="work-add"),
    path("export.csv", work.export, name="work-export"),
    path("<int:activity>/", work.entry, name="work-entry"),
    path("<int:activity>/correct", work.change, name="work-correct"),
    path("<int:activity>/take-back", work.take_back, name="work-take-back"),
    path("groups", target_groups.show, name="work-groups"),
    path("groups/add", target_groups.add, name="work-group-add"),
    path("groups/<int:group>/edit", target_groups.edit, name="work-group-edit"),
    path("skill-mix", skill_mix.show, name="work-skill-mix"),
    path("skill-mix/recommended", skill_mix.shares, name="work-shares"),
]
