"""The eight aims in an organisation's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aimwell.organisations.models import Organisation, User
from aimwell.pathway.models import AimWording
from aimwell.pathway.rules.aims import DEFAULTS, Aim


def aims_of(organisation: Organisation) -> dict[str, Aim]:
    """The aims by code, in the organisation's words where it has some. Acting for it; one statement."""
    newest = AimWording.objects.filter(organisation=organisation).order_by("code", "-pk").distinct("code")
    own = {wording.code: wording for wording in newest}
    return {
        code: replace(aim, label=own[code].label, intent=own[code].intent) if code in own else aim
        for code, aim in DEFAULTS.items()
    }


def word_aims(organisation: Organisation, words: Mapping[str, tuple[str, str]], by: User) -> int:
    """Keep new words, ``{code: (label, intent)}``, for the aims that they change; how many that were."""
    now = aims_of(organisation)
    changed = [
        AimWording(organisation=organisation, code=code, label=label, intent=intent, set_by=by)
        for code, (label, intent) in words.items()
        if (now[code].label, now[code].intent) != (label, intent)
    ]
    AimWording.objects.bulk_create(changed)
    return len(changed)
