"""The editor's addresses that belong to an organisation, and those of its members."""

from __future__ import annotations

from doors_row import NO_METHOD, ON, PAGE, REFUSED_INPUT, Door

from aimwell.organisations.roles import May

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
