"""Decision tables from a draft to a version: keep, submit, approve or return, take back."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import lru_cache

from django.db import transaction
from django.utils import timezone

from aimwell.organisations.measure_making import slug_of
from aimwell.organisations.models import (
    Organisation,
    RuleTable,
    RuleTableSubmission,
    RuleTableVersion,
    User,
)
from aimwell.plugins import installed_plugins
from aimwell.ruletables import TableRefused, check, read_table

Outcome = RuleTableSubmission.Outcome


class StepRefused(Exception):
    """A step that isn't taken; says in plain words why, and what to do."""


def new_table(organisation: Organisation, name: str, label: str, text: str, *, by: User) -> RuleTable:
    """A table with its first draft. ``name`` must be free: see ``free_table_name``."""
    return RuleTable.objects.create(
        organisation=organisation, name=name, label=label_of(label), text=text, changed_by=by
    )


def save_table(table: RuleTable, label: str, text: str, *, by: User) -> None:
    """Keep a draft, whatever it holds; the one before it can be gone back to."""
    if text == table.text:
        return
    table.previous, table.text, table.changed_by = table.text, text, by
    table.label = label_of(label)
    table.save(update_fields=["previous", "text", "label", "changed_by", "changed_at"])


@transaction.atomic
def submit(
    table: RuleTable, *, by: User, note: str, effective_from: date | None, review_on: date | None
) -> RuleTableSubmission:
    """Hand the draft over for approval, as it stands. Raises StepRefused.

    What is typed into the draft afterwards is not in it.
    """
    table = RuleTable.objects.select_for_update().get(pk=table.pk)
    if waiting(table) is not None:
        raise StepRefused("A draft of this table waits for approval already. Decide on it, or take it back.")
    latest = table.versions.first()
    if latest is not None and latest.text == table.text:
        raise StepRefused(f"The draft says the same as version {latest.number}. There is nothing to approve.")
    if stops := reasons_against(table.name, table.text):
        raise StepRefused(" ".join(stops))
    return RuleTableSubmission.objects.create(
        organisation_id=table.organisation_id,
        table=table,
        text=table.text,
        fingerprint=fingerprint_of(table.text),
        note=note,
        effective_from=effective_from,
        review_on=review_on,
        submitted_by=by,
    )


@transaction.atomic
def approve(submission: RuleTableSubmission, *, by: User, comment: str = "") -> RuleTableVersion:
    """Make what was submitted the next version. Raises StepRefused.

    It comes into force on its day, or today where none was named or that day has passed. A default that is
    approved is signed off: it is no longer marked as one.
    """
    submission = _locked(submission)
    if not may_approve(submission, by):
        raise StepRefused("You submitted this yourself. Somebody else who may publish has to approve it.")
    if stops := reasons_against(submission.table.name, submission.text):
        raise StepRefused(" ".join(stops))
    _decided(submission, Outcome.APPROVED, by=by, comment=comment)
    table, text = submission.table, signed_off(submission.text)
    if table.text == submission.text != text:
        save_table(table, table.label, text, by=by)
    latest = table.versions.first()
    today = timezone.localdate()
    return RuleTableVersion.objects.create(
        organisation_id=submission.organisation_id,
        table=table,
        number=1 if latest is None else latest.number + 1,
        text=text,
        fingerprint=fingerprint_of(text),
        note=submission.note,
        made_by=submission.submitted_by,
        approved_by=by,
        approved_at=submission.decided_at,
        effective_from=max(submission.effective_from or today, today),
        review_on=submission.review_on,
    )


@transaction.atomic
def give_back(submission: RuleTableSubmission, *, by: User, comment: str) -> None:
    """Return what was submitted, with what should change. Raises StepRefused."""
    submission = _locked(submission)
    if submission.submitted_by_id == by.pk:
        raise StepRefused("You submitted this yourself. Take it back instead.")
    if not comment.strip():
        raise StepRefused("Say what should change.")
    _decided(submission, Outcome.RETURNED, by=by, comment=comment)


@transaction.atomic
def take_back(submission: RuleTableSubmission, *, by: User) -> None:
    """End a submission without a decision. Raises StepRefused where somebody else submitted it."""
    submission = _locked(submission)
    if submission.submitted_by_id != by.pk:
        raise StepRefused(f"{submission.submitted_by} submitted this. You can return it with a comment.")
    _decided(submission, Outcome.TAKEN_BACK, by=by, comment="")


def may_approve(submission: RuleTableSubmission, user: User) -> bool:
    """Whether one of those who may publish may approve this: a second person, where that is asked for."""
    return submission.submitted_by_id != user.pk or not submission.organisation.approval_needed


def waiting(table: RuleTable) -> RuleTableSubmission | None:
    """What of a table waits for approval."""
    return table.submissions.filter(outcome=Outcome.WAITING).first()


def _locked(submission: RuleTableSubmission) -> RuleTableSubmission:
    RuleTable.objects.select_for_update().get(pk=submission.table_id)
    again = RuleTableSubmission.objects.select_related("table", "organisation", "submitted_by")
    found = again.get(pk=submission.pk)
    if found.outcome != Outcome.WAITING:
        raise StepRefused("Somebody has decided on this already.")
    return found


def _decided(submission: RuleTableSubmission, outcome: str, *, by: User, comment: str) -> None:
    submission.outcome, submission.comment = outcome, comment.strip()
    submission.decided_by, submission.decided_at = by, timezone.now()
    submission.save(update_fields=["outcome", "comment", "decided_by", "decided_at"])


def reasons_against(name: str, text: str) -> list[str]:
    """Why a text can't become a version of the table of this name: sentences, none where it can."""
    if rule_name_is_a_plugins(name):
        return [
            f"A plugin that is installed here has a rule named “{name}”. Copy this table, and use the copy."
        ]
    return list(_stops(text))


# The largest tables take seconds to check, and the same text is asked about again and again.
@lru_cache(maxsize=64)
def _stops(text: str) -> tuple[str, ...]:
    try:
        table = read_table(text)
    except TableRefused as refused:
        return tuple(f"{problem.message} {problem.remedy}" for problem in refused.problems)
    return tuple(f"{found.message} {found.remedy}" for found in check(table).findings if found.stops)


def rule_name_is_a_plugins(name: str) -> bool:
    """Whether an installed plugin offers a triage rule of this name, whoever has it on."""
    return name in installed_plugins().triage_rules


def free_table_name(organisation: Organisation, label: str) -> str:
    """A name made from a label that neither a plugin's rule nor another table of the organisation has."""
    stem = slug_of(label, "rules")
    taken = set(RuleTable.objects.filter(organisation=organisation).values_list("name", flat=True))
    name, again = stem, 1
    while name in taken or rule_name_is_a_plugins(name):
        again += 1
        name = f"{stem}_{again}"
    return name


def signed_off(text: str) -> str:
    """A table's text without the mark that it is a default of this project's."""
    document = json.loads(text)
    if not document.pop("default", False):
        return text
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def fingerprint_of(text: str) -> str:
    """SHA-256 (hex) of a table's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def label_of(label: str) -> str:
    """What a draft is called in lists, whatever was typed as its name."""
    return label.strip()[:200] or "Rules without a name"
