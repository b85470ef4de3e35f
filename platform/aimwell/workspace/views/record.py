"""The page of a signed record, and amending it."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.documents.scorecards import score_cards
from aimwell.formschema.languages.locales import english_name_of
from aimwell.formschema.languages.speech import speech
from aimwell.library.models import TemplateVersion
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.organisations.viewlog import note_view
from aimwell.people.merging import kept_of
from aimwell.records.answers import differences, told
from aimwell.records.calculating import told_calculations
from aimwell.records.drafts import amend as begin_amendment
from aimwell.records.models import Draft, Record, Score
from aimwell.records.prefilling import in_words_by_pointer
from aimwell.records.wizard.languages import choices, chosen_language

REASON_LIMIT = 1000


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest, record: int) -> HttpResponse:
    """Answers as they were asked, scores with their working, the decision, who signed, what was amended."""
    found = record_or_404(request, record)
    note_view(request, found)
    outline = found.version.outline_in(language_of(request, found.version, found.language))
    changed = ()
    if found.amends is not None:
        changed = differences(found.version.outline, found.amends.answers, found.answers)
    return render(
        request,
        "workspace/record.jinja",
        {
            "record": found,
            "person": kept_of(found.person),
            "sections": told(outline, found.answers, in_words_by_pointer(found.prefilled)),
            "answers_say": speech(outline.language),
            "languages": choices(found.version.languages, outline.language),
            "filled_in": english_name_of(found.language),
            "asked_language": f"language={outline.language}",
            "cards": score_cards(found),
            "calculations": told_calculations(found),
            "decision": getattr(found, "decision", None),
            "notices": found.notices.all(),
            "changed": changed,
            "amended_by": getattr(found, "amended_by", None),
            "amendment": _unfinished_amendment(found),
        },
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, record: int) -> HttpResponse:
    """Ask why, then begin an amendment: a draft with the record's answers."""
    found = record_or_404(request, record)
    note_view(request, found)
    # One record is amended once; the amendment may be amended in its turn.
    newer = getattr(found, "amended_by", None)
    if newer is not None:
        return redirect("workspace:record", organisation=request.organisation.slug, record=newer.pk)
    draft = _unfinished_amendment(found)
    fault, reason = "", request.POST.get("reason", "").replace("\x00", "").strip()
    if request.method == "POST" and draft is None:
        if not reason:
            fault = "Say why the record is amended."
        elif len(reason) > REASON_LIMIT:
            fault = f"Say why in {REASON_LIMIT} characters or fewer."
        else:
            draft = begin_amendment(found, user=request.user, reason=reason)
    if draft is not None:
        return redirect("workspace:draft", organisation=request.organisation.slug, token=draft.token)
    context = {
        "record": found,
        "person": kept_of(found.person),
        "fault": fault,
        "reason": reason,
        "limit": REASON_LIMIT,
    }
    return render(request, "workspace/amend.jinja", context)


def _unfinished_amendment(record: Record) -> Draft | None:
    return Draft.objects.filter(amends=record, discarded_at=None).first()


def language_of(request: HttpRequest, version: TemplateVersion, usual: str = "") -> str:
    """The language that ``?language=`` asks for, as a draft keeps it; ``usual`` where the form hasn't it."""
    chosen = chosen_language(version, request.GET.get("language", ""))
    return usual if chosen is None else chosen


def record_or_404(request: HttpRequest, record: int) -> Record:
    """A record of the organisation that the request acts for, with all that its page and its PDF show."""
    # Few records are amended: what that shows is read when it is shown, or each page pays for wide joins.
    records = Record.objects.select_related("person", "signed_by", "decision", "amended_by")
    scores = Score.objects.select_related("change__before").order_by()  # They are shown in the form's order.
    with_scores = records.prefetch_related(Prefetch("scores", scores))
    found = get_object_or_404(with_scores, organisation=request.organisation, pk=record)
    found.organisation = request.organisation
    return found
