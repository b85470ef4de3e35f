"""Documents: accessible, complete, true to scale; and no request leaves the machine."""

from __future__ import annotations

import copy
import io
import socket
from typing import Any

import pytest
from django.test import Client
from factories import make_member, make_organisation, make_person, make_record, make_version
from forms import ASSESSMENT, assessment_answers
from pypdf import PdfReader

from aimwell.documents.pdf import fetch_nothing, make_pdf
from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import Role
from aimwell.people.models import Person
from aimwell.records.models import Record

pytestmark = pytest.mark.django_db

POINTS_A_MILLIMETRE = 72 / 25.4
HUNDRED_MILLIMETRES = 100 * POINTS_A_MILLIMETRE
LURES = (
    '<img src="http://127.0.0.1:9/a.png">',
    '<img src="file:///etc/passwd">',
    '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
    "<style>body{background:url(http://127.0.0.1:9/b.png)} @import 'file:///etc/passwd';</style>",
    '<object data="file:///etc/passwd"></object><iframe src="http://127.0.0.1:9/"></iframe>',
    '<svg><image href="http://127.0.0.1:9/c.svg"/><use href="file:///etc/passwd#a"/></svg>',
    '<a rel="attachment" href="file:///etc/passwd">a</a>',
    "<base href='file:///etc/'><img src='passwd'>",
)


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours", plugins=("copm", "vas"))


@pytest.fixture
def user(ours: Organisation) -> User:
    return make_member(ours)


@pytest.fixture
def version(ours: Organisation) -> TemplateVersion:
    return make_version(ours, make_member(ours, Role.SERVICE_MANAGER), ASSESSMENT)


@pytest.fixture
def person(ours: Organisation) -> Person:
    return make_person(ours, family_name="Oakley", communication_needs="Lip-reads")


@pytest.fixture
def record(version: TemplateVersion, person: Person, user: User) -> Record:
    return make_record(version, person, user, assessment_answers())


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a document tried to fetch or read; a connection to anywhere but the database fails the test."""
    found: list[str] = []

    def noted(self: object, url: str, headers: object = None) -> None:
        found.append(url)
        raise ValueError("A document fetches nothing.")

    def no_connection(*_: object, **__: object) -> None:
        raise AssertionError("a document opened a connection")

    monkeypatch.setattr(type(fetch_nothing()), "fetch", noted)
    monkeypatch.setattr(socket, "create_connection", no_connection)
    return found


def pdf_of(client: Client, path: str) -> PdfReader:
    response = client.get(f"/w/ours/{path}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize("large", ["", "?large=1"])
def test_every_document_is_accessible(signed_in: Client, record: Record, large: str) -> None:
    paths = {
        f"records/{record.pk}/record.pdf": "Home assessment: Ada Oakley",
        f"records/{record.pk}/summary.pdf": "Summary for Ada Oakley: Home assessment",
        f"forms/{record.version.template_id}/blank.pdf": "Home assessment (form to fill in on paper)",
    }
    for path, title in paths.items():
        pdf = pdf_of(signed_in, path + large)
        catalogue = pdf.trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"].value is True
        assert "/StructTreeRoot" in catalogue
        assert catalogue["/Lang"] == "en-GB"
        assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
        assert pdf.metadata.title == title
        assert b"pdfuaid" in catalogue["/Metadata"].get_data()


def test_every_page_says_which_it_is_who_when_and_by_which_form(signed_in: Client, record: Record) -> None:
    pdf = pdf_of(signed_in, f"records/{record.pk}/record.pdf")
    for number, page in enumerate(pdf.pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Page {number} of {len(pdf.pages)}" in text
        assert "Signed by Sam" in text
        assert "Form version 1" in text
        assert record.version.fingerprint in text.replace(" ", "")


def test_a_record_on_paper_says_all(signed_in: Client, record: Record) -> None:
    text = text_of(pdf_of(signed_in, f"records/{record.pk}/record.pdf"))
    for words in ("My garden", "7 March 2019", "A neighbour", "Loose rug", "Not answered", "Lip-reads"):
        assert words in text
    assert "How it was worked out" in text
    assert "Performance" in text


def test_change_and_chart_are_printed(
    signed_in: Client, record: Record, version: TemplateVersion, person: Person, user: User
) -> None:
    later = make_record(version, person, user, assessment_answers(performance=8, pain=20))
    text = text_of(pdf_of(signed_in, f"records/{later.pk}/record.pdf"))
    assert "Scores over time" in text
    assert "+2.5 for the better Improved" in text
    assert "Source:" in text
    # What came later is not in the print of the earlier record.
    assert "Scores over time" not in text_of(pdf_of(signed_in, f"records/{record.pk}/record.pdf"))


def test_the_summary_begins_with_the_persons_own_words_and_leaves_out_what_is_for_staff(
    signed_in: Client, record: Record
) -> None:
    text = text_of(pdf_of(signed_in, f"records/{record.pk}/summary.pdf"))
    assert text.index("What you told us") < text.index("My garden") < text.index("wrote down")
    assert "Loose rug" not in text
    assert "Risk seen by the team" not in text
    assert "Your results" in text


def test_the_blank_form_asks_everything(signed_in: Client, version: TemplateVersion) -> None:
    text = text_of(pdf_of(signed_in, f"forms/{version.template_id}/blank.pdf"))
    for question in ("What matters to you?", "Who lives with you?", "Name", "Performance, 1 to 10"):
        assert question in text
    assert "Answer this if ‘Do you live alone?’ is No." in text
    assert "Tick all that are right." in text
    assert "Do not scale this print" in text
    assert "0, No pain" in text


@pytest.mark.parametrize("large", ["", "?large=1"])
def test_a_line_of_100_mm_is_100_mm_long(signed_in: Client, version: TemplateVersion, large: str) -> None:
    pdf = pdf_of(signed_in, f"forms/{version.template_id}/blank.pdf{large}")
    lines = [length for page in pdf.pages for length in horizontal_lines(page)]
    true = [length for length in lines if abs(length - HUNDRED_MILLIMETRES) < 0.05]
    assert len(true) == 2  # how tired, and the pain


def horizontal_lines(page: Any) -> list[float]:
    """The lengths, in points, of the level strokes of a page."""
    lengths: list[float] = []
    start: list[tuple[float, float]] = []

    def see(operator: bytes, operands: list[Any], matrix: list[float], text_matrix: list[float]) -> None:
        if operator not in (b"m", b"l"):
            return
        x, y = (float(one) for one in operands)
        point = (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])
        if operator == b"l" and start and abs(start[-1][1] - point[1]) < 0.01:
            lengths.append(abs(point[0] - start[-1][0]))
        start.append(point)

    page.extract_text(visitor_operand_before=see)
    return lengths


def test_large_print_is_18_point(signed_in: Client, record: Record) -> None:
    path = f"records/{record.pk}/summary.pdf"
    assert size_of("My garden", pdf_of(signed_in, path)) == pytest.approx(11, abs=0.01)
    assert size_of("My garden", pdf_of(signed_in, f"{path}?large=1")) == pytest.approx(18, abs=0.01)


def size_of(words: str, pdf: PdfReader) -> float:
    sizes: list[float] = []

    def see(text: str, matrix: list[float], text_matrix: list[float], font: Any, size: float) -> None:
        if words in text:
            sizes.append(abs(size * text_matrix[0] * matrix[0]))

    for page in pdf.pages:
        page.extract_text(visitor_text=see)
    return sizes[0]


def test_a_file_name_tells_no_name(signed_in: Client, record: Record) -> None:
    response = signed_in.get(f"/w/ours/records/{record.pk}/record.pdf")
    assert response["Content-Disposition"] == f'inline; filename="record-{record.pk}.pdf"'
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("lure", LURES)
def test_html_that_asks_for_something_gets_nothing(asked: list[str], lure: str) -> None:
    page = f"<html lang='en'><head><title>t</title></head><body><h1>t</h1>{lure}</body></html>"
    pdf = PdfReader(io.BytesIO(make_pdf(page)))
    assert "root:" not in text_of(pdf)
    assert not pdf.attachments


def test_answers_and_templates_ask_for_nothing(
    signed_in: Client, ours: Organisation, person: Person, user: User, asked: list[str]
) -> None:
    lure = " ".join(LURES)
    document = copy.deepcopy(ASSESSMENT)
    document["title"] = f"Form {LURES[0]}"
    document["description"] = lure
    about = document["properties"]["about"]
    about["title"] = LURES[1]
    about["properties"]["matters"]["title"] = LURES[2]
    about["properties"]["matters"]["x-aimwell"]["guidance"] = lure
    version = make_version(ours, make_member(ours, Role.SERVICE_MANAGER), document)
    answers = assessment_answers()
    answers["about"]["matters"] = lure
    record = make_record(version, person, user, answers)
    for path in (f"records/{record.pk}/record.pdf", f"records/{record.pk}/summary.pdf"):
        assert "<img src=" in text_of(pdf_of(signed_in, path))
    pdf_of(signed_in, f"forms/{version.template_id}/blank.pdf")
    assert asked == []


def test_the_real_fetcher_refuses_everything() -> None:
    for url in ("http://127.0.0.1:9/", "file:///etc/passwd", "data:text/plain,a", "ftp://127.0.0.1/"):
        with pytest.raises(ValueError, match="fetches nothing"):
            fetch_nothing().fetch(url)
