"""What a manager is told of each measure that her organisation made: versions, state, where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from aimwell.contracts import Json
from aimwell.formschema import Problem
from aimwell.library.models import FormTemplate
from aimwell.organisations.models import CustomMeasure, CustomMeasureVersion, Organisation
from aimwell.questionnaire import advice, define, problems, read_draft
from aimwell_cms.authoring.measures.forms import TIERS


@dataclass(frozen=True, kw_only=True)
class Use:
    """A published form that asks a measure, and which version of it."""

    form: FormTemplate
    number: int


@dataclass(frozen=True)
class MeasureRow:
    """One measure of an organisation."""

    measure: CustomMeasure
    versions: tuple[CustomMeasureVersion, ...]
    uses: tuple[Use, ...]

    @property
    def latest(self) -> CustomMeasureVersion | None:
        """The newest version."""
        return self.versions[0] if self.versions else None

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if self.latest is None:
            return "Draft, not in use yet"
        if not self.measure.on:
            return f"Withdrawn, version {self.latest.number}"
        changed = ", with a draft that is not in use" if self.has_changed else ""
        return f"In use, version {self.latest.number}{changed}"

    @property
    def has_changed(self) -> bool:
        """Whether the draft is something else than the latest version."""
        return self.latest is None or self.latest.text != self.measure.text

    @property
    def outdated(self) -> list[Use]:
        """The published forms that ask an older version than the latest."""
        return [use for use in self.uses if self.latest and use.number < self.latest.number]

    @cached_property
    def document(self) -> dict[str, Json]:
        """The draft."""
        return read_draft(self.measure.text)

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong with the draft."""
        return problems(self.document)

    @property
    def advice(self) -> list[Problem]:
        """What may not be meant in a draft that has no problems."""
        return [] if self.problems else advice(define(self.document))

    @property
    def tier(self) -> str:
        """The licence of the draft, in words."""
        return TIERS.get(self.document["licence"]["tier"], "")

    @property
    def needs_licence(self) -> bool:
        """Whether the draft is licensed, so that a reference is asked for before it is used."""
        return bool(self.document["licence"]["tier"] != "open")


def measure_rows(organisation: Organisation) -> list[MeasureRow]:
    """Every measure that the organisation made. Call it acting for the organisation."""
    measures = CustomMeasure.objects.filter(organisation=organisation).select_related("changed_by")
    found = list(measures.prefetch_related("versions__made_by"))
    uses = _uses(organisation) if found else []
    return [_row(measure, uses) for measure in found]


def measure_row(organisation: Organisation, name: str) -> MeasureRow | None:
    """One measure; None where there is none of that name."""
    return next((row for row in measure_rows(organisation) if row.measure.name == name), None)


def _row(measure: CustomMeasure, uses: Sequence[tuple[str, Use]]) -> MeasureRow:
    return MeasureRow(
        measure=measure,
        versions=tuple(measure.versions.all()),
        uses=tuple(use for name, use in uses if name == measure.name),
    )


def _uses(organisation: Organisation) -> list[tuple[str, Use]]:
    """The live forms of the organisation with each measure that has a numbered version."""
    live = FormTemplate.objects.filter(organisation=organisation, live__isnull=False).select_related("live")
    return [
        (name, Use(form=template, number=int(version)))
        for template in live
        for name, version in template.live.measures.items()
        if version.isdecimal()
    ]
