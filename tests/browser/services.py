"""A service, its staff and a person that they work with: what a journey is given."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from factories import make_draft, make_member, make_organisation, make_person, make_version
from journey_forms import EVERYDAY_LIFE

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.people.models import Person
from aimwell.records.models import Draft, Record

_numbers = count(1)


@dataclass
class Service:
    """An organisation with a practitioner, the person whose key worker he is, and a published form."""

    organisation: Organisation
    practitioner: User
    person: Person
    version: TemplateVersion

    def begun(self, answers: dict[str, Any] | None = None) -> Draft:
        """A draft of the form."""
        return make_draft(self.version, self.person, self.practitioner, answers)

    def colleague(self, role: Role = Role.PRACTITIONER) -> User:
        """Somebody else who works here."""
        return make_member(self.organisation, role)

    def path(self, draft: Draft, step: str = "") -> str:
        """The address of a step of a draft."""
        return f"/w/{self.organisation.slug}/drafts/{draft.token}/" + (f"{step}/" if step else "")

    def answers(self, draft: Draft) -> Any:
        """What the database has of a draft."""
        with acting_for(self.organisation):
            return Draft.objects.get(pk=draft.pk).answers

    def records(self) -> list[Record]:
        """Every record of the organisation, oldest first."""
        with acting_for(self.organisation):
            return list(Record.objects.order_by("signed_at"))


def a_service(document: dict[str, Any] = EVERYDAY_LIFE) -> Service:
    """A service of its own for one journey."""
    organisation = make_organisation(f"service-{next(_numbers)}", plugins=("copm", "vas"))
    practitioner = make_member(organisation)
    person = make_person(organisation, given_name="Ada", family_name="Example", key_worker=practitioner)
    version = make_version(organisation, practitioner, document)
    return Service(organisation=organisation, practitioner=practitioner, person=person, version=version)
