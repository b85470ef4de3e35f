"""A person's own copy of their support plan: what they want first, nothing that was told in confidence."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone

from aimwell.organisations.models import User
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.rules.plan import CONTRIBUTORS, PARTIES, PARTS
from aimwell.pathway.rules.story import Story
from aimwell.pathway.stream import events_of
from aimwell.people.models import Person

DOES = {"person_does": "", "family_does": "Family and friends", "community_does": "The community"}
"""Who does what for an outcome; the person themselves and the provider are called by their names."""


def plan_html(person: Person, *, by: User) -> str:
    """The HTML of the copy."""
    story = _for_the_person(person)
    name = person.preferred_name or person.given_name
    return render_to_string(
        "print/plan.jinja",
        {
            "organisation": person.organisation,
            "person": person,
            "name": name,
            "does": {**DOES, "person_does": name, "provider_does": person.organisation.name},
            "story": story,
            "plan": story.plan,
            # What a carer wants for their own life is theirs.
            "outcomes": [one for one in story.outcomes if one.wanted and one.whose == "person"],
            "team": person.care_team.select_related("user").order_by("user__last_name", "pk"),
            "parts": PARTS,
            "contributors": CONTRIBUTORS,
            "parties": PARTIES,
            "printed_by": by,
            "printed_at": timezone.now(),
        },
    )


def _for_the_person(person: Person) -> Story:
    """Their story without the records that a carer asked to keep from them, and what rests on those."""
    return fold(event for event in events_of(person) if event.said.get("confidential") is not True)
