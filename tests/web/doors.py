"""Every address of the project, and whom its door opens to. What isn't here fails tests/web/test_doors.py.

An address is written as Django's URL configuration writes it. Addresses of ours each have a row, in a table
per area: doors_workspace.py, doors_editor_rows.py. Those that a package brings stand in groups, by the
beginning of the address (the longest one that fits counts): doors_packaged.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLResolver, get_resolver
from doors_editor_rows import EDITOR, MEMBERS
from doors_packaged import AUTHORS, EDITORS, PACKAGED, PACKAGED_EXACTLY, PUBLIC, RAISES, SIGNED_IN
from doors_row import Door
from doors_workspace import WORKSPACE

from aimwell.organisations.roles import Role

__all__ = [
    "AUTHORS",
    "EDITOR",
    "EDITORS",
    "MEMBERS",
    "PACKAGED",
    "PACKAGED_EXACTLY",
    "PUBLIC",
    "RAISES",
    "SIGNED_IN",
    "WORKSPACE",
    "Door",
]


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
