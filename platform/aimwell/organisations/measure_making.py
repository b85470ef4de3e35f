"""Make measures without code: a draft that changes, and versions that never do."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping

from django.db import transaction

from aimwell.contracts import Json
from aimwell.formschema import Problem
from aimwell.organisations.models import CustomMeasure, CustomMeasureVersion, Organisation, User
from aimwell.plugins import installed_plugins
from aimwell.plugins.offers import offer_faults
from aimwell.questionnaire import built, problems, read_draft


class NotUsableError(Exception):
    """Why a draft can't become a version. ``problems`` holds every reason."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def new_measure(organisation: Organisation, text: str, *, by: User) -> CustomMeasure:
    """A measure with its first draft. The ``name`` in it must be free: see ``free_name``."""
    document = read_draft(text)
    return CustomMeasure.objects.create(
        organisation=organisation,
        name=document["name"],
        label=label_of(document),
        text=text,
        changed_by=by,
    )


def save_draft(measure: CustomMeasure, text: str, *, by: User) -> None:
    """Keep a draft; the one before it can be gone back to."""
    if text == measure.text:
        return
    measure.previous, measure.text, measure.changed_by = measure.text, text, by
    measure.label = label_of(read_draft(text))
    measure.save(update_fields=["previous", "text", "label", "changed_by", "changed_at"])


def use_draft(measure: CustomMeasure, *, by: User, note: str = "") -> CustomMeasureVersion:
    """Freeze the draft as the next version and offer it to forms. Raises NotUsableError.

    A draft that is the latest version already is offered again, and no version is made.
    """
    with transaction.atomic():
        measure = CustomMeasure.objects.select_for_update().get(pk=measure.pk)
        latest = measure.versions.first()
        number = 1 if latest is None else latest.number + 1
        if found := reasons_against(measure, number):
            raise NotUsableError(*found)
        if latest is None or latest.text != measure.text:
            latest = CustomMeasureVersion.objects.create(
                organisation_id=measure.organisation_id,
                measure=measure,
                number=number,
                text=measure.text,
                fingerprint=hashlib.sha256(measure.text.encode()).hexdigest(),
                note=note,
                made_by=by,
            )
        measure.on = True
        measure.save(update_fields=["on"])
        return latest


def reasons_against(measure: CustomMeasure, number: int) -> list[Problem]:
    """Why the draft can't become version ``number``: its problems, its name, its licence."""
    if found := problems(read_draft(measure.text)):
        return found
    made = built(measure.text, str(number))
    found = [
        Problem(id="contract", place="", message=f"The measure can’t be used: {fault}.", remedy="Change it.")
        for fault in offer_faults(made)
    ]
    if name_is_a_plugins(measure.name):
        found.append(
            Problem(
                id="name-taken",
                place="/label",
                message=f"A plugin that is installed here has a measure named “{measure.name}”.",
                remedy="Copy this measure: the copy gets a name of its own.",
            )
        )
    if made.licence.needs_reference and not measure.licence_reference:
        found.append(
            Problem(
                id="no-licence",
                place="/licence/tier",
                message="The measure is licensed, and no licence reference is recorded.",
                remedy="Enter the reference of your licence.",
            )
        )
    return found


def name_is_a_plugins(name: str) -> bool:
    """Whether an installed plugin offers a measure of this name, whoever has it on."""
    return name in installed_plugins().measures


def free_name(organisation: Organisation, label: str) -> str:
    """A name made from a label that neither a plugin's measure nor another of the organisation has."""
    stem = slug_of(label)
    taken = set(CustomMeasure.objects.filter(organisation=organisation).values_list("name", flat=True))
    name, again = stem, 1
    while name in taken or name_is_a_plugins(name):
        again += 1
        name = f"{stem}_{again}"
    return name


def slug_of(label: str, otherwise: str = "measure") -> str:
    """A name in small letters, digits and _, made from a label; ``otherwise`` goes before one of digits."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return (words if words[:1].isalpha() else f"{otherwise}_{words}".strip("_"))[:56].rstrip("_")


def label_of(document: Mapping[str, Json]) -> str:
    """What a draft is called in lists, whatever was typed as its name."""
    return str(document.get("label") or "").strip()[:200] or "Measure without a name"
