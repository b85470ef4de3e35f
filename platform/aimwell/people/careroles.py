"""The roles that can be chosen in care teams: an organisation's own list, or the usual one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aimwell.organisations.models import Organisation
from aimwell.people.models import CareRole

USUAL: Mapping[str, tuple[str, ...]] = {
    CareRole.Kind.PROFESSIONAL.value: (
        "Care co-ordinator",
        "Dietitian",
        "Nurse",
        "Occupational therapist",
        "Physiotherapist",
        "Psychologist",
        "Social worker",
        "Speech and language therapist",
        "Support worker",
    ),
    CareRole.Kind.LIVED_EXPERIENCE.value: (
        "Expert by experience",
        "Peer support worker",
        "Carer peer worker",
    ),
    CareRole.Kind.PARTNER.value: (
        "Advocate",
        "GP",
        "Home care provider",
        "Housing officer",
        "Voluntary organisation",
    ),
}
"""What is offered until an organisation has a list of its own."""


def roles_of(organisation: Organisation) -> dict[str, list[str]]:
    """Names of roles by their kind, in their order."""
    own = list(CareRole.objects.filter(organisation=organisation))
    if not own:
        return {kind: list(names) for kind, names in USUAL.items()}
    return {kind.value: [role.name for role in own if role.kind == kind.value] for kind in CareRole.Kind}


def set_roles(organisation: Organisation, roles: Mapping[str, Sequence[str]]) -> None:
    """Take these in place of what was offered. A name that stands twice counts once."""
    CareRole.objects.filter(organisation=organisation).delete()
    first = {name: kind for kind, names in reversed(list(roles.items())) for name in reversed(names)}
    CareRole.objects.bulk_create(
        CareRole(organisation=organisation, kind=kind, name=name)
        for kind, names in roles.items()
        for name in dict.fromkeys(names)
        if first[name] == kind
    )
