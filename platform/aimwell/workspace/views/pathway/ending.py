"""A request that ends early, and one that is taken up again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from aimwell.contracts import Json
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.workspace.views.pathway.acting import ActForm, act_page
from aimwell.workspace.views.pathway.finding import pathway_or_404
from aimwell.workspace.views.pathway.offerforms import text


class WithdrawForm(ActForm):
    """Why it ends early."""

    kind = "withdraw"
    why = text(
        "Why does it end early?",
        hint="No longer wanted, moved away, died.",
        required="Say why it ends early.",
    )

    def __init__(self, *args: Any, pathway: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pathway = pathway

    def said(self) -> dict[str, Json]:
        return {"pathway": self.pathway}


class ReopenForm(WithdrawForm):
    """Why it is taken up again."""

    kind = "reopen"
    why = text("Why is it taken up again?", required="Say why it is taken up again.")


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """End a pathway early."""
    found = pathway_or_404(request, person, pathway)
    return act_page(
        request,
        found.person,
        WithdrawForm(request.POST or None, pathway=found.pathway.key),
        heading="End it early",
        intro="Nothing is deleted: what was recorded stays, and the request can be taken up again.",
        button="End it",
        done="It is ended.",
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """Take an ended pathway up again."""
    found = pathway_or_404(request, person, pathway)
    return act_page(
        request,
        found.person,
        ReopenForm(request.POST or None, pathway=found.pathway.key),
        heading="Take it up again",
        intro="It goes on where it was left.",
        button="Take it up again",
        done="It is taken up again.",
    )
