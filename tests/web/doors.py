"""Every address of the project, and whom its door opens to. What isn't here fails tests/web/test_doors.py.

An address is written as Django's URL configuration writes it. Addresses of ours each have a row; those that a
package brings stand in groups, by the beginning of the address (the longest one that fits counts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLResolver, get_resolver

from aimwell.organisations.roles import May, Role

PAGE = frozenset({200})
ON = frozenset({302})
NO_METHOD = frozenset({405})
REFUSED_INPUT = frozenset({200, 422})


@dataclass(frozen=True, kw_only=True)
class Door:
    """An address that belongs to an organisation.

    ``opens``: the capability to have there. ``get`` and ``post``: what it then answers with. ``query`` and
    ``posted``: names of things that a GET asks for or a POST sends. ``turned_away``: what it answers somebody
    who hasn't signed in.
    """

    opens: May
    get: frozenset[int] = PAGE
    post: frozenset[int] = NO_METHOD
    query: tuple[str, ...] = ()
    posted: Mapping[str, str] = field(default_factory=dict)
    turned_away: int = 302


_W = "w/<slug:organisation>/"
_DRAFT = f"{_W}drafts/<uuid:token>/"
_PERSON = f"{_W}people/<int:person>/"
_CARER = f"{_PERSON}carers/<int:carer>/"
_RECORD = f"{_W}records/<int:record>/"
_ON = f"{_PERSON}pathway/<str:pathway>/"
_OUTCOMES = f"{_PERSON}pathway/outcomes/"
_WORK = f"{_W}work/"

WORKSPACE: dict[str, Door] = {
    _W: Door(opens=May.READ_RECORDS),
    f"{_W}people/add": Door(opens=May.WRITE_RECORDS, post=PAGE),
    _PERSON: Door(opens=May.READ_RECORDS),
    f"{_PERSON}edit": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/": Door(opens=May.READ_RECORDS),
    f"{_PERSON}pathway/alerts/<str:alert>": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/<str:pathway>/decide": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/<str:pathway>/help-otherwise": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/<str:pathway>/offer": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/<str:pathway>/offers/<str:offer_made>": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/<str:pathway>/reply": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/<str:pathway>/withdraw": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/<str:pathway>/reopen": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/<str:pathway>/letter": Door(opens=May.READ_RECORDS),
    f"{_PERSON}conversation": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_W}conversation": Door(opens=May.WRITE_RECORDS),
    f"{_W}conversation/new": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_ON}formulation": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_ON}priority": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_ON}episodes/begin": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_ON}episodes/<str:episode>/aim": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_ON}episodes/<str:episode>/outcome": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_OUTCOMES}add": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_OUTCOMES}<str:outcome>/": Door(opens=May.READ_RECORDS),
    f"{_OUTCOMES}<str:outcome>/add-to": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_OUTCOMES}<str:outcome>/reword": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_OUTCOMES}<str:outcome>/drop": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_OUTCOMES}<str:outcome>/link": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/undo/<str:event>": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/<str:pathway>/hand-over": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/<str:pathway>/handover-answer": Door(
        opens=May.WRITE_RECORDS, get=frozenset({404}), post=frozenset({404})
    ),
    f"{_PERSON}pathway/<str:pathway>/handover-letter": Door(opens=May.READ_RECORDS, get=frozenset({404})),
    f"{_PERSON}pathway/review/ask": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/review/hold": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/plan/": Door(opens=May.READ_RECORDS),
    f"{_PERSON}pathway/opinions/ask": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/opinions/<str:opinion>": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/plan/plan.pdf": Door(opens=May.READ_RECORDS),
    f"{_PERSON}pathway/plan/done/<path:plan_step>": Door(opens=May.WRITE_RECORDS, get=NO_METHOD, post=ON),
    f"{_PERSON}pathway/plan/history": Door(opens=May.READ_RECORDS),
    f"{_PERSON}pathway/plan/agree": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/plan/parts/<slug:part>": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/plan/add/<slug:sort>": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}pathway/plan/steps/<path:plan_step>": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}compare": Door(opens=May.READ_RECORDS, query=("series",)),
    f"{_PERSON}care-team": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}care-team/<int:colleague>/leave": Door(opens=May.WRITE_RECORDS, get=NO_METHOD, post=ON),
    f"{_PERSON}care-team/partner": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_W}care-roles": Door(opens=May.RUN_SERVICE, post=PAGE),
    f"{_W}key-workers": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_W}key-workers/<int:change>/": Door(opens=May.READ_RECORDS),
    f"{_W}key-workers/<int:change>/undo": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}carers/add": Door(opens=May.WRITE_RECORDS, post=PAGE),
    _CARER: Door(opens=May.READ_RECORDS),
    f"{_CARER}edit": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_CARER}end": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_CARER}consent": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_CARER}consent/<int:consent>/withdraw": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_CARER}act": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}same": Door(opens=May.WRITE_RECORDS),
    f"{_PERSON}same/<int:other>": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}merges/<int:merge>/undo": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_PERSON}start/<int:version>/": Door(opens=May.WRITE_RECORDS, get=NO_METHOD, post=PAGE),
    _RECORD: Door(opens=May.READ_RECORDS),
    f"{_RECORD}amend": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_RECORD}record.pdf": Door(opens=May.READ_RECORDS),
    f"{_RECORD}summary.pdf": Door(opens=May.READ_RECORDS),
    f"{_W}forms/<int:template>/blank.pdf": Door(opens=May.READ_RECORDS),
    f"{_W}queue/": Door(opens=May.READ_RECORDS),
    f"{_W}queue/targets": Door(opens=May.RUN_SERVICE, post=PAGE),
    f"{_W}queue/inbox/": Door(opens=May.READ_RECORDS),
    f"{_W}queue/inbox/<int:incoming>/": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_W}queue/inbox/<int:incoming>/restore": Door(opens=May.WRITE_RECORDS, get=NO_METHOD, post=ON),
    f"{_W}tasks": Door(opens=May.READ_RECORDS),
    f"{_W}tasks/letters": Door(opens=May.READ_RECORDS, get=NO_METHOD, post=ON),
    f"{_W}front-door": Door(opens=May.RUN_SERVICE),
    f"{_W}alerts": Door(opens=May.READ_RECORDS),
    f"{_W}episodes": Door(opens=May.RUN_SERVICE),
    f"{_W}decisions": Door(opens=May.RUN_SERVICE),
    f"{_W}views": Door(opens=May.SEE_VIEWS),
    _WORK: Door(opens=May.READ_RECORDS),
    f"{_WORK}add": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_WORK}export.csv": Door(opens=May.RUN_SERVICE),
    f"{_WORK}<int:activity>/": Door(opens=May.READ_RECORDS),
    f"{_WORK}<int:activity>/correct": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_WORK}<int:activity>/take-back": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_WORK}groups": Door(opens=May.RUN_SERVICE),
    f"{_WORK}groups/add": Door(opens=May.RUN_SERVICE, post=PAGE),
    f"{_WORK}groups/<int:group>/edit": Door(opens=May.RUN_SERVICE, post=PAGE),
    f"{_WORK}skill-mix": Door(opens=May.RUN_SERVICE),
    f"{_WORK}skill-mix/recommended": Door(opens=May.RUN_SERVICE, post=PAGE),
    _DRAFT: Door(opens=May.WRITE_RECORDS, get=ON, post=ON),
    f"{_DRAFT}discard/": Door(opens=May.WRITE_RECORDS, post=PAGE),
    f"{_DRAFT}restore/": Door(opens=May.WRITE_RECORDS, get=NO_METHOD, post=ON),
    f"{_DRAFT}<slug:step>/": Door(opens=May.WRITE_RECORDS, post=PAGE | ON, posted={"base": "9"}),
    f"{_DRAFT}<slug:step>/autosave/": Door(
        opens=May.WRITE_RECORDS, get=NO_METHOD, post=PAGE, posted={"base": "9"}, turned_away=401
    ),
}

_LANGUAGES = "cms/templates/<int:page_id>/languages/"
_CASES = "cms/templates/<int:page_id>/cases/"
_ORGANISATION = "cms/organisations/<slug:organisation>/"
_SHELF = f"{_ORGANISATION}library/<uuid:item>/"
_LIBRARY = "cms/templates/<int:page_id>/library/"

_OWN = f"{_ORGANISATION}measures/<slug:own>/"
_RULES = f"{_ORGANISATION}rules/<slug:rules>/"

EDITOR: dict[str, Door] = {
    f"{_ORGANISATION}start-a-form/": Door(opens=May.AUTHOR, post=frozenset({404})),
    f"{_ORGANISATION}bring-a-form/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({422})),
    f"{_ORGANISATION}approval/": Door(opens=May.SET_APPROVAL, post=frozenset({422})),
    f"{_ORGANISATION}aims/": Door(opens=May.MANAGE_PLUGINS, post=frozenset({422})),
    f"{_ORGANISATION}plugins/": Door(opens=May.MANAGE_PLUGINS),
    f"{_ORGANISATION}plugins/<slug:plugin>/": Door(opens=May.MANAGE_PLUGINS),
    f"{_ORGANISATION}plugins/<slug:plugin>/switch/": Door(opens=May.MANAGE_PLUGINS, get=NO_METHOD, post=ON),
    f"{_ORGANISATION}plugins/<slug:plugin>/settings/<slug:offer>/": Door(
        opens=May.MANAGE_PLUGINS, post=ON | REFUSED_INPUT
    ),
    f"{_ORGANISATION}plugins/<slug:plugin>/wording/<slug:measure>/": Door(
        opens=May.MANAGE_PLUGINS, get=NO_METHOD, post=REFUSED_INPUT
    ),
    f"{_ORGANISATION}measures/": Door(opens=May.AUTHOR),
    f"{_ORGANISATION}measures/begin/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({422})),
    f"{_ORGANISATION}measures/bring/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({422})),
    f"{_OWN}edit/": Door(opens=May.AUTHOR, post=frozenset({409})),
    f"{_OWN}try/": Door(opens=May.AUTHOR, post=PAGE),
    f"{_OWN}versions/": Door(opens=May.AUTHOR),
    f"{_OWN}use/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_OWN}switch/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_OWN}copy/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_OWN}delete/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_OWN}export/": Door(opens=May.AUTHOR),
    f"{_OWN}versions/<int:number>/export/": Door(opens=May.AUTHOR),
    f"{_ORGANISATION}rules/": Door(opens=May.PUBLISH),
    f"{_ORGANISATION}rules/begin/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({422})),
    f"{_ORGANISATION}rules/bring/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({422})),
    f"{_RULES}edit/": Door(opens=May.AUTHOR, post=frozenset({409})),
    f"{_RULES}try/": Door(opens=May.PUBLISH, post=PAGE),
    f"{_RULES}cases/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_RULES}replay/": Door(opens=May.PUBLISH, post=ON),
    f"{_RULES}versions/": Door(opens=May.PUBLISH),
    f"{_RULES}submit/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_RULES}decide/": Door(opens=May.PUBLISH, get=NO_METHOD, post=ON),
    f"{_RULES}switch/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_RULES}copy/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_RULES}delete/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_RULES}export/": Door(opens=May.AUTHOR),
    f"{_RULES}versions/<int:number>/": Door(opens=May.PUBLISH),
    f"{_RULES}versions/<int:number>/export/": Door(opens=May.PUBLISH),
    f"{_ORGANISATION}library/": Door(opens=May.AUTHOR),
    _SHELF: Door(opens=May.AUTHOR),
    f"{_SHELF}offer/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_SHELF}withdraw/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_SHELF}locks/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_SHELF}use/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({404})),
    _LIBRARY: Door(opens=May.PUBLISH),
    f"{_LIBRARY}add/": Door(opens=May.AUTHOR, post=frozenset({422})),
    f"{_LIBRARY}keep/": Door(opens=May.AUTHOR, post=ON),
    f"{_LIBRARY}put-back/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_LIBRARY}stop/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({404})),
    f"{_LIBRARY}newer/": Door(opens=May.AUTHOR, get=frozenset({404}), post=frozenset({404})),
    "cms/templates/<int:page_id>/problems/": Door(opens=May.PUBLISH),
    _LANGUAGES: Door(opens=May.PUBLISH, post=ON),
    f"{_LANGUAGES}<slug:language>/": Door(opens=May.PUBLISH, post=ON),
    f"{_LANGUAGES}<slug:language>/export/": Door(opens=May.PUBLISH),
    f"{_LANGUAGES}<slug:language>/import/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({422})),
    f"{_LANGUAGES}<slug:language>/remove/": Door(opens=May.PUBLISH, post=ON),
    "cms/templates/<int:page_id>/sources/": Door(opens=May.PUBLISH),
    "cms/templates/<int:page_id>/rule/": Door(opens=May.PUBLISH),
    "cms/templates/<int:page_id>/rule/save/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({422})),
    "cms/templates/<int:page_id>/review/": Door(opens=May.PUBLISH),
    "cms/templates/<int:page_id>/review/make/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    "cms/templates/<int:page_id>/review/update/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    _CASES: Door(opens=May.PUBLISH),
    f"{_CASES}add/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({422})),
    f"{_CASES}<int:case_id>/": Door(opens=May.PUBLISH),
    f"{_CASES}<int:case_id>/accept/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_CASES}<int:case_id>/rename/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({422})),
    f"{_CASES}<int:case_id>/copy/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_CASES}<int:case_id>/delete/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    f"{_CASES}<int:case_id>/restore/": Door(opens=May.AUTHOR, get=NO_METHOD, post=frozenset({404})),
    f"{_CASES}<int:case_id>/answers/<slug:section>/": Door(opens=May.AUTHOR, post=PAGE),
    "cms/templates/<int:page_id>/versions/": Door(opens=May.PUBLISH),
    "cms/templates/<int:page_id>/check/": Door(opens=May.PUBLISH, post=frozenset({409})),
    "cms/templates/<int:page_id>/compare/": Door(opens=May.PUBLISH, query=("older",)),
    "cms/templates/<int:page_id>/versions/<int:number>/restore/": Door(opens=May.AUTHOR, post=ON),
    "cms/templates/<int:page_id>/wording/": Door(opens=May.PUBLISH),
    "cms/templates/<int:page_id>/wording/dismiss/": Door(
        opens=May.AUTHOR, get=NO_METHOD, post=ON, posted={"key": "x", "reason": "x"}
    ),
    "cms/templates/<int:page_id>/wording/restore/": Door(opens=May.AUTHOR, get=NO_METHOD, post=ON),
    "cms/templates/<int:page_id>/routes/": Door(opens=May.PUBLISH),
    "cms/templates/<int:page_id>/routes/<uuid:block>/": Door(opens=May.AUTHOR, post=ON),
    "cms/templates/<int:page_id>/brought/": Door(opens=May.PUBLISH),
    "cms/templates/<int:page_id>/export/": Door(opens=May.PUBLISH),
    "cms/templates/<int:page_id>/export/json/": Door(opens=May.PUBLISH),
    "cms/templates/<int:page_id>/export/fhir/": Door(opens=May.PUBLISH),
    "cms/templates/<int:page_id>/versions/<int:number>/export/": Door(opens=May.PUBLISH),
    "cms/templates/<int:page_id>/versions/<int:number>/export/fhir/": Door(opens=May.PUBLISH),
}

_MEMBER = f"{_ORGANISATION}members/<int:membership>/"

# Under the editor's address, and not led away from by it.
MEMBERS: dict[str, Door] = {
    f"{_ORGANISATION}members/": Door(opens=May.MANAGE_MEMBERS),
    f"{_ORGANISATION}members/invite/": Door(opens=May.MANAGE_MEMBERS, post=frozenset({422})),
    f"{_MEMBER}role/": Door(opens=May.MANAGE_MEMBERS, post=frozenset({422})),
    f"{_MEMBER}band/": Door(opens=May.MANAGE_MEMBERS, post=ON),
    f"{_MEMBER}remove/": Door(opens=May.MANAGE_MEMBERS, post=ON),
    f"{_MEMBER}letter/": Door(opens=May.MANAGE_MEMBERS, get=NO_METHOD, post=ON),
}

# Doors without an organisation: ways in, one's own account, pages and files for everybody.
PUBLIC = frozenset(
    {
        "healthz",
        "robots.txt",
        "ask/<slug:organisation>/",
        "ask/<slug:organisation>/sent/<slug:reference>/",
        r"w/^brand/(?P<colour>[0-9a-f]{6})\.css$",
        "accounts/email/",
        "accounts/login/",
        "accounts/logout/",
        "accounts/inactive/",
        "accounts/signup/",
        "accounts/confirm-email/",
        r"accounts/^confirm-email/(?P<key>[-:\w]+)/$",
        "accounts/login/code/confirm/",
        "accounts/password/reset/",
        "accounts/password/reset/done/",
        r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "accounts/password/reset/key/done/",
        "accounts/2fa/authenticate/",
        "cms/login/",
        "cms/password_reset/",
        "cms/password_reset/done/",
        "cms/password_reset/confirm/<uidb64>/<token>/",
        "cms/password_reset/complete/",
        "cms/jsi18n/",
        "cms/sprite/",
        r"documents/^(\d+)/(.*)$",
        "documents/authenticate_with_password/<int:restriction_id>/",
        "media/<path:path>",
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        "_util/login/",
        r"^((?:[\w\-]+/)*)$",
    }
)
SIGNED_IN = frozenset(
    {
        "w/",
        "w/stay",
        "accounts/reauthenticate/",
        "accounts/password/change/",
        "accounts/password/set/",
        "accounts/2fa/",
        "accounts/2fa/reauthenticate/",
        "accounts/2fa/totp/activate/",
        "accounts/2fa/totp/deactivate/",
        "accounts/2fa/recovery-codes/",
        "accounts/2fa/recovery-codes/generate/",
        "accounts/2fa/recovery-codes/download/",
    }
)

AUTHORS = frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER})
EDITORS = AUTHORS | {Role.APPROVER}
NOBODY: frozenset[Role] = frozenset()

# Wagtail's own: the roles to whom addresses of a group may show a page, about their own things only.
PACKAGED: dict[str, frozenset[Role]] = {
    "cms/account/": EDITORS,
    "cms/api/main/": EDITORS,
    "cms/block-preview/": EDITORS,
    "cms/bulk/": EDITORS,
    "cms/choose-": EDITORS,
    "cms/collections/": NOBODY,
    "cms/dismissibles/": EDITORS,
    "cms/documents/": AUTHORS,
    "cms/documents/chooser/": EDITORS,
    "cms/editing-sessions/": EDITORS,
    "cms/embeds/": EDITORS,
    "cms/failwhale/": NOBODY,
    "cms/forms/": EDITORS,
    "cms/groups/": NOBODY,
    "cms/images/": AUTHORS,
    "cms/images/chooser/": EDITORS,
    "cms/library/": AUTHORS,
    "cms/library/offers/": NOBODY,
    "cms/logout/": EDITORS,
    "cms/pages/": EDITORS,
    "cms/redirects/": NOBODY,
    "cms/reports/": NOBODY,
    "cms/sites/": NOBODY,
    "cms/snippets/": NOBODY,
    "cms/start-a-form/": AUTHORS,
    "cms/members/": frozenset({Role.ADMINISTRATOR}),
    "cms/measures/": AUTHORS,
    "cms/aims/": AUTHORS,
    "cms/rules/": EDITORS,
    "cms/plugins/": AUTHORS,
    "cms/approval/": AUTHORS,
    "cms/tag-autocomplete/": NOBODY,
    "cms/test404/": EDITORS,
    "cms/users/": NOBODY,
    "cms/workflows/": NOBODY,
}
PACKAGED_EXACTLY: dict[str, frozenset[Role]] = {"cms/": EDITORS, "cms/^.*/$": NOBODY}
# Shows that an error page works, by raising.
RAISES = "cms/failwhale/"


def row_of(route: str) -> Door | frozenset[Role] | str | None:
    """The row of an address: its door; or the roles that it shows pages to; or itself, where it isn't an
    organisation's. None where it has no row."""
    exact = {**WORKSPACE, **EDITOR, **MEMBERS, **PACKAGED_EXACTLY}.get(route)
    if exact is not None:
        return exact
    if route in PUBLIC or route in SIGNED_IN:
        return route
    fitting = [beginning for beginning in PACKAGED if route.startswith(beginning)]
    return PACKAGED[max(fitting, key=len)] if fitting else None


def routes() -> list[str]:
    """Every address of the project."""
    return list(dict.fromkeys(_leaves(get_resolver())))


def _leaves(resolver: Any, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _leaves(pattern, route)
        else:
            yield route


# What “pk” means, by the beginning of the address.
_PK = {
    "cms/api/main/^pages/": "page_id",
    "cms/api/main/^documents/": "document_id",
    "cms/api/main/^images/": "image_id",
    "cms/pages/": "page_id",
    "cms/collections/": "collection_id",
    "cms/workflows/tasks/": "task_id",
    "cms/workflows/": "workflow_pk",
    "cms/sites/": "site_pk",
    "cms/users/": "user_pk",
    "cms/groups/": "group_pk",
    "cms/documents/chooser/": "document_id",
    "cms/images/chooser/": "image_id",
}
_ALWAYS = {
    "content_type_app_name": "authoring",
    "content_type_model_name": "templatepage",
    "app_label": "wagtailcore",
    "model_name": "page",
    "app_name": "wagtailimages",
    "action": "delete",
    "action_name": "approve",
    "number": 1,
    "plugin": "vas",
    "offer": "pain_vas",
    "measure": "pain_vas",
    "language": "cy",
    "filter_spec": "max-100x100",
    "revision_id_a": "live",
    "revision_id_b": "latest",
    "site_pk": 1,
    "colour": "005eb8",
    "reference": "AAAA-AAAA",
    "key": "x",
    "uidb36": "x",
    "uidb64": "x",
    "path": "nothing.png",
}
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def names_in(route: str) -> list[str]:
    """The names of what an address is asked for."""
    return [plain or regular for plain, regular in _PARAMETER.findall(route)]


def address(route: str, things: Mapping[str, Any]) -> str:
    """A real address for these things, by name."""
    pk = max((start for start in _PK if route.startswith(start)), key=len, default="")
    values = {**_ALWAYS, **things}
    if route.startswith("cms/password_reset"):
        values["token"] = "x"
    if pk:
        values["pk"] = values[_PK[pk]]
    filled = _PARAMETER.sub(lambda found: str(values[found[1] or found[2]]), route)
    fixed = {
        r"documents/^(\d+)/(.*)$": f"documents/{values['document_id']}/a.txt",
        "cms/^.*/$": "cms/no-such-page/",
        r"^((?:[\w\-]+/)*)$": "",
    }
    return "/" + fixed.get(route, filled).replace("^", "").replace("$", "").replace("\\", "")
