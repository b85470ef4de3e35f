"""What tests of a served Aimwell put into its database and find there. Called in processes of their own
(``served.Setup.call``), so everything given and returned is JSON."""

from __future__ import annotations

from typing import Any

from factories import make_draft, make_member, make_organisation, make_person, make_version

from aimwell.organisations.models import Organisation
from aimwell.organisations.scope import acting_for
from aimwell.records.models import Draft, Record


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
