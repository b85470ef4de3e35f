"""What a manager is told of each of her decision tables: versions, state, where it is used."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from aimwell.contracts import Json
from aimwell.formschema import Problem
from aimwell.library.models import FormTemplate
from aimwell.organisations.models import Organisation, RuleTable, RuleTableSubmission, RuleTableVersion
from aimwell.ruletables import CaseResult, Checked, Table, case_results, check, table_of
from aimwell_cms.authoring.ruletables.words import problems_of

DEFAULT_MARK = "A default of Aimwell: needs local sign-off"


@dataclass(frozen=True)
class TableRow:
    """One table of an organisation."""

    table: RuleTable
    versions: tuple[RuleTableVersion, ...]
    submissions: tuple[RuleTableSubmission, ...]
    uses: tuple[FormTemplate, ...]
    today: date

    @property
    def in_force(self) -> RuleTableVersion | None:
        """The version by which is decided today."""
        return next((version for version in self.versions if version.effective_from <= self.today), None)

    @property
    def coming(self) -> tuple[RuleTableVersion, ...]:
        """Approved versions whose day has not come, the next one first."""
        number = self.in_force.number if self.in_force else 0
        ahead = [one for one in self.versions if one.number > number and one.effective_from > self.today]
        return tuple(sorted(ahead, key=lambda one: (one.effective_from, one.number)))

    @property
    def latest(self) -> RuleTableVersion | None:
        """The newest version."""
        return self.versions[0] if self.versions else None

    @property
    def waiting(self) -> RuleTableSubmission | None:
        """What waits for approval."""
        return next((one for one in self.submissions if one.outcome == "waiting"), None)

    @property
    def returned(self) -> RuleTableSubmission | None:
        """What was sent back, while nothing newer was submitted."""
        newest = self.submissions[0] if self.submissions else None
        return newest if newest is not None and newest.outcome == "returned" else None

    @property
    def has_changed(self) -> bool:
        """Whether the draft is something else than the latest version."""
        return self.latest is None or self.latest.text != self.table.text

    @property
    def needs_sign_off(self) -> bool:
        """Whether the draft is a default that nobody here has signed off."""
        return bool(self.document.get("default"))

    @property
    def is_review_due(self) -> bool:
        """Whether the day has come on which somebody wanted to look at it again."""
        return self.in_force is not None and (self.in_force.review_on or date.max) <= self.today

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        parts = []
        if self.in_force is not None:
            parts.append(f"In force, version {self.in_force.number}")
        elif not self.submissions and not self.versions:
            parts.append("Draft, never approved")
        if not self.table.on:
            parts.append("not offered to new forms")
        parts += [
            f"version {one.number} comes into force on {date_format(one.effective_from, 'j F Y')}"
            for one in self.coming
        ]
        if self.waiting is not None:
            parts.append("a draft waits for approval")
        elif self.returned is not None:
            parts.append("the draft was returned with a comment")
        elif self.versions and self.has_changed:
            parts.append("with a draft that is not in force")
        told = ", ".join(parts)
        return told[:1].upper() + told[1:]

    @cached_property
    def document(self) -> dict[str, Json]:
        """The draft."""
        return dict(json.loads(self.table.text))

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with the draft, so that it isn't a table yet."""
        return problems_of(self.document)

    @cached_property
    def as_table(self) -> Table | None:
        """The draft as a table; None while it has problems."""
        return None if self.problems else table_of(self.document)

    @property
    def checked(self) -> Checked | None:
        """What the check of the draft finds; None while it has problems."""
        return None if self.problems else checked(self.table.text)

    @property
    def cases(self) -> Sequence[CaseResult]:
        """Its cases, replayed; none while it has problems."""
        return () if self.as_table is None else case_results(self.as_table)


# A text is checked once a process: the same page shows it, and so do the one after a save and the approver's.
@lru_cache(maxsize=64)
def checked(text: str) -> Checked:
    """What the check of a text finds. It must be a table."""
    return check(table_of(json.loads(text)))


def text_of(document: Mapping[str, Json]) -> str:
    """The text of a draft."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def table_rows(organisation: Organisation) -> list[TableRow]:
    """Every table of the organisation. Call it acting for the organisation."""
    tables = RuleTable.objects.filter(organisation=organisation).select_related("changed_by")
    found = list(
        tables.prefetch_related(
            "versions__made_by",
            "versions__approved_by",
            "submissions__submitted_by",
            "submissions__decided_by",
        )
    )
    uses = _uses(organisation) if found else []
    today = timezone.localdate()
    return [
        TableRow(
            table=table,
            versions=tuple(table.versions.all()),
            submissions=tuple(table.submissions.all()),
            uses=tuple(form for name, form in uses if name == table.name),
            today=today,
        )
        for table in found
    ]


def table_row(organisation: Organisation, name: str) -> TableRow | None:
    """One table; None where there is none of that name."""
    return next((row for row in table_rows(organisation) if row.table.name == name), None)


def _uses(organisation: Organisation) -> list[tuple[str, FormTemplate]]:
    """The live forms of the organisation that ask a rule, each with the rule's name."""
    live = FormTemplate.objects.filter(organisation=organisation, live__isnull=False).select_related("live")
    asking = [(template.live.outline.triage, template) for template in live]
    return [(link.rule, template) for link, template in asking if link is not None]
