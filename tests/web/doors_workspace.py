"""The workspace's addresses, below /w/<organisation>/."""

from __future__ import annotations

from doors_row import NO_METHOD, ON, PAGE, Door

from aimwell.organisations.roles import May

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
