"""Forms that the organisations of the demonstration made themselves, with what an author can use.

One has a measure of its own, test cases, and a review form that waits for approval; the other follows a
section that it found in the library.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from aimwell.formschema.following.items import FOLLOW, LOCKS
from aimwell.formschema.following.keeping import inserted, kept
from aimwell.library.models import ItemVersion
from aimwell.library.models.items import Offered
from aimwell.library.shelf import keep, offer
from aimwell.organisations.measure_making import new_measure, use_draft
from aimwell.organisations.models import Organisation, User
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.replaying import replay, trial_of
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.reviewing.making import make
from aimwell_cms.authoring.starters import bring_in
from aimwell_cms.demo.approving import publish, submit
from aimwell_cms.demo.organisations import DATA

SHARED = "touch"
"""The section that one organisation keeps in its library and the other follows."""


def publish_own_forms(organisation: Organisation, manager: User, approver: User) -> None:
    """Whatever the files hold for an organisation. Those who share come before those who follow."""
    if _file(organisation, "everyday-routines.form").exists():
        _publish_routines(organisation, manager, approver)
    if _file(organisation, "visits.form").exists():
        _publish_visits(organisation, manager, approver)


def _publish_routines(organisation: Organisation, manager: User, approver: User) -> None:
    measure = new_measure(organisation, _text(organisation, "everyday-routines.measure"), by=manager)
    use_draft(measure, by=manager)
    page = bring_in(_text(organisation, "everyday-routines.form"), organisation, manager)
    _try_out(page, json.loads(_text(organisation, "everyday-routines.cases")), manager)
    publish(page, manager, approver)
    _share(page, manager)
    submit(make(page, manager), manager)


def _try_out(page: TemplatePage, told: list[dict[str, Any]], by: User) -> None:
    """Keep test cases of a form, and accept what it does with them."""
    trial = trial_of(page)
    if trial is None:
        raise ValueError(f"“{page}” has problems, so its test cases can’t be tried.")
    for one in told:
        case = Case.objects.create(
            organisation=page.organisation,
            page=page,
            name=one["name"],
            answers=trial.places.kept(one["answers"]),
            made_by=by,
        )
        case.accept(replay(trial, case).seen, by=by)


def _share(page: TemplatePage, by: User) -> None:
    part = kept(page.written().template, f"/properties/{SHARED}")
    version = keep(
        page.organisation,
        part,
        title=part.part["title"],
        description="How somebody would like to be reached, in three questions.",
        locks=[lock for lock in LOCKS if lock in ("wording", "options")],
        by=by,
    )
    offer(version.item, Offered.BY_OWNER)


def _publish_visits(organisation: Organisation, manager: User, approver: User) -> None:
    form = json.loads(_text(organisation, "visits.form"))
    shared = ItemVersion.objects.filter(key=SHARED, item__offered=Offered.BY_OWNER).first()
    if shared is not None:
        item = shared.as_item(shared.organisation.name)
        form, _ = inserted(form, item, FOLLOW, "/properties/home")
    text = json.dumps(form, ensure_ascii=False, indent=2) + "\n"
    publish(bring_in(text, organisation, manager), manager, approver)


def _file(organisation: Organisation, name: str) -> Path:
    return DATA / organisation.slug / f"{name}.json"


def _text(organisation: Organisation, name: str) -> str:
    return _file(organisation, name).read_text(encoding="utf-8")
