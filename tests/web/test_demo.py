"""The demonstration: fictional people in each organisation, valid and the same every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from editor import make_editor, signed_in
from jsonschema import Draft202012Validator

from aimwell.formschema.feeds import AIMS
from aimwell.levels.mix import report
from aimwell.levels.models import Activity, TargetGroup
from aimwell.levels.periods import period
from aimwell.library.models import FormTemplate, TemplateVersion
from aimwell.organisations.models import Membership, Organisation, PluginFailure, PluginUse, RuleTableVersion
from aimwell.organisations.scope import acting_for
from aimwell.organisations.tables import known_rule
from aimwell.pathway.models import EpisodeRow, PathwayRow
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.rules.states import State
from aimwell.pathway.rules.story import Story
from aimwell.pathway.rules.tasks import tasks_of
from aimwell.pathway.stream import events_of
from aimwell.people import nhsnumber
from aimwell.people.models import Carer, Person
from aimwell.records.models import Change, Decision, Draft, Record, Score
from aimwell_cms.authoring.cases.replaying import replays_of
from aimwell_cms.authoring.models import ReviewForm, TemplatePage
from aimwell_cms.demo import sign_ins
from aimwell_cms.demo.loading import load
from aimwell_cms.demo.organisations import SLUGS

LONDON = ZoneInfo("Europe/London")
each_organisation = pytest.mark.parametrize("slug", SLUGS)


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Loaded once for this file, and gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load(timezone.localdate())
        yield
        transaction.set_rollback(True)


pytestmark = [
    pytest.mark.usefixtures("_loaded"),
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),  # In one worker: it is loaded once.
]


@pytest.fixture
def organisation(slug: str) -> Iterator[Organisation]:
    found = Organisation.objects.get(slug=slug)
    with acting_for(found):
        yield found


def story_of(person: Person) -> Story:
    return fold(events_of(person))


@each_organisation
def test_everybody_is_there(organisation: Organisation) -> None:
    assert Person.objects.filter(merged_into=None).count() == 35
    roles = Counter(Membership.objects.filter(organisation=organisation).values_list("role", flat=True))
    assert roles == {
        "administrator": 1,
        "service_manager": 1,
        "approver": 1,
        "practitioner": 2,
        "read_only": 1,
    }
    assert Record.objects.count() > 100
    assert Draft.objects.count() == 5
    assert Record.objects.exclude(amends=None).count() == 2


@each_organisation
def test_something_waits_to_be_done(organisation: Organisation) -> None:
    today = timezone.localdate()
    assert 3 <= Person.objects.filter(review_due__lt=today).count() <= 10
    assert Person.objects.filter(review_due__range=(today, today + timedelta(weeks=4))).exists()
    assert 3 <= Person.objects.filter(baseline_on=None).count() <= 12
    assert Person.objects.exclude(communication_needs="").exists()


@each_organisation
def test_nhs_numbers_belong_to_nobody(organisation: Organisation) -> None:
    numbers = list(Person.objects.exclude(nhs_number="").values_list("nhs_number", flat=True))
    assert len(set(numbers)) == 35
    assert all(number.startswith("999") and nhsnumber.normalise(number) == number for number in numbers)


@each_organisation
def test_any_validator_finds_every_record_valid(organisation: Organisation) -> None:
    validators: dict[int, Draft202012Validator] = {}
    for record in Record.objects.select_related("version"):
        if record.version_id not in validators:
            schema = record.version.schema
            Draft202012Validator.check_schema(schema)
            validators[record.version_id] = Draft202012Validator(
                schema, format_checker=Draft202012Validator.FORMAT_CHECKER
            )
        errors = list(validators[record.version_id].iter_errors(record.answers))
        assert not errors, [(record.version.kind, error.json_path, error.validator) for error in errors]


@each_organisation
def test_records_are_signed_in_office_hours_and_after_their_template(organisation: Organisation) -> None:
    now = timezone.now()
    for record in Record.objects.select_related("version"):
        signed = record.signed_at.astimezone(LONDON)
        assert signed.weekday() < 5
        assert 9 <= signed.hour < 18
        assert record.version.published_at < record.signed_at < now
        assert (now - record.signed_at).days < 400


@each_organisation
def test_forms_follow_each_other_as_care_does(organisation: Organisation) -> None:
    order = ["request", "triage", "assessment", "support_plan", "review"]
    for person in Person.objects.prefetch_related("records__version"):
        records = sorted(person.records.filter(amends=None), key=lambda record: record.signed_at)
        steps = [order.index(record.version.kind) for record in records]
        assert steps == sorted(steps)
        assert all(record.signed_at > person.created_at for record in records)


@each_organisation
def test_people_mostly_get_better_and_not_all_do(organisation: Organisation) -> None:
    meanings = Counter(value["meaning"] for change in Change.objects.all() for value in change.values)
    assert meanings["improved"] > meanings["declined"] > 0
    assert meanings["no meaningful change"] > 0
    assert meanings["not computable"] > 0
    assert not Score.objects.exclude(failure="").exists()
    assert not PluginFailure.objects.exists()


@each_organisation
def test_practitioners_follow_the_rule_and_sometimes_not(organisation: Organisation) -> None:
    decisions = list(Decision.objects.all())
    assert len(decisions) == Record.objects.filter(version__kind__in=("triage", "assessment")).count()
    others = [decision for decision in decisions if decision.decided != decision.recommended]
    assert 0 < len(others) < len(decisions) / 2
    assert all(decision.reason for decision in others)


@each_organisation
def test_people_are_everywhere_on_the_pathway(organisation: Organisation) -> None:
    assert set(PathwayRow.objects.values_list("state", flat=True)) == set(State) - {"between"}
    assert set(EpisodeRow.objects.values_list("aim", flat=True)) == set(AIMS)
    assert set(EpisodeRow.objects.values_list("success", flat=True)) >= {"", "met", "partly", "not_met"}
    stories = [story_of(person) for person in Person.objects.filter(merged_into=None)]
    assert not any(story.unplaced for story in stories)
    ended = [
        one.verdict for story in stories for way in story.pathways for one in way.episodes if not one.open
    ]
    assert any(verdict.overrides and verdict.reason for verdict in ended)
    kept = EpisodeRow.objects.filter(aim="maintain", success="met", direction="worse")
    assert kept.exists(), "No decline within the threshold succeeds under “maintain”."
    alerts = [alert for story in stories for alert in story.alerts]
    assert {alert.acknowledged is None for alert in alerts} == {True, False}
    handovers = [way.handover for story in stories for way in story.pathways if way.handover]
    assert {handover.accepted for handover in handovers} == {True, None}
    assert any(len({view.says for view in review.views}) > 1 for story in stories for review in story.reviews)
    assert any(not one.agrees for story in stories for one in story.plan.agreements)
    assert any(one.given is not None for story in stories for one in story.opinions)
    askers = {asked.asked_by for story in stories for way in story.pathways for asked in way.requests}
    assert askers >= {"carer", "professional"}


@each_organisation
def test_there_are_carers_a_merged_pair_and_tasks(organisation: Organisation) -> None:
    today = timezone.localdate()
    assert Carer.objects.filter(consents__isnull=False, acts__isnull=False).distinct().count() == 2
    assert Person.objects.exclude(merged_into=None).get().merged_into.same_as
    tasks = [task for person in Person.objects.all() for task in tasks_of(story_of(person))]
    kinds = {task.kind for task in tasks}
    assert {"review", "evaluate_episode", "follow_up_offer", "handover_answer", "acknowledge_alert"} <= kinds
    assert min(task.due for task in tasks) < today < max(task.due for task in tasks)


def test_a_table_of_an_organisations_own_is_in_force() -> None:
    organisation = Organisation.objects.get(slug=SLUGS[1])
    with acting_for(organisation):
        version = RuleTableVersion.objects.get()
        assert known_rule(organisation, "penwillow_triage")
        assert version.approved_by != version.made_by


@each_organisation
def test_templates_are_published_and_plugins_are_on(organisation: Organisation) -> None:
    kinds = set(FormTemplate.objects.exclude(live=None).values_list("kind", flat=True))
    assert kinds >= {"request", "triage", "assessment", "support_plan", "review", "closure"}
    assert set(PluginUse.objects.filter(on=True).values_list("plugin", "licence_reference")) == {
        (plugin, "Demo licence") for plugin in ("copm", "toms", "vas", "intended_outcome", "priority")
    }


@each_organisation
def test_the_public_pages_are_there(client: Client, slug: str) -> None:
    assert client.get(f"/{slug}/", follow=True).status_code == 200


def test_loading_again_does_nothing() -> None:
    assert not load(timezone.localdate())
    assert Organisation.objects.filter(slug__in=SLUGS).count() == 2


def test_nothing_is_loaded_where_real_people_are(settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="not for a demonstration"):
        call_command("load_demo")


def test_neither_organisation_sees_the_other(client: Client) -> None:
    ours, theirs = (Organisation.objects.get(slug=slug) for slug in SLUGS)
    with acting_for(theirs):
        stranger = Person.objects.first()
    with acting_for(ours):
        assert not Person.objects.filter(organisation=theirs).exists()
    client.force_login(ours.memberships.get(role="service_manager").user)
    assert client.get(f"/w/{ours.slug}/").status_code == 200
    assert client.get(f"/w/{theirs.slug}/").status_code == 404
    assert client.get(f"/w/{theirs.slug}/people/{stranger.pk}/").status_code == 404
    assert client.get(f"/w/{ours.slug}/people/{stranger.pk}/").status_code == 404


@pytest.mark.parametrize("who", sign_ins(), ids=lambda who: who.email)
def test_everybody_who_is_printed_can_sign_in(client: Client, who) -> None:
    cache.clear()
    answer = client.post("/accounts/login/", {"login": who.email, "password": who.password})
    assert answer.status_code == 302


def test_an_organisation_shows_what_authors_can_make() -> None:
    maker, follower = (Organisation.objects.get(slug=slug) for slug in SLUGS)
    with acting_for(maker):
        form = TemplatePage.objects.get(title="Everyday routines")
        version = form.publication.template.live
        assert version.measures == {"everyday_routines": "1"}
        assert [replay.state for replay in replays_of(form)] == ["passed"] * 3
        review = ReviewForm.objects.get(source=form).page
        assert not review.live
        assert review.workflow_in_progress
        approver = maker.memberships.get(role="approver").user
        assert review.current_workflow_task_state.task.specific.user_can_access_editor(review, approver)
    with acting_for(follower):
        (_, item) = (
            TemplatePage.objects.get(title="Before we visit").written().template["properties"].values()
        )
        assert item["x-aimwell"]["library"]["mode"] == "follow"


@each_organisation
def test_every_published_version_moves_to_an_empty_organisation_byte_for_byte(
    organisation: Organisation,
) -> None:
    texts = list(TemplateVersion.objects.values_list("text", flat=True))
    assert texts
    empty, manager = make_editor(f"empty-{organisation.slug}")
    browser = signed_in(manager)
    for text in texts:
        file = SimpleUploadedFile("form.json", text.encode())
        browser.post(reverse("aimwell_bring", args=[empty.slug]), {"file": file})
        page = TemplatePage.objects.latest("pk")
        assert page.organisation == empty
        exported = browser.get(reverse("aimwell_export_draft", args=[page.pk]))
        assert exported.content == text.encode()


@each_organisation
def test_a_year_of_work_without_a_client_record_is_there(organisation: Organisation) -> None:
    today = timezone.localdate()
    mix = report(organisation, period("12-months", today), None)
    working = [line for line in mix.mix.bands if line.total]
    assert [line.people for line in working] == [1, 1, 1]
    assert all(line.minutes[1] and line.minutes[2] and line.minutes[3] for line in working)
    assert mix.mix.everybody.recommended is not None
    assert mix.mix.unknown is None
    assert (mix.silent, mix.without_band) == (0, 0)
    assert TargetGroup.objects.filter(activities__level=2).distinct().count() >= 2
    assert Activity.objects.exclude(replaces=None).count() == 1
    assert not Activity.objects.filter(on__gt=today).exists()
