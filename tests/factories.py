"""Rows for tests, made as the application makes them.

Each function acts for the organisation that it is given.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from aimwell.levels.activities import Work, enter
from aimwell.levels.kinds import kind_of
from aimwell.levels.models import Activity, TargetGroup
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

PASSWORD = "a long pass phrase"
_numbers = count(1)

TWO_SECTIONS: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Short assessment",
    "type": "object",
    "x-aimwell": {"kind": "assessment", "language": "en-GB"},
    "properties": {
        "about": {
            "type": "object",
            "title": "About you",
            "properties": {
                "matters": {"type": "string", "title": "What matters to you?", "maxLength": 1000},
                "lives_alone": {"type": "boolean", "title": "Do you live alone?"},
                "who": {
                    "type": "string",
                    "title": "Who lives with you?",
                    "x-aimwell": {
                        "when": {"question": "about/lives_alone", "operator": "equals", "value": False}
                    },
                },
            },
            "required": ["matters"],
        },
        "days": {
            "type": "object",
            "title": "Your days",
            "properties": {
                "falls": {"type": "integer", "title": "Falls in the last month", "minimum": 0, "maximum": 99}
            },
        },
    },
}


def make_organisation(
    slug: str = "ours", *, plugins: tuple[str, ...] = (), approval: bool = False
) -> Organisation:
    """An organisation with the named plugins on, where one person alone publishes unless ``approval``."""
    organisation = Organisation.objects.create(
        name=f"{slug.title()} service", slug=slug, approval_needed=approval
    )
    switch_on(organisation, *plugins)
    return organisation


def switch_on(organisation: Organisation, *plugins: str) -> None:
    """Switch plugins on."""
    with acting_for(organisation):
        for plugin in plugins:
            PluginUse.objects.update_or_create(
                organisation=organisation, plugin=plugin, defaults={"on": True, "licence_reference": "TEST-1"}
            )


def make_member(organisation: Organisation, role: Role = Role.PRACTITIONER) -> User:
    """Somebody with a role; signs in with PASSWORD."""
    number = next(_numbers)
    user = User.objects.create_user(
        username=f"user{number}",
        email=f"user{number}@example.org",
        password=PASSWORD,
        first_name="Sam",
        last_name=f"Member{number}",
    )
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def make_person(organisation: Organisation, **fields: Any) -> Person:
    """A person of the organisation."""
    given: dict[str, Any] = {
        "given_name": "Ada",
        "family_name": f"Example{next(_numbers)}",
        "date_of_birth": date(1950, 1, 1),
    }
    with acting_for(organisation):
        return Person.objects.create(organisation=organisation, **given | fields)


def make_version(
    organisation: Organisation, author: User, document: dict[str, Any] | None = None
) -> TemplateVersion:
    """A published version of a template."""
    document = document or TWO_SECTIONS
    with acting_for(organisation):
        template = FormTemplate.objects.create(
            organisation=organisation,
            title=document["title"],
            kind=document.get("x-aimwell", {}).get("kind", "other"),
        )
        return freeze(
            template,
            text=json.dumps(document, ensure_ascii=False),
            measures=offers_of(organisation).measures,
            by=author,
        )


def make_draft(
    version: TemplateVersion, person: Person, user: User, answers: dict[str, Any] | None = None
) -> Draft:
    """A draft with answers (``{section: {question: answer}}``) saved section by section."""
    with acting_for(person.organisation):
        draft = start(version=version, person=person, user=user)
        for section in version.outline.sections:
            if answers and section.key in answers:
                entry = Entry(answers=answers[section.key], unread={})
                save_section(draft, section, entry, source=Source(base=draft.revision), user=user)
        return draft


def make_record(
    version: TemplateVersion, person: Person, user: User, answers: dict[str, Any] | None = None
) -> Record:
    """A signed record."""
    answers = answers or {"about": {"matters": "My garden", "lives_alone": True}, "days": {"falls": 1}}
    draft = make_draft(version, person, user, answers)
    with acting_for(person.organisation):
        signed = sign(draft.token, user=user, statement=f"Signed on {timezone.localdate()}")
    assert isinstance(signed, Record), signed
    return signed


def make_activity(
    organisation: Organisation, user: User, kind: str = "2-training", *, group: str = "", **said: Any
) -> Activity:
    """An hour of work today, without a client record, for the group of this name."""
    given = {
        "on": timezone.localdate(),
        "minutes": 60,
        "service": None,
        "with_whom": "",
        "people_reached": None,
        "what": "",
        "outcome": "",
    }
    with acting_for(organisation):
        target = (
            TargetGroup.objects.get_or_create(
                organisation=organisation, name=group, defaults={"definition": "screening"}
            )[0]
            if group
            else None
        )
        work = Work(kind=kind_of(kind), target_group=target, **given | said)
        return enter(organisation, work, user=user)
