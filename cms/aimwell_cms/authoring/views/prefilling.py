"""What the editor lists where an author chooses from which question an answer is offered."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from aimwell_cms.authoring.sources import sources_of
from aimwell_cms.authoring.views.pages import page_for


@require_safe
def sources(request: HttpRequest, page_id: int) -> JsonResponse:
    """The questions of the organisation's live forms, by kind, in the order in which they are asked."""
    page = page_for(request, page_id)
    return JsonResponse(
        {kind: list(questions.items()) for kind, questions in sources_of(page.organisation).items()}
    )
