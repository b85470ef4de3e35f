"""The public pages of an organisation: for everybody, findable, and only what was published."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.test import Client
from factories import make_member, make_organisation

from aimwell.organisations.models import Organisation
from aimwell.organisations.roles import Role
from aimwell_cms.authoring.setup import provide
from aimwell_cms.demo.organisations import organisations
from aimwell_cms.demo.pages import publish_pages
from aimwell_cms.site.models import HomePage, TopicPage

pytestmark = pytest.mark.django_db

HOME = "/ours/home/"
TOPIC = f"{HOME}calmer-school-mornings/"
ASK = f"{HOME}how-to-ask-for-help/"
STATEMENT = f"{HOME}accessibility-statement/"
PAGES = ["/", HOME, TOPIC, ASK, STATEMENT]


@pytest.fixture
def ours() -> Organisation:
    organisation = make_organisation()
    manager = make_member(organisation, Role.SERVICE_MANAGER)
    publish_pages(provide(organisation), organisations()[0].pages, manager, date(2026, 7, 1))
    return organisation


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_landmarks_and_a_way_past_the_menu(client: Client, path: str) -> None:
    html = page(client, path)
    assert html.count("<h1") == 1
    assert html.count("<main") == html.count("<header") == html.count("<footer") == 1
    assert 'class="nhsuk-skip-link" href="#maincontent"' in html
    assert all(next_ - level <= 1 for level, next_ in zip(_levels(html), _levels(html)[1:], strict=False))
    assert "Sign out" not in html


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize("path", PAGES[1:])
def test_help_stands_in_the_same_place_on_every_page(client: Client, path: str) -> None:
    footer = page(client, path).split("<footer")[1]
    links = re.findall(r'href="([^"]+)"', footer)
    assert links[:3] == [ASK, "tel:01632960147", STATEMENT]


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize("path", PAGES[1:])
def test_search_engines_are_told_what_a_page_is_about(client: Client, path: str) -> None:
    html = page(client, path)
    assert re.search(r'<meta name="description" content="[^"]{40,}">', html)
    assert f'<link rel="canonical" href="http://testserver{path}">' in html


@pytest.mark.usefixtures("ours")
def test_the_first_page_lists_the_organisations_that_have_a_home(client: Client) -> None:
    make_organisation("nothing-published")
    html = page(client, "/")
    assert f'href="{HOME}"' in html
    assert "nothing-published" not in html


@pytest.mark.usefixtures("ours")
def test_an_organisations_address_leads_to_its_home(client: Client) -> None:
    assert client.get("/ours/").url == HOME


@pytest.mark.usefixtures("ours")
def test_red_flags_are_care_cards_from_what_can_wait_to_what_cannot(client: Client) -> None:
    cards = re.findall(r"nhsuk-card--care--([\w-]+)", page(client, TOPIC))
    assert cards == ["non-urgent", "urgent", "emergency"]


@pytest.mark.usefixtures("ours")
def test_a_topic_says_for_whom_it_is_when_it_was_reviewed_and_where_to_turn(client: Client) -> None:
    html = page(client, TOPIC)
    assert "Information for everyone" in html
    assert "Last reviewed: 17 April 2026" in html
    assert f'href="{ASK}"' in html.split("<footer")[0]


@pytest.mark.usefixtures("ours")
def test_how_to_ask_can_be_dialled_and_written_to(client: Client) -> None:
    html = page(client, ASK)
    assert 'href="tel:01632960147"' in html
    assert 'href="mailto:help@childrens-therapy.example"' in html
    assert html.index("nhsuk-card--care--emergency") < html.index("Contact us")


def test_an_organisation_shows_its_own_name_and_colour_and_no_logo_of_the_nhs(
    client: Client, ours: Organisation
) -> None:
    Organisation.objects.filter(pk=ours.pk).update(colour="#112233")
    html = page(client, HOME)
    assert f">{ours.name}</a>" in html
    assert "/w/brand/112233.css" in html
    assert "nhsuk-header__logo" not in html


@pytest.mark.usefixtures("ours")
def test_reading_needs_no_cookie(client: Client) -> None:
    page(client, HOME)
    assert not client.cookies


@pytest.mark.usefixtures("ours")
def test_what_is_not_published_is_not_found(client: Client) -> None:
    TopicPage.objects.get().unpublish()
    assert client.get(TOPIC).status_code == 404
    assert "Calmer school mornings" not in page(client, HOME)
    HomePage.objects.get().unpublish()
    assert client.get("/ours/").status_code == 404


@pytest.mark.usefixtures("ours")
def test_form_templates_are_not_public(client: Client) -> None:
    assert client.get("/ours/form-templates/").status_code == 404


@pytest.mark.usefixtures("ours")
def test_only_its_own_members_edit_a_page(client: Client) -> None:
    theirs = make_organisation("theirs")
    provide(theirs)
    client.force_login(make_member(theirs, Role.SERVICE_MANAGER))
    topic = TopicPage.objects.get()
    answer = client.get(f"/cms/pages/{topic.pk}/edit/")
    assert answer.status_code in (302, 403)
    assert topic.title not in client.get(answer.url, follow=True).content.decode() if answer.url else True


def test_its_own_manager_edits_a_page(client: Client, ours: Organisation) -> None:
    client.force_login(ours.memberships.get().user)
    assert client.get(f"/cms/pages/{TopicPage.objects.get().pk}/edit/").status_code == 200


def test_search_engines_keep_out_of_what_is_not_public(client: Client) -> None:
    assert client.get("/robots.txt").content.decode().splitlines()[1:] == [
        "Disallow: /accounts/",
        "Disallow: /cms/",
        "Disallow: /w/",
    ]


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


def _levels(html: str) -> list[int]:
    headings = _Headings()
    headings.feed(html.split("<footer")[0])
    return headings.levels
