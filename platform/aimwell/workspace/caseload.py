"""The caseload: whom a practitioner works with, and what waits to be done.

As many SQL statements for 5,000 people as for 5.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from aimwell.organisations.models import Organisation, User
from aimwell.pathway.models import PathwayRow, TaskRow
from aimwell.pathway.models.pathways import OPEN
from aimwell.pathway.rules.states import State
from aimwell.people import nhsnumber
from aimwell.people.merging import family_of
from aimwell.people.models import CareTeamMember, Person
from aimwell.people.searching import searched
from aimwell.records.models import Draft

PAGE = 25
MY_DRAFTS = 5
SOON = timedelta(days=28)
"""A review is due soon within four weeks."""

FILTERS = {
    "all": "All",
    "drafts": "Unfinished forms",
    "overdue": "Review overdue",
    "soon": "Review due in 4 weeks",
    "no-baseline": "No baseline yet",
    "tasks": "Tasks overdue",
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a caseload is to show: ``whose`` is ``mine`` or ``everybody``; ``show`` a key of FILTERS.

    ``state``: where a pathway of theirs stands, or empty; ``service``: the id of a service, or empty.
    """

    whose: str
    show: str
    search: str
    page: int
    state: str = ""
    service: str = ""

    @classmethod
    def from_query(cls, query: Any) -> Asked:
        """Read from a query string; what is not known is left aside."""
        page = query.get("page", "")
        return cls(
            whose="everybody" if query.get("whose") == "everybody" else "mine",
            show=query.get("show") if query.get("show") in FILTERS else "all",
            search=query.get("search", "").replace("\x00", "").strip()[:100],
            page=max(1, int(page)) if _is_number(page) else 1,
            state=query.get("state") if query.get("state") in set(State) else "",
            service=query.get("service", "") if _is_number(query.get("service", "")) else "",
        )

    @property
    def mistyped(self) -> bool:
        """Whether the search has as many digits as an NHS number and can't be one."""
        if not re.fullmatch(r"[0-9]{10}", re.sub(r"[\s-]", "", self.search)):
            return False
        try:
            nhsnumber.normalise(self.search)
        except ValueError:
            return True
        return False

    def link(self, **changes: Any) -> str:
        """The query string for the same with ``changes``; a changed filter begins at its first page."""
        asked = replace(self, **{"page": 1, **changes})
        said = {**asdict(asked), "page": str(asked.page)}
        usual = {"whose": "mine", "show": "all", "page": "1"}
        return "?" + urlencode({name: value for name, value in said.items() if value != usual.get(name, "")})


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7


@dataclass(frozen=True, kw_only=True)
class Row:
    """One person of the caseload."""

    person: Person
    drafts: tuple[Draft, ...]
    review: str
    """``overdue``, ``soon`` or empty."""
    standing: tuple[PathwayRow, ...]
    """Where they stand: their pathways that are under way, the newest first."""
    overdue: int
    """How many tasks about them are overdue."""


@dataclass(frozen=True, kw_only=True)
class Caseload:
    """One page of a caseload. ``counts``: how many people each filter would show."""

    asked: Asked
    rows: tuple[Row, ...]
    counts: dict[str, int]
    total: int
    pages: int
    my_drafts: tuple[Draft, ...]
    has_more_drafts: bool


def caseload(organisation: Organisation, user: User, asked: Asked) -> Caseload:
    """One page of the people of ``user`` or of the whole organisation."""
    today = localdate()
    people = searched(_whose(organisation, user, asked.whose), asked.search)
    if asked.service:
        people = people.filter(service_id=int(asked.service))
    if asked.state:
        people = people.filter(pk__in=_standing(organisation, state=asked.state).values("person_id"))
    if not asked.search:  # Whoever was merged is found by the name they had, and stands nowhere else.
        people = people.filter(merged_into=None)
    conditions = _conditions(organisation, today)
    counts = people.aggregate(
        all=Count("pk"), **{name: Count("pk", filter=each) for name, each in conditions.items()}
    )
    total = counts[asked.show]
    pages = max(1, -(-total // PAGE))
    asked = replace(asked, page=min(asked.page, pages))
    chosen = people.filter(conditions[asked.show]) if asked.show in conditions else people
    listed = list(
        chosen.select_related("key_worker", "merged_into")[(asked.page - 1) * PAGE : asked.page * PAGE]
    )
    drafts, standing, overdue = (
        _drafts_of(listed),
        _standing_of(organisation, listed),
        _overdue_of(listed, today),
    )
    mine = list(_unfinished(organisation).filter(Q(started_by=user) | Q(saved_by=user))[: MY_DRAFTS + 1])
    return Caseload(
        asked=asked,
        rows=tuple(
            Row(
                person=person,
                drafts=tuple(drafts.get(person.pk, ())),
                review=_review(person, today),
                standing=tuple(standing.get(person.pk, ())),
                overdue=overdue.get(person.pk, 0),
            )
            for person in listed
        ),
        counts=counts,
        total=total,
        pages=pages,
        my_drafts=tuple(mine[:MY_DRAFTS]),
        has_more_drafts=len(mine) > MY_DRAFTS,
    )


def _whose(organisation: Organisation, user: User, whose: str) -> QuerySet[Person]:
    people = Person.objects.filter(organisation=organisation)
    if whose == "everybody":
        return people
    # Of merged entries too: nobody loses somebody because another entry is the one that stays.
    in_team = CareTeamMember.objects.filter(organisation=organisation, user=user)
    merged = Person.objects.filter(organisation=organisation, key_worker=user).exclude(merged_into=None)
    return people.filter(
        Q(key_worker=user)
        | Q(pk__in=in_team.values(goes_by=Coalesce("person__merged_into_id", "person_id")))
        | Q(pk__in=merged.values("merged_into_id"))
    )


def _conditions(organisation: Organisation, today: date) -> dict[str, Q]:
    unfinished = Draft.objects.filter(organisation=organisation, discarded_at=None)
    goes_by = unfinished.values(goes_by=Coalesce("person__merged_into_id", "person_id"))
    stands = Q(merged_into=None)
    return {
        "drafts": stands & Q(pk__in=goes_by),
        "overdue": stands & Q(review_due__lt=today),
        "soon": stands & Q(review_due__range=(today, today + SOON)),
        "no-baseline": stands & Q(baseline_on=None),
        "tasks": stands & Q(pk__in=_overdue(organisation, today).values("person_id")),
    }


def _overdue(organisation: Organisation, today: date) -> QuerySet[TaskRow]:
    return TaskRow.objects.filter(organisation=organisation, due__lt=today)


def _overdue_of(people: list[Person], today: date) -> dict[int, int]:
    rows = TaskRow.objects.filter(person__in=people, due__lt=today).order_by()
    return dict(rows.values_list("person_id").annotate(Count("pk")))


def _standing(organisation: Organisation, **where: Any) -> QuerySet[PathwayRow]:
    return PathwayRow.objects.filter(organisation=organisation, **where)


def _standing_of(organisation: Organisation, people: list[Person]) -> dict[int, list[PathwayRow]]:
    found: dict[int, list[PathwayRow]] = {}
    for row in _standing(organisation, person__in=people).filter(OPEN).order_by("-opened", "key"):
        found.setdefault(row.person_id, []).append(row)
    return found


def _unfinished(organisation: Organisation) -> QuerySet[Draft]:
    return (
        Draft.objects.filter(organisation=organisation, discarded_at=None)
        .select_related("person", "version", "saved_by")
        .defer("version__text", "version__schema_text", "answers", "unread")
    )


def _drafts_of(people: list[Person]) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = {}
    goes_by = {pk: person.pk for person in people for pk in family_of(person)}
    drafts = Draft.objects.filter(person__in=goes_by, discarded_at=None).select_related("version", "saved_by")
    for draft in drafts.defer("version__text", "version__schema_text", "answers", "unread"):
        found.setdefault(goes_by[draft.person_id], []).append(draft)
    return found


def _review(person: Person, today: date) -> str:
    if person.merged_into_id is not None or person.review_due is None or person.review_due > today + SOON:
        return ""
    return "overdue" if person.review_due < today else "soon"
