"""What was signed or published can't be changed or deleted, whatever code asks for it."""

import pytest
from django.db import DatabaseError, transaction
from factories import make_member, make_organisation, make_person, make_record, make_version
from own_tables import make_table

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import RuleTableSubmission, RuleTableVersion, ViewLog
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.organisations.table_making import approve, submit
from aimwell.records.models import Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    organisation = make_organisation("ours")
    practitioner = make_member(organisation, Role.PRACTITIONER)
    with acting_for(organisation):
        version = make_version(organisation, practitioner)
        yield make_record(version, make_person(organisation), practitioner)


def refused(act) -> None:
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        act()


def test_a_signed_record_is_neither_changed_nor_deleted(record):
    refused(lambda: Record.objects.update(answers={}))
    refused(lambda: Record.objects.all().delete())


def test_a_published_version_is_neither_changed_nor_deleted(record):
    refused(lambda: TemplateVersion.objects.update(text="{}"))
    refused(lambda: TemplateVersion.objects.all()._raw_delete("default"))


def test_the_log_of_views_is_only_added_to(record):
    ViewLog.objects.create(
        organisation=record.organisation,
        user=record.signed_by,
        action="viewed",
        object_type="record",
        object_id=1,
    )
    refused(lambda: ViewLog.objects.update(object_id=2))
    refused(lambda: ViewLog.objects.all().delete())


def test_a_version_of_a_table_never_changes_and_a_submission_is_decided_once(record):
    organisation, user = record.organisation, make_member(record.organisation, Role.APPROVER)
    table = make_table(organisation, record.signed_by)
    submission = submit(table, by=record.signed_by, note="", effective_from=None, review_on=None)
    refused(lambda: RuleTableSubmission.objects.update(text="{}"))
    version = approve(submission, by=user)
    refused(lambda: RuleTableVersion.objects.update(effective_from=version.effective_from))
    refused(lambda: RuleTableVersion.objects.all()._raw_delete("default"))
    refused(lambda: RuleTableSubmission.objects.update(outcome="returned"))
    refused(lambda: RuleTableSubmission.objects.all()._raw_delete("default"))
