"""The letter to whoever asked: the decision, why, what is offered, warning signs, how to ask again.

A proposal that a practitioner reads, changes and sends: nothing is sent from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aimwell.organisations.models import Organisation, User
from aimwell.pathway.rules.offered import Offer
from aimwell.pathway.rules.states import State
from aimwell.pathway.rules.story import Pathway
from aimwell.people.models import Person

DECISIONS: Mapping[str, str] = {
    "urgent": "We will help, and soon: we think that this is urgent.",
    "routine": "We will help. An assessment comes next; we will tell you when.",
    "not_necessary": "We think that an assessment by us is not needed now.",
    "more_information": "Before we decide, we would like to know more, and will talk with you.",
}
ENDED_WELL = "We talked about what would help, and agreed that nothing else is needed from us now."
TO_FILL_IN = "[Say here in plain words why.]"


def letter(pathway: Pathway, person: Person, *, to: str, organisation: Organisation, by: User) -> str:
    """The text of a letter or e-mail about how a request was decided."""
    return "\n\n".join(_paragraphs(pathway, person, to, organisation, by))


def _paragraphs(
    pathway: Pathway, person: Person, to: str, organisation: Organisation, by: User
) -> Iterator[str]:
    asked_for_self = bool(pathway.requests) and pathway.requests[-1].asked_by == "self"
    yield f"Dear {to or '[name]'}"
    yield "You asked us for help." if asked_for_self else f"You asked us for help for {person}."
    yield from _decision(pathway)
    for offer in pathway.offers[-1:]:
        yield from _offered(offer)
    if not any(offer.red_flags for offer in pathway.offers):
        yield "Please look out for: [the warning signs, and how to ask again]"
    yield "You can ask us again at any time. In an emergency, ring 999."
    yield f"{by}\n{organisation}"


def _decision(pathway: Pathway) -> Iterator[str]:
    triage = pathway.triage
    if triage is not None and triage.role in DECISIONS:
        yield DECISIONS[triage.role]
        yield TO_FILL_IN
    elif pathway.state is State.HELPED_OTHERWISE:
        yield ENDED_WELL


def _offered(offer: Offer) -> Iterator[str]:
    if offer.text:
        yield f"What we offer: {offer.text}"
    if offer.pages:
        yield "Pages that may help:\n" + "\n".join(f"{title}: {address}" for title, address in offer.pages)
    if offer.red_flags:
        yield f"Please look out for: {offer.red_flags}"
