"""Who may do what in an organisation: five roles, each a set of capabilities."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a member is in one organisation."""

    ADMINISTRATOR = "administrator", "Organisation administrator"
    SERVICE_MANAGER = "service_manager", "Service manager"
    APPROVER = "approver", "Approver"
    PRACTITIONER = "practitioner", "Practitioner"
    READ_ONLY = "read_only", "Read only"


class May(models.TextChoices):
    """One thing that a member may do."""

    READ_RECORDS = "read_records", "read people's records"
    WRITE_RECORDS = "write_records", "fill in and sign forms"
    AUTHOR = "author", "write templates"
    PUBLISH = "publish", "publish templates"
    SEE_VIEWS = "see_views", "see who has looked at records"
    MANAGE_PLUGINS = "manage_plugins", "switch plugins on and set them"
    SET_APPROVAL = "set_approval", "say whether a second person approves templates"
    RUN_SERVICE = "run_service", "see how the service uses its time, and set what it aims for"
    MANAGE_MEMBERS = "manage_members", "say who is a member"


# An administrator runs the organisation's set-up and so has no need to read anybody's record.
# A service manager reads records, and so doesn't say who else does.
CAPABILITIES: dict[Role, frozenset[May]] = {
    Role.ADMINISTRATOR: frozenset(
        {May.AUTHOR, May.PUBLISH, May.MANAGE_PLUGINS, May.SET_APPROVAL, May.MANAGE_MEMBERS}
    ),
    Role.SERVICE_MANAGER: frozenset(May) - {May.MANAGE_MEMBERS},
    Role.APPROVER: frozenset({May.PUBLISH}),
    Role.PRACTITIONER: frozenset({May.READ_RECORDS, May.WRITE_RECORDS}),
    Role.READ_ONLY: frozenset({May.READ_RECORDS}),
}


def roles_that(capability: May) -> tuple[Role, ...]:
    """The roles that have a capability, in the order in which roles are declared."""
    return tuple(role for role in Role if capability in CAPABILITIES[role])
