"""Make everything again out of signed records: `aimwell rebuild`; beside it, a tenth of it, ten times."""

from __future__ import annotations

import time
import uuid
from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import questions
from django.utils import timezone
from measuring import Pair
from peaks import peak_of
from world import World, make_organisation, make_version

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.scope import acting_for
from aimwell.pathway.projections import PROJECTIONS
from aimwell.pathway.rebuilding import rebuild
from aimwell.people.models import Person
from aimwell.records.models import Record, Score

TIMES = 10
PIECE = 100
"""People whose records are made in one transaction."""
VAS = {"value": 64, "mode": "vas"}
RECORDS = 5


def pairs(world: World) -> Iterator[Pair]:
    number = world.size.many_to_rebuild
    many, few = (
        _organisation(world, slug, size) for slug, size in (("rebuilt", number), ("bit", number // TIMES))
    )
    yield Pair(
        work=f"Rebuild {number:,} people with {RECORDS} records each, from nothing",
        reference=f"Rebuild {number // TIMES:,} people, {TIMES} times",
        ours=lambda: _seconds(many),
        theirs=lambda: sum(_seconds(few) for _ in range(TIMES)),
        target=1.2,
        rounds=world.rounds(3),
        counts=False,
    )
    seconds = _seconds(many)
    peaks = [peak_of(lambda one=one: _seconds(one)) for one in (few, many)]
    world.notes.append(
        f"`aimwell rebuild` made {number * RECORDS / seconds:,.0f} records a second again. Memory that it "
        f"takes at its peak: {peaks[0]:.1f} MB for {number // TIMES:,} people, {peaks[1]:.1f} MB for "
        f"{number:,}."
    )


def _seconds(organisation: Organisation) -> float:
    """Lose everything that is derived, and make it again; how long the second took."""
    with acting_for(organisation):
        for one in PROJECTIONS:
            one.model.objects.all().delete()
        Score.objects.all().delete()
        Person.objects.update(review_due=None, baseline_on=None)
    started = time.perf_counter()
    (last,) = deque(rebuild(organisation), maxlen=1)
    seconds = time.perf_counter() - started
    if not last.changed:
        raise AssertionError("Nothing was made again.")
    return seconds


def _organisation(world: World, slug: str, number: int) -> Organisation:
    organisation = make_organisation(slug, world.user)
    versions = [make_version(organisation, world.user, form) for form in _forms()]
    for first in range(0, number, PIECE):
        with acting_for(organisation):
            people = Person.objects.bulk_create(
                Person(
                    organisation=organisation,
                    given_name="Ada",
                    family_name=f"Example{index}",
                    date_of_birth=date(1950, 1, 1),
                )
                for index in range(first, min(first + PIECE, number))
            )
            Record.objects.bulk_create(_records(people, versions, world.user))
    return organisation


def _records(people: list[Person], versions: list[TemplateVersion], user: User) -> Iterator[Record]:
    """What each person was signed, a week apart; nothing is derived of it yet."""
    now = timezone.now()
    for person in people:
        for week, version in enumerate(versions):
            yield Record(
                organisation_id=person.organisation_id,
                person=person,
                version=version,
                token=uuid.uuid4(),
                answers=ANSWERS[version.kind],
                fingerprint="0" * 64,
                statement="I sign this.",
                signed_by=user,
                signed_at=now - timedelta(weeks=RECORDS - week),
                settings={},
            )


def _forms() -> list[dict[str, Any]]:
    """A request, an assessment with a measure, a plan that begins an episode, a review, an assessment."""
    assessment = _form("assessment", need=_text("formulation.need"), pain=_measure("vas"))
    return [
        _form("request", wanted=_text("request.wanted"), changed=_text("request.changed")),
        assessment,
        _form("support_plan", aim=_aim(), intended=_text("episode.intended")),
        _form("review", changed=_text("review.changed")),
        assessment,
    ]


def _form(kind: str, **properties: Any) -> dict[str, Any]:
    section = {"type": "object", "title": "All", "properties": properties}
    more = questions.section("More", range(20))
    form = questions.template(kind.capitalize(), {"all": section, "more": more})
    form["x-aimwell"]["kind"] = kind
    return form


def _text(feeds: str) -> dict[str, Any]:
    return {"type": "string", "title": feeds, "maxLength": 1000, "x-aimwell": {"feeds": feeds}}


def _aim() -> dict[str, Any]:
    return {
        "type": "string",
        "title": "Aim",
        "enum": ["maintain", "improve"],
        "x-aimwell": {"feeds": "episode.aim"},
    }


def _measure(name: str) -> dict[str, Any]:
    return {"title": name, "x-aimwell": {"widget": "measure", "measure": name}}


MORE = {f"q{number}": "Every day, as far as it goes." for number in range(0, 20, 10)}
ANSWERS: dict[str, Any] = {
    "request": {"all": {"wanted": "To sleep", "changed": "A fall"}, "more": MORE},
    "assessment": {"all": {"need": "She wakes at night", "pain": VAS}, "more": MORE},
    "support_plan": {"all": {"aim": "maintain", "intended": "To sleep as now"}, "more": MORE},
    "review": {"all": {"changed": "Nothing"}, "more": MORE},
}
"""What was answered, by the kind of form."""
