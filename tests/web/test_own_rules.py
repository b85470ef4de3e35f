"""An organisation's own decision tables, as forms ask them: the version in force decides, and is pinned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import make_draft, make_member, make_organisation, make_person, make_version
from own_tables import FACTORS, a_triage_form, make_table, make_table_version, our_document

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, RuleTable, User
from aimwell.organisations.offers import offers_of
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.organisations.tables import known_rule
from aimwell.records.decisions import Advice, advice_for, decide, is_decided
from aimwell.records.models import Decision, Draft
from aimwell.records.signing import sign

pytestmark = pytest.mark.django_db

SEVERE = {"factors": dict.fromkeys(FACTORS, 3)}
TODAY = timezone.localdate()


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours")


@pytest.fixture
def user(ours: Organisation) -> User:
    return make_member(ours, Role.SERVICE_MANAGER)


@pytest.fixture
def table(ours: Organisation, user: User) -> RuleTable:
    return make_table(ours, user)


@pytest.fixture
def form(ours: Organisation, user: User) -> TemplateVersion:
    return make_version(ours, user, a_triage_form())


def advised(form: TemplateVersion, organisation: Organisation) -> Advice | None:
    with acting_for(organisation):
        return advice_for(organisation, form.outline, SEVERE)


def decided_draft(form: TemplateVersion, organisation: Organisation, user: User) -> Draft:
    draft = make_draft(form, make_person(organisation), user, SEVERE)
    advice = advised(form, organisation)
    assert advice is not None
    with acting_for(organisation):
        assert decide(draft, advice, decision="urgent", reason="") == ""
    return draft


def test_the_version_in_force_decides_and_is_pinned(
    client: Client, ours: Organisation, user: User, table: RuleTable, form: TemplateVersion
) -> None:
    assert advised(form, ours) is None
    make_table_version(table, user)
    draft = decided_draft(form, ours, user)
    with acting_for(ours):
        record = sign(draft.token, user=user, statement="Checked")
        decision = Decision.objects.get(record=record)
    assert (decision.plugin, decision.rule, decision.rule_version) == ("custom", "our_triage", "1")
    assert (decision.recommended, decision.role) == ("urgent", "urgent")
    assert decision.rules[0]["id"] == "T1"
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/w/ours/records/{record.pk}/").content.decode()
    assert 'href="/cms/organisations/ours/rules/our_triage/versions/1/">version 1</a>' in page
    # A version that comes later explains nothing of what was decided by this one.
    make_table_version(table, user, label="Another")
    with acting_for(ours):
        pinned = known_rule(ours, decision.rule, decision.rule_version)
        assert pinned is not None
        assert pinned.rule.label.startswith("Our triage")
        assert Decision.objects.get(record=record).rules == decision.rules


def test_a_version_comes_into_force_on_its_day(ours: Organisation, user: User, table: RuleTable) -> None:
    make_table_version(table, user, TODAY - timedelta(days=1))
    make_table_version(table, user, TODAY + timedelta(days=1), label="Tomorrow")
    with acting_for(ours):
        known = known_rule(ours, "our_triage")
        assert known is not None
        assert known.rule.version == "1"
        assert known_rule(ours, "our_triage", "2") is not None
        assert known_rule(ours, "our_triage", "3") is None


def test_another_version_in_force_asks_for_the_decision_again(
    ours: Organisation, user: User, table: RuleTable, form: TemplateVersion
) -> None:
    make_table_version(table, user)
    draft = decided_draft(form, ours, user)
    assert is_decided(draft, advised(form, ours))
    make_table_version(table, user, label="Another")
    assert not is_decided(draft, advised(form, ours))


def test_forms_are_offered_tables_that_are_on_and_in_force(
    ours: Organisation, user: User, table: RuleTable, form: TemplateVersion
) -> None:
    def offered() -> set[str]:
        with acting_for(ours):
            return set(offers_of(ours).triage_rules)

    assert offered() == set()
    make_table_version(table, user)
    assert offered() == {"our_triage"}
    table.on = False
    with acting_for(ours):
        table.save()
    assert offered() == set()
    # A form that is published goes on asking it.
    assert advised(form, ours) is not None


def test_a_plugins_rule_stays_the_plugins(ours: Organisation, user: User) -> None:
    taken = make_table(ours, user, our_document("intended_outcome", "Ours"))
    make_table_version(taken, user)
    with acting_for(ours), CaptureQueriesContext(connection) as asked:
        known = known_rule(ours, "intended_outcome")
    assert known is not None
    assert not known.is_own
    assert len(asked) == 0


def test_nobody_else_has_it(user: User, table: RuleTable) -> None:
    make_table_version(table, user)
    theirs = make_organisation("theirs")
    with acting_for(theirs):
        assert known_rule(theirs, "our_triage") is None
        assert offers_of(theirs).triage_rules == {}
        # Not even by asking for another organisation's.
        assert known_rule(table.organisation, "our_triage") is None
