"""What can be done next on a pathway: the rules say where each act is legal, this says how it is offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from aimwell.organisations.models import Organisation
from aimwell.pathway.rules.states import BEFORE_CARE, ENDED, IN_CARE, State
from aimwell.pathway.rules.story import Pathway, Story
from aimwell.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Step:
    """A link to the page of an act. The one that somebody most likely wants comes first."""

    label: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Offered:
    """An act's page: the name of its address below a pathway, and the states in which it is offered."""

    label: str
    name: str
    states: frozenset[State]


_BEFORE_EPISODES = BEFORE_CARE | {State.ACCEPTED, State.ASSESSED, State.PRIORITISED}

ON_A_PATHWAY: tuple[Offered, ...] = (
    Offered(label="Decide on the request", name="triage-decide", states=BEFORE_CARE | {State.ACCEPTED}),
    Offered(label="Begin an episode", name="episode-begin", states=IN_CARE),
    Offered(label="Set a priority", name="prioritise", states=IN_CARE - {State.ACCEPTED}),
    Offered(label="Write or change the formulation", name="formulate", states=IN_CARE),
    Offered(label="Help at Level 1 or 2", name="help-otherwise", states=_BEFORE_EPISODES),
    Offered(label="Reply to whoever asked", name="reply", states=frozenset(State)),
    Offered(label="Make an offer", name="offer", states=frozenset(State)),
    Offered(label="Hand over", name="hand-over", states=IN_CARE),
    Offered(label="End it early", name="withdraw", states=frozenset(State) - ENDED - {State.IN_EPISODE}),
    Offered(label="Take it up again", name="reopen", states=ENDED),
)
"""Acts on one pathway: their address takes ``organisation``, ``person`` and ``pathway`` (its key)."""

BEGINNINGS: Mapping[str, str] = {
    "conversation": "Record a conversation",
    "outcome-add": "Add an outcome in the person’s words",
    "review-hold": "Hold a review",
    "review-ask": "Ask for a review",
    "opinion-ask": "Ask for a second opinion or supervision",
}
"""Acts that need no pathway: the name of the address (``organisation``, ``person``) to its label."""


AFTER_REVIEW: Mapping[str, tuple[tuple[str, str], ...]] = {
    "new_outcomes": (("outcome-add", "Add an outcome in the person’s words"), ("plan", "Change the plan")),
    "more": (("plan", "Change the plan"),),
    "less": (("plan", "Change the plan"),),
    "close": (("hand-over", "Hand over"),),
}
"""By what a review decided: the name of each address where it is done, and its label."""


def after_review(decision: str, story: Story, person: Person, organisation: Organisation) -> list[Step]:
    """Where what a review decided is done; handing over, on each pathway that is under way."""
    where = {"organisation": organisation.slug, "person": person.pk}
    care = [pathway.key for pathway in story.pathways if pathway.state in IN_CARE]
    return [
        Step(label=label, href=reverse(f"workspace:{name}", kwargs={**where, **more}))
        for name, label in AFTER_REVIEW[decision]
        for more in ([{"pathway": key} for key in care] if name == "hand-over" else [{}])
    ]


def steps_of(pathway: Pathway, person: Person, organisation: Organisation) -> tuple[Step, ...]:
    """The acts that can be taken on a pathway now."""
    return tuple(
        Step(
            label=offered.label,
            href=reverse(
                f"workspace:{offered.name}",
                kwargs={"organisation": organisation.slug, "person": person.pk, "pathway": pathway.key},
            ),
        )
        for offered in ON_A_PATHWAY
        if pathway.state in offered.states
    )


def beginnings_of(person: Person, organisation: Organisation) -> tuple[Step, ...]:
    """What can be done whatever the pathway is."""
    return tuple(
        Step(
            label=label,
            href=reverse(
                f"workspace:{name}", kwargs={"organisation": organisation.slug, "person": person.pk}
            ),
        )
        for name, label in BEGINNINGS.items()
    )
