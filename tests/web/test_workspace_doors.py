"""Ways in, what others see of us, and the pages for when something goes wrong."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from factories import make_member, make_organisation, make_person, make_record, make_version

from aimwell.organisations.models import Membership, Organisation
from aimwell.organisations.roles import Role
from aimwell.records.models import Record
from aimwell.workspace import errors

pytestmark = pytest.mark.django_db

READ = ("", "people/{person}/", "people/{person}/compare", "records/{record}/")
PRINT = ("records/{record}/record.pdf", "records/{record}/summary.pdf", "forms/{template}/blank.pdf")
WRITE = ("people/add", "people/{person}/edit", "people/{person}/care-team", "records/{record}/amend")


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours")


@pytest.fixture
def record(ours: Organisation) -> Record:
    manager = make_member(ours, Role.SERVICE_MANAGER)
    return make_record(make_version(ours, manager), make_person(ours), manager)


def paths(patterns: tuple[str, ...], record: Record) -> list[str]:
    known = {"person": record.person_id, "record": record.pk, "template": record.version.template_id}
    return [f"/w/ours/{pattern.format(**known)}" for pattern in patterns]


def test_one_organisation_leads_straight_in(client: Client, ours: Organisation) -> None:
    client.force_login(make_member(ours))
    assert client.get("/w/").url == "/w/ours/"


def test_an_administrator_works_in_the_editor(client: Client, ours: Organisation) -> None:
    client.force_login(make_member(ours, Role.ADMINISTRATOR))
    assert client.get("/w/").url == "/cms/"


def test_several_organisations_are_listed_and_can_be_changed(client: Client, ours: Organisation) -> None:
    user = make_member(ours)
    Membership.objects.create(user=user, organisation=make_organisation("second"), role=Role.READ_ONLY)
    client.force_login(user)
    page = client.get("/w/").content.decode()
    assert "Ours service" in page
    assert "Second service" in page
    assert "Change organisation" in client.get("/w/ours/").content.decode()


def test_somebody_of_one_organisation_is_not_offered_a_change(client: Client, ours: Organisation) -> None:
    client.force_login(make_member(ours))
    page = client.get("/w/ours/").content.decode()
    assert "Change organisation" not in page
    assert "Sign out" in page
    assert "practitioner" in page
    assert "NHS logo" not in page
    assert "nhsuk-header__logo" not in page


def test_a_stranger_finds_nothing(client: Client, record: Record) -> None:
    client.force_login(make_member(make_organisation("theirs"), Role.SERVICE_MANAGER))
    for path in paths(READ + PRINT + WRITE + ("views",), record):
        response = client.get(path)
        assert response.status_code == 404, path
        assert "Ours" not in response.content.decode()


def test_another_organisations_rows_are_not_in_ours(client: Client, record: Record) -> None:
    theirs = make_organisation("theirs")
    client.force_login(make_member(theirs, Role.SERVICE_MANAGER))
    # The comparison answers 404 to anybody when it isn't told which scores.
    for path in paths(READ[1:] + PRINT + WRITE[1:], record):
        assert client.get(path.replace("/w/ours/", "/w/theirs/")).status_code == 404, path


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.APPROVER])
def test_who_reads_no_records_reads_none(client: Client, record: Record, role: Role) -> None:
    client.force_login(make_member(record.organisation, role))
    for path in paths(READ + PRINT + WRITE + ("views",), record):
        assert client.get(path).status_code == 403, path


def test_read_only_reads_and_writes_nothing(client: Client, record: Record) -> None:
    client.force_login(make_member(record.organisation, Role.READ_ONLY))
    for path in paths((READ[0], READ[1], READ[3]), record):
        response = client.get(path)
        assert response.status_code == 200, path
        page = response.content.decode()
        assert "Amend" not in page
        assert "Start a form" not in page
        assert "Add a person" not in page
    for path in paths(WRITE, record):
        assert client.get(path).status_code == 403, path
        assert client.post(path).status_code == 403, path


def test_only_a_service_manager_sees_who_has_looked(client: Client, record: Record) -> None:
    client.force_login(make_member(record.organisation))
    client.get(f"/w/ours/records/{record.pk}/")
    assert client.get("/w/ours/views").status_code == 403
    client.force_login(make_member(record.organisation, Role.SERVICE_MANAGER))
    page = client.get("/w/ours/views").content.decode()
    assert "Short assessment" in page
    assert str(record.person) in page
    of_one = client.get(f"/w/ours/views?person={record.person_id}").content.decode()
    assert "Short assessment" in of_one


def test_nobody_signed_in_is_sent_to_sign_in(client: Client, record: Record) -> None:
    for path in [*paths(READ + PRINT + WRITE + ("views",), record), "/w/"]:
        assert client.get(path).url == f"/accounts/login/?next={path}"


def test_the_session_can_be_kept_alive(client: Client, ours: Organisation) -> None:
    client.force_login(make_member(ours))
    assert client.post("/w/stay").json() == {"seconds": 1800}
    assert client.get("/w/stay").status_code == 405


def test_the_colour_is_a_stylesheet_of_its_own(client: Client) -> None:
    response = client.get("/w/brand/ffdd00.css")
    assert response["Content-Type"] == "text/css"
    assert "--brand: #ffdd00; --on-brand: #000;" in response.content.decode()
    assert client.get("/w/brand/red;}.css").status_code == 404


def test_pages_carry_nothing_inline(client: Client, record: Record) -> None:
    client.force_login(make_member(record.organisation, Role.SERVICE_MANAGER))
    for path in paths(READ[:2] + READ[3:] + WRITE + ("views",), record):
        page = client.get(path).content.decode()
        assert " style=" not in page, path
        assert "<style" not in page, path
        assert "<script>" not in page, path
        assert " onclick" not in page, path


def test_what_was_typed_is_never_markup(client: Client, ours: Organisation) -> None:
    typed = "<script>alert(1)</script>"
    manager = make_member(ours, Role.SERVICE_MANAGER)
    person = make_person(
        ours, given_name=typed, family_name=typed, preferred_name=typed, communication_needs=typed
    )
    answers = {"about": {"matters": typed, "lives_alone": True}, "days": {"falls": 1}}
    record = make_record(make_version(ours, manager), person, manager, answers)
    client.force_login(manager)
    for path in [*paths(READ[:2] + READ[3:] + WRITE + ("views",), record), "/w/ours/?whose=everybody"]:
        assert typed not in client.get(path).content.decode(), path
    assert typed not in client.get("/w/ours/", {"search": typed}).content.decode()


def test_a_page_that_is_not_there_says_so_in_plain_words(client: Client) -> None:
    response = client.get("/w/nowhere/people/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


@pytest.mark.parametrize(
    ("page", "status", "words"),
    [
        (errors.bad_request, 400, "could not be read"),
        (errors.forbidden, 403, "can’t open this page"),
        (errors.too_many, 429, "Wait 5 minutes"),
        (errors.form_too_old, 403, "too old to send"),
        (errors.broken, 500, "What you had saved is safe"),
    ],
)
def test_faults_are_told_in_plain_words(page, status: int, words: str) -> None:
    response = page(RequestFactory().get("/"))
    assert response.status_code == status
    assert words in response.content.decode()


def test_a_refusal_says_which_capability_is_missing(client: Client, ours: Organisation) -> None:
    client.force_login(make_member(ours, Role.APPROVER))
    page = client.get("/w/ours/").content.decode()
    assert "Your role does not let you read people&#39;s records." in page
