"""Make a template's review form, and bring it up to date when the template's questions have changed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from aimwell.formschema.reviewing import Asked, CaughtUp, asked_again, caught_up, review_of
from aimwell.organisations.models import User
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.models import ReviewForm, TemplatePage
from aimwell_cms.authoring.redrafting import redraft
from aimwell_cms.authoring.starters import bring_in


@dataclass(frozen=True, kw_only=True)
class ReviewState:
    """How a template and its review form stand.

    ``source``: the template that the review is made from; ``review``: the form that was made, if any;
    ``behind``: what the template says meanwhile and the review doesn't.
    """

    source: TemplatePage
    asked: list[Asked]
    review: TemplatePage | None = None
    behind: CaughtUp | None = None


def state_of(page: TemplatePage) -> ReviewState:
    """How a page stands, whether it is a template that is reviewed or a review form that was made."""
    link = link_of(page)
    if link is None:
        return ReviewState(source=page, asked=asked_again(page.written().template))
    source, review = (page, _latest(link.page)) if link.source_id == page.pk else (_latest(link.source), page)
    written = source.written().template
    behind = caught_up(json.loads(link.made), review_of(written), review.written().template)
    return ReviewState(source=source, asked=asked_again(written), review=review, behind=behind)


def link_of(page: TemplatePage) -> ReviewForm | None:
    """What ties a page to its review form, or to the template that it reviews."""
    with acting_for(page.organisation):
        links = ReviewForm.objects.select_related("source", "page")
        return links.filter(source=page.pk).first() or links.filter(page=page.pk).first()


def _latest(page: TemplatePage) -> TemplatePage:
    return page.get_latest_revision_as_object()


def make(source: TemplatePage, user: User) -> TemplatePage:
    """Make the review form, as a draft beside the template."""
    text = json.dumps(review_of(source.written().template), ensure_ascii=False, indent=2)
    review = bring_in(text, source.organisation, user)
    with acting_for(source.organisation):
        ReviewForm.objects.create(
            organisation=source.organisation, source_id=source.pk, page=review, made=text
        )
    return review


def catch_up(state: ReviewState, user: User) -> None:
    """Take over what changed in the template into the draft of the review form."""
    assert state.review is not None
    assert state.behind is not None
    redraft(state.review, state.behind.template)
    state.review.save_revision(user=user, log_action=True)
    text = json.dumps(review_of(state.source.written().template), ensure_ascii=False, indent=2)
    with acting_for(state.source.organisation):
        ReviewForm.objects.filter(page=state.review.pk).update(made=text)
