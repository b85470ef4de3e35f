"""The workspace: /w/ and below."""

from django.urls import include, path, re_path

from aimwell.workspace.views import (
    carers,
    caseload,
    decisions,
    doors,
    episodes,
    keyworkers,
    merging,
    people,
    person,
    printing,
    record,
    viewlog,
)
from aimwell.workspace.views.frontdoor.urls import urlpatterns as front_door_urls
from aimwell.workspace.views.pathway.urls import urlpatterns as pathway_urls

app_name = "workspace"

_organisation = [
    path("", caseload.show, name="caseload"),
    path("people/add", people.add, name="person-add"),
    path("people/<int:person>/", person.show, name="person"),
    path("people/<int:person>/edit", people.edit, name="person-edit"),
    path("people/<int:person>/compare", person.compare, name="compare"),
    path("people/<int:person>/pathway/", include(pathway_urls)),
    path("people/<int:person>/care-team", people.care_team, name="care-team"),
    path(
        "people/<int:person>/care-team/<int:colleague>/leave", people.leave_care_team, name="care-team-leave"
    ),
    path("people/<int:person>/care-team/partner", people.partner, name="care-team-partner"),
    path("care-roles", people.care_roles, name="care-roles"),
    path("key-workers", keyworkers.choose, name="key-workers"),
    path("key-workers/<int:change>/", keyworkers.show, name="key-worker-change"),
    path("key-workers/<int:change>/undo", keyworkers.undo, name="key-worker-undo"),
    path("people/<int:person>/carers/add", carers.add, name="carer-add"),
    path("people/<int:person>/carers/<int:carer>/", carers.show, name="carer"),
    path("people/<int:person>/carers/<int:carer>/edit", carers.edit, name="carer-edit"),
    path("people/<int:person>/carers/<int:carer>/end", carers.end, name="carer-end"),
    path("people/<int:person>/carers/<int:carer>/consent", carers.consent, name="carer-consent"),
    path(
        "people/<int:person>/carers/<int:carer>/consent/<int:consent>/withdraw",
        carers.withdraw,
        name="carer-withdraw",
    ),
    path("people/<int:person>/carers/<int:carer>/act", carers.act, name="carer-act"),
    path("people/<int:person>/same", merging.suggest, name="same-person"),
    path("people/<int:person>/same/<int:other>", merging.compare, name="merge"),
    path("people/<int:person>/merges/<int:merge>/undo", merging.undo, name="merge-undo"),
    path("records/<int:record>/", record.show, name="record"),
    path("records/<int:record>/amend", record.amend, name="amend"),
    path("records/<int:record>/record.pdf", printing.record_pdf, name="record-pdf"),
    path("records/<int:record>/summary.pdf", printing.summary_pdf, name="summary-pdf"),
    path("forms/<int:template>/blank.pdf", printing.blank_pdf, name="blank-pdf"),
    path("", include(front_door_urls)),
    path("episodes", episodes.show, name="episodes"),
    path("decisions", decisions.show, name="decisions"),
    path("views", viewlog.show, name="views"),
    path("work/", include("aimwell.workspace.work_urls")),
]

urlpatterns = [
    path("", doors.home, name="home"),
    path("stay", doors.stay, name="stay"),
    re_path(r"^brand/(?P<colour>[0-9a-f]{6})\.css$", doors.brand, name="brand"),
    path("<slug:organisation>/", include(_organisation)),
    path("<slug:organisation>/", include("aimwell.records.wizard.urls")),
]
