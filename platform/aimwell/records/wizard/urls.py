"""The wizard's addresses, in the workspace's namespace, below an organisation."""

from django.urls import path

from aimwell.records.wizard import autosave, starting, views

urlpatterns = [
    path("people/<int:person>/start/<int:version>/", starting.draft_start, name="draft-start"),
    path("drafts/<uuid:token>/", views.resume, name="draft"),
    path("drafts/<uuid:token>/discard/", starting.draft_discard, name="draft-discard"),
    path("drafts/<uuid:token>/restore/", starting.draft_restore, name="draft-restore"),
    path("drafts/<uuid:token>/<slug:step>/", views.draft_step, name="draft-step"),
    path("drafts/<uuid:token>/<slug:step>/autosave/", autosave.autosave, name="draft-autosave"),
]
