"""What came of the front door in a period: how requests ended, what was offered, and whether it helped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from aimwell.organisations.models import Organisation
from aimwell.pathway.models import OfferRow, PathwayRow
from aimwell.pathway.rules.offered import HELPED
from aimwell.pathway.rules.states import BEFORE_CARE, State


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many out of so many. Without a denominator there is no share."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Of hundred, rounded; None out of nothing."""
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True, kw_only=True)
class FrontDoor:
    """Counts of a period: requests by how they stand, and offers by what came of them.

    ``due``: offers whose day to ask has come. ``known``: those of them of which it is known whether they
    helped. ``unreached``: asked, and nobody could be reached. ``people_helped``: people whose requests ended
    with Level 1 or 2 alone, who were helped at least partly and don't ask again; out of the people whose
    requests ended so and of whom it is known.
    """

    requests: int
    waiting: int
    ended_there: Share
    withdrawn: int
    offers: int
    by_level: tuple[tuple[str, int], ...]
    preventive: int
    due: int
    known: Share
    unreached: int
    helped: Share
    partly: Share
    did_not: Share
    asked_again: Share
    people_helped: Share


def front_door(organisation: Organisation, since: date | None) -> FrontDoor:
    """What came of requests and offers since a day; from the beginning where there is none."""
    requests = PathwayRow.objects.filter(organisation=organisation)
    offers = OfferRow.objects.filter(organisation=organisation)
    if since is not None:
        requests = requests.filter(opened__date__gte=since)
        offers = offers.filter(made__date__gte=since)
    by_state = requests.aggregate(
        all=Count("pk"),
        waiting=Count("pk", filter=Q(state__in=sorted(BEFORE_CARE))),
        ended=Count("pk", filter=Q(state=State.HELPED_OTHERWISE)),
        withdrawn=Count("pk", filter=Q(state=State.WITHDRAWN)),
    )
    found = _of_offers(offers)
    known = found["known"]
    return FrontDoor(
        requests=by_state["all"],
        waiting=by_state["waiting"],
        ended_there=Share(part=by_state["ended"], whole=by_state["all"] - by_state["waiting"]),
        withdrawn=by_state["withdrawn"],
        offers=found["all"],
        by_level=(
            ("Level 1: pages and advice", found["level_1"]),
            ("Level 2: consultation", found["level_2"]),
            ("Level not said", found["all"] - found["level_1"] - found["level_2"]),
        ),
        preventive=found["preventive"],
        due=found["due"],
        known=Share(part=known, whole=found["due"]),
        unreached=found["not_reached"],
        helped=Share(part=found["helped"], whole=known),
        partly=Share(part=found["partly"], whole=known),
        did_not=Share(part=found["did_not"], whole=known),
        asked_again=Share(part=found["again"], whole=known),
        people_helped=Share(part=found["people_helped"], whole=found["people_known"]),
    )


def _of_offers(offers: QuerySet[OfferRow]) -> dict[str, int]:
    known = Q(answer__in=("helped", "partly", "did_not"))
    due = Q(follow_up_on__lte=localdate()) | known
    well = Q(answer__in=("helped", "partly"), asked_again=False, ended_there=True)
    answers = {name: Count("pk", filter=Q(answer=name)) for name in HELPED}
    return offers.aggregate(
        all=Count("pk"),
        level_1=Count("pk", filter=Q(level=1)),
        level_2=Count("pk", filter=Q(level=2)),
        preventive=Count("pk", filter=Q(preventive=True)),
        due=Count("pk", filter=due),
        known=Count("pk", filter=known),
        again=Count("pk", filter=known & Q(asked_again=True)),
        people_helped=Count("person", filter=well, distinct=True),
        people_known=Count("person", filter=known & Q(ended_there=True), distinct=True),
        **answers,
    )
