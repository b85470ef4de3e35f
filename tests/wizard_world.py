"""A practitioner with a browser in front of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories import make_draft, make_member, make_organisation, make_person, make_version

from aimwell.organisations.models import Organisation, User
from aimwell.organisations.scope import acting_for
from aimwell.records.models import Draft, Record


@dataclass
class World:
    """One organisation, one draft, and somebody who fills it in."""

    organisation: Organisation
    user: User
    browser: Client
    draft: Draft

    def url(self, step: str = "", more: str = "") -> str:
        """The address of a step of the draft."""
        steps = f"{step}/" if step else ""
        return f"/w/{self.organisation.slug}/drafts/{self.draft.token}/{steps}{more}"

    def get(self, step: str, query: str = "") -> str:
        """The page of a step, as text."""
        answer = self.browser.get(self.url(step) + query)
        assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
        return answer.text

    def post(self, step: str, action: str = "next", **typed: Any) -> HttpResponse:
        """Press a button of a step. Starts from the newest revision unless ``base`` says otherwise."""
        form = {"base": str(self.stored().revision), "action": action} | typed
        return self.browser.post(self.url(step), form)

    def stored(self) -> Draft:
        """The draft as the database has it."""
        with acting_for(self.organisation):
            return Draft.objects.get(pk=self.draft.pk)

    def records(self) -> list[Record]:
        """Every record of the organisation."""
        with acting_for(self.organisation):
            return list(Record.objects.all())


def browser_of(user: User) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def world(
    document: dict[str, Any] | None = None,
    answers: dict[str, Any] | None = None,
    plugins: tuple[str, ...] = (),
    slug: str = "ours",
) -> World:
    """A world with a draft of this document."""
    organisation = make_organisation(slug, plugins=plugins)
    user = make_member(organisation)
    version = make_version(organisation, user, document)
    draft = make_draft(version, make_person(organisation), user, answers)
    return World(organisation=organisation, user=user, browser=browser_of(user), draft=draft)


def statements_of(captured: CaptureQueriesContext) -> list[str]:
    """The SQL of a request, without the savepoints that a test's transaction makes of BEGIN and COMMIT."""
    every = [query["sql"] for query in captured]
    return [sql for sql in every if "SAVEPOINT" not in sql.rpartition(";")[2][:30]]
