"""What tests of a served Aimwell put into its database and find there. Called in processes of their own
(``served.Setup.call``), so everything given and returned is JSON."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from editor import make_editor, make_template_page
from factories import make_draft, make_member, make_organisation, make_person, make_version

from aimwell.formschema import TemplateRefused
from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.scope import acting_for
from aimwell.records.models import Draft, Record, Score
from aimwell_cms.authoring.models import TemplatePage


def drafts_to_fill(drafts: int) -> dict[str, Any]:
    """A practitioner with that many drafts."""
    organisation = make_organisation()
    user = make_member(organisation)
    version, person = make_version(organisation, user), make_person(organisation)
    tokens = [str(make_draft(version, person, user).token) for _ in range(drafts)]
    return {"email": user.email, "tokens": tokens}


def stored(organisation: str) -> dict[str, Any]:
    """Every draft and record of an organisation, by token; of one token a list, to see whether it is one."""
    found = Organisation.objects.get(slug=organisation)
    with acting_for(found):
        drafts: dict[str, list[Any]] = {}
        for draft in Draft.objects.all():
            drafts.setdefault(str(draft.token), []).append(
                {"revision": draft.revision, "answers": draft.answers}
            )
        records: dict[str, list[Any]] = {}
        for record in Record.objects.all():
            records.setdefault(str(record.token), []).append({"pk": record.pk, "answers": record.answers})
    return {"drafts": drafts, "records": records}


def two_services() -> dict[str, Any]:
    """Two organisations with a place in the editor, their managers, and a practitioner with a person."""
    emails = {}
    for slug in ("ours", "theirs"):
        _, manager = make_editor(slug, plugins=("vas",))
        emails[slug] = manager.email
    ours = Organisation.objects.get(slug="ours")
    practitioner, person = make_member(ours), make_person(ours)
    return {"managers": emails, "practitioner": practitioner.email, "person": person.pk}


def publish(organisation: str, manager: str, document: dict[str, Any]) -> int | str:
    """Publish a form as a page; its version's id, or what speaks against it."""
    found, author = Organisation.objects.get(slug=organisation), User.objects.get(email=manager)
    page = make_template_page(found, author, document)
    try:
        with transaction.atomic():
            page.latest_revision.publish(user=author)
    except TemplateRefused as refused:
        return " ".join(problem.message for problem in refused.problems)
    with acting_for(found):
        return TemplateVersion.objects.latest("pk").pk


def unpublish(organisation: str) -> None:
    """Take every form of an organisation down."""
    for page in TemplatePage.objects.descendant_of(Organisation.objects.get(slug=organisation).page):
        page.unpublish()


def scores(organisation: str) -> list[dict[str, Any]]:
    """Every score of an organisation."""
    found = Organisation.objects.get(slug=organisation)
    with acting_for(found):
        return list(Score.objects.values("measure", "values", "failure"))
