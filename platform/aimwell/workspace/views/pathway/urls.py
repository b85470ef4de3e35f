"""A person's pathway: /w/<organisation>/people/<person>/pathway/ and below."""

from django.urls import path

from aimwell.workspace.views.pathway import alerts, ending, offers, page, replies, triage

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
    path("undo/<str:event>", page.take_back, name="pathway-undo"),
]
