"""Load the demonstration, through the same code as the application's own pages."""

from __future__ import annotations

import hashlib
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import override_settings

from aimwell.organisations.models import (
    ContentPackUpload,
    Membership,
    Organisation,
    PluginUse,
    Service,
    User,
)
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.places import SCHEMAS
from aimwell.plugins.content_pack import read_pack
from aimwell_cms.authoring.setup import provide
from aimwell_cms.demo.carers import load_carers
from aimwell_cms.demo.duplicates import load_duplicate
from aimwell_cms.demo.organisations import PASSWORD, SLUGS, DemoOrganisation, Staff, organisations
from aimwell_cms.demo.pages import publish_pages
from aimwell_cms.demo.people_loading import load_people
from aimwell_cms.demo.rules import load_rules
from aimwell_cms.demo.templates import publish_templates
from aimwell_cms.demo.work import load_work

PLUGINS = ("copm", "toms", "vas", "intended_outcome", "priority")
LICENCE = "Demo licence"


def load(today: date) -> bool:
    """Make both organisations as they stand on a day; False, and nothing done, where one is there already."""
    if Organisation.objects.filter(slug__in=SLUGS).exists():
        return False
    # Hashing is slow on purpose; one password needs it once.
    hashed = make_password(PASSWORD)
    # Nobody is written to about approvals that were made up.
    with (
        override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"),
        transaction.atomic(),
    ):
        for told in organisations():
            _load(told, today, hashed)
    return True


def _load(told: DemoOrganisation, today: date, hashed: str) -> None:
    organisation = Organisation.objects.create(name=told.name, slug=told.slug, colour=told.colour)
    members = {staff.email: _member(organisation, staff, hashed) for staff in told.staff}
    manager = members[told.with_role(Role.SERVICE_MANAGER)[0].email]
    approver = members[told.with_role(Role.APPROVER)[0].email]
    with acting_for(organisation):
        services = {
            name: Service.objects.create(organisation=organisation, name=name) for name in told.services
        }
        for plugin in PLUGINS:
            PluginUse.objects.create(
                organisation=organisation, plugin=plugin, on=True, licence_reference=LICENCE
            )
        _bring_wording(organisation, manager)
        page = provide(organisation)
        publish_templates(organisation, manager, approver, today)
        publish_pages(page, told.pages, manager, today)
        load_people(organisation, told, members, services, today)
        load_duplicate(organisation, told, manager, today)
        load_carers(organisation, told, today)
        load_rules(organisation, told, manager, approver, today)
        load_work(organisation, told, members, services, today)


def _bring_wording(organisation: Organisation, manager: User) -> None:
    """Take in the example content packs: neutral words, where a licensed organisation has the real ones."""
    for file in sorted((SCHEMAS / "examples" / "content-packs").glob("*.json")):
        text = file.read_text(encoding="utf-8")
        ContentPackUpload.objects.create(
            organisation=organisation,
            measure=read_pack(text).measure,
            text=text,
            fingerprint=hashlib.sha256(text.encode()).hexdigest(),
            uploaded_by=manager,
        )


def _member(organisation: Organisation, staff: Staff, hashed: str) -> User:
    first, last = staff.name.split(maxsplit=1)
    user = User.objects.create(
        username=staff.email,
        email=staff.email,
        first_name=first,
        last_name=last,
        profession=staff.profession,
        password=hashed,
    )
    Membership.objects.create(user=user, organisation=organisation, role=staff.role, band=staff.band)
    return user
