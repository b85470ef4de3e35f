"""A person's pathway: /w/<organisation>/people/<person>/pathway/ and below."""

from django.urls import path

from aimwell.workspace.views.pathway import (
    alerts,
    assessing,
    ending,
    episodes,
    offers,
    outcomes,
    page,
    replies,
    triage,
)

urlpatterns = [
    path("", page.show, name="pathway"),
    path("alerts/<str:alert>", alerts.acknowledge, name="alert-acknowledge"),
    path("<str:pathway>/decide", triage.decide, name="triage-decide"),
    path("<str:pathway>/help-otherwise", offers.help_otherwise, name="help-otherwise"),
    path("<str:pathway>/offer", offers.make, name="offer"),
    path("<str:pathway>/offers/<str:offer_made>", offers.follow_up, name="offer-follow-up"),
    path("<str:pathway>/reply", replies.reply, name="reply"),
    path("<str:pathway>/withdraw", ending.withdraw, name="withdraw"),
    path("<str:pathway>/reopen", ending.reopen, name="reopen"),
    path("<str:pathway>/letter", replies.show_letter, name="letter"),
    path("<str:pathway>/formulation", assessing.formulate, name="formulate"),
    path("<str:pathway>/priority", assessing.prioritise, name="prioritise"),
    path("<str:pathway>/episodes/begin", episodes.begin, name="episode-begin"),
    path("<str:pathway>/episodes/<str:episode>/aim", episodes.change_aim, name="episode-aim"),
    path("<str:pathway>/episodes/<str:episode>/outcome", episodes.end, name="episode-end"),
    path("outcomes/add", outcomes.add, name="outcome-add"),
    path("outcomes/<str:outcome>/", outcomes.show, name="outcome"),
    path("outcomes/<str:outcome>/add-to", outcomes.add_to, name="outcome-add-to"),
    path("outcomes/<str:outcome>/reword", outcomes.reword, name="outcome-reword"),
    path("outcomes/<str:outcome>/drop", outcomes.drop, name="outcome-drop"),
    path("outcomes/<str:outcome>/link", outcomes.link, name="outcome-link"),
    path("undo/<str:event>", page.take_back, name="pathway-undo"),
]
