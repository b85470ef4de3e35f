"""Reviews: by date, or asked for at any time by the person or a professional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aimwell.pathway.rules.events import Event, Json
from aimwell.pathway.rules.moving import Move, Refusal, date_of
from aimwell.pathway.rules.personal import PersonalOutcome
from aimwell.pathway.rules.review import ACHIEVED, DECISIONS, TRIGGERS, VIEWERS, Asked, Review, View
from aimwell.pathway.rules.story import Story


def with_review_due(story: Story, event: Event) -> Story:
    """The story with the due date moved on by whatever sets one; closing a person's care ends reviews.

    A form carries the date that was worked out when it was signed, so that a later change of the
    organisation's usual interval changes nothing that was agreed.
    """
    if event.kind in ("closure", "hand_over"):
        return replace(story, review_due=None)
    due = date_of(event.text("review", "next_on")) or date_of(event.said.get("review_due"))
    return story if due is None else replace(story, review_due=due)


def ask_review(story: Story, event: Event) -> Story:
    """Somebody asks for a review: it is due at once, whatever date was set."""
    who = event.text("review", "trigger")
    if who not in TRIGGERS or who == "planned":
        raise Refusal("Say who asks for the review, or that something happened.")
    if not event.why:
        raise Refusal("Say why it is asked for.")
    asked = Asked(key=event.key, at=event.at, by=event.by, who=who, why=event.why)
    return replace(story, asked=(*story.asked, asked))


def review(story: Story, event: Event) -> Story:
    """A review took place, on a form or on its page. It answers whatever was asked for."""
    told = Review(
        key=event.key,
        at=event.at,
        by=event.by,
        trigger=event.text("review", "trigger"),
        led=event.text("review", "led"),
        changed=event.text("review", "changed"),
        views=_views(story, event.said.get("views")),
        experience=event.text("review", "experience"),
        decision=event.text("review", "decision"),
        reason=event.text("review", "reason"),
        next_on=date_of(event.text("review", "next_on")),
    )
    if event.kind == "hold_review" and told.decision not in DECISIONS:
        raise Refusal("Say what is decided: less, the same, more, new outcomes, or close.")
    return replace(
        story,
        reviews=(*story.reviews, told),
        asked=tuple(one if one.answered else replace(one, answered=event.key) for one in story.asked),
    )


def _views(story: Story, rows: Json) -> tuple[View, ...]:
    """The views that a list tells: a row an outcome, with a view of each who has one."""
    found: list[View] = []
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, Mapping):
            continue
        named = row.get("outcome_key") or row.get("outcome")
        outcome = _known(story, named) if isinstance(named, str) else None
        words = outcome.words if outcome else str(row.get("outcome") or "")
        for who in VIEWERS:
            says = row.get(who)
            if isinstance(says, str) and says in ACHIEVED:
                note = row.get(f"{who}_note")
                found.append(
                    View(
                        outcome=words,
                        key=outcome.key if outcome else "",
                        who=who,
                        says=says,
                        note=note if isinstance(note, str) else "",
                    )
                )
    return tuple(found)


def _known(story: Story, named: str) -> PersonalOutcome | None:
    by_words = (one for one in story.outcomes if one.says(named))
    return story.outcome(named) or next(by_words, None)


MOVES: Mapping[str, Move] = {"ask_review": ask_review, "review": review, "hold_review": review}
