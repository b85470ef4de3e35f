"""The rows that are measured upon: people, forms and records, made as the application makes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

import questions
from browser import Browser, expect
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site
from wagtail_form_reference.models import ReferenceField, ReferencePage

from aimwell.library.freeze import freeze
from aimwell.library.models import FormTemplate, TemplateVersion
from aimwell.organisations.models import Membership, Organisation, PluginUse, User
from aimwell.organisations.offers import offers_of
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.people.models import Person
from aimwell.records.drafts import Entry, Source, save_section, start
from aimwell.records.models import Draft, Record
from aimwell.records.signing import sign
from aimwell.records.wizard.fields import read_section

PLUGINS = ("copm", "toms", "vas")
_numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much is made, and how often is measured (1: as often as each work asks for)."""

    few_people: int
    many_people: int
    few_records: int
    many_records: int
    few_to_search: int
    many_to_search: int
    few_waiting: int
    many_waiting: int
    many_decisions: int
    many_to_rebuild: int
    rounds: float


FULL = Size(
    few_people=50,
    many_people=5000,
    few_records=2,
    many_records=200,
    few_to_search=1000,
    many_to_search=100_000,
    few_waiting=5,
    many_waiting=500,
    many_decisions=10_000,
    many_to_rebuild=500,
    rounds=1,
)
QUICK = Size(
    few_people=5,
    many_people=60,
    few_records=2,
    many_records=4,
    few_to_search=20,
    many_to_search=100,
    few_waiting=5,
    many_waiting=30,
    many_decisions=20,
    many_to_rebuild=10,
    rounds=0,
)


@dataclass(frozen=True, kw_only=True)
class World:
    """What the works find. ``user`` is a practitioner of ``organisation`` and of the two with caseloads.

    ``quick_page`` is ``page`` drawn by Django's quicker form templates. ``notes``: sentences for the results.
    """

    size: Size
    user: User
    browser: Browser
    organisation: Organisation
    few: Organisation
    many: Organisation
    one_step: TemplateVersion
    whole_job: TemplateVersion
    five_pages: TemplateVersion
    page: ReferencePage
    quick_page: ReferencePage
    notes: list[str] = field(default_factory=list)

    def rounds(self, usual: int) -> int:
        """How many rounds to measure where a full run takes ``usual``."""
        return max(1, round(usual * self.size.rounds))

    def address(self, name: str, **names: Any) -> str:
        """The address of a page of the workspace in the organisation where forms are filled in."""
        return reverse(f"workspace:{name}", kwargs={"organisation": self.organisation.slug, **names})

    def new_person(self) -> Person:
        """Somebody without records."""
        with acting_for(self.organisation):
            return Person.objects.create(
                organisation=self.organisation,
                given_name="Ada",
                family_name=f"Example{next(_numbers)}",
                date_of_birth=date(1950, 1, 1),
                key_worker=self.user,
            )

    def new_draft(self, version: TemplateVersion, person: Person) -> Draft:
        """A form that was just begun."""
        with acting_for(self.organisation):
            return start(version=version, person=person, user=self.user)

    def new_record(
        self, person: Person, version: TemplateVersion, typed: Mapping[str, Any] | None = None
    ) -> Record:
        """A form filled in and signed; ``typed`` in place of what is usually typed."""
        with acting_for(self.organisation):
            draft = start(version=version, person=person, user=self.user)
            fields = Typed({**job_fields(), **(typed or {})})
            for section in version.outline.sections:
                entry: Entry = read_section(section, fields)
                save_section(draft, section, entry, source=Source(base=draft.revision), user=self.user)
            signed = sign(draft.token, user=self.user, statement="I sign this.")
        if not isinstance(signed, Record):
            raise AssertionError(f"The record could not be signed: {signed}")
        return signed

    def posted_to_page(self) -> dict[str, Any]:
        """The valid POST of the reference's page."""
        names = self.page.form_fields.order_by("sort_order").values_list("clean_name", flat=True)
        return questions.posted_to_wagtail(list(names))


class Typed(dict[str, Any]):
    """What was posted, as a section is read from it."""

    def getlist(self, name: str) -> list[str]:
        value = self.get(name, [])
        return value if isinstance(value, list) else [value]


def job_fields() -> dict[str, Any]:
    """Everything that is typed in the whole job, the measures' questions included."""
    typed = questions.posted(range(37))
    for fields in questions.MEASURES.values():
        typed |= fields
    return typed


def make_world(size: Size) -> World:
    """Make it in an empty database."""
    user = User.objects.create_user(
        username="bench", email="bench@example.org", password="", first_name="Sam", last_name="Bench"
    )
    organisation, few, many = (make_organisation(name, user) for name in ("bench", "few", "many"))
    _people(few, user, size.few_people)
    _people(many, user, size.many_people)
    world = World(
        size=size,
        user=user,
        browser=Browser(user),
        organisation=organisation,
        few=few,
        many=many,
        one_step=make_version(organisation, user, questions.ONE_STEP),
        whole_job=make_version(organisation, user, questions.WHOLE_JOB),
        five_pages=make_version(organisation, user, questions.FIVE_PAGES),
        page=_reference_page(drawn_by_jinja=False),
        quick_page=_reference_page(drawn_by_jinja=True),
    )
    expect(world.browser.get(world.address("caseload")), 200)  # Any page gives the cookie that a form needs.
    return world


def make_organisation(slug: str, user: User) -> Organisation:
    """A service that has the measures on, with ``user`` as its practitioner."""
    organisation = Organisation.objects.create(name=f"{slug.title()} service", slug=slug)
    Membership.objects.create(user=user, organisation=organisation, role=Role.PRACTITIONER)
    with acting_for(organisation):
        for plugin in PLUGINS:
            PluginUse.objects.create(
                organisation=organisation, plugin=plugin, on=True, licence_reference="BENCH-1"
            )
    return organisation


def make_version(organisation: Organisation, user: User, document: dict[str, Any]) -> TemplateVersion:
    """A form that is published."""
    with acting_for(organisation):
        form = FormTemplate.objects.create(
            organisation=organisation, title=document["title"], kind=document["x-aimwell"]["kind"]
        )
        measures = offers_of(organisation).measures
        return freeze(form, text=json.dumps(document, ensure_ascii=False), measures=measures, by=user)


def _people(organisation: Organisation, user: User, number: int) -> None:
    """A caseload: everybody has a review to come or past, every third no baseline, every tenth a draft."""
    version = make_version(organisation, user, questions.WHOLE_JOB)
    today = timezone.localdate()
    with acting_for(organisation):
        people = Person.objects.bulk_create(
            Person(
                organisation=organisation,
                given_name=f"Given{index % 97}",
                family_name=f"Family{index * 7919 % number:05}",
                date_of_birth=date(1930, 1, 1) + timedelta(days=index),
                key_worker=user,
                review_due=today + timedelta(days=index % 120 - 40),
                baseline_on=None if index % 3 == 0 else today - timedelta(days=90),
            )
            for index in range(number)
        )
        Draft.objects.bulk_create(
            Draft(organisation=organisation, person=person, version=version, started_by=user, saved_by=user)
            for person in people[::10]
        )


def _reference_page(*, drawn_by_jinja: bool) -> ReferencePage:
    page = ReferencePage(title="Forty questions", slug=f"forty{'-quick' if drawn_by_jinja else ''}")
    page.drawn_by_jinja = drawn_by_jinja
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
    for fields in questions.wagtail_fields():
        ReferenceField.objects.create(page=page, **fields)
    return page
