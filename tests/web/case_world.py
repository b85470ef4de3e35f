"""A service manager's form and its test cases."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from editor import make_editor, make_template_page

from aimwell.organisations.models import Organisation, User
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.replaying import replay, trial_of
from aimwell_cms.authoring.models import TemplatePage

TOGETHER = {"about": {"matters": "My garden", "lives_alone": False, "who": "My son"}, "days": {"falls": 1}}


def a_page(**options: Any) -> tuple[Organisation, User, TemplatePage]:
    ours, manager = make_editor(**options)
    return ours, manager, make_template_page(ours, manager)


def accepted_case(page: TemplatePage, by: User, answers: dict[str, Any] = TOGETHER) -> Case:
    """Somebody who lives with her son, accepted as the form stands."""
    with acting_for(page.organisation):
        trial = trial_of(page)
        case = Case.objects.create(
            organisation=page.organisation,
            page=page,
            name="Mrs A, with her son",
            answers=trial.places.kept(answers),
            titles={trial.places.spot(one.pointer): one.title for one in trial.outline.all_questions()},
            made_by=by,
        )
        case.accept(replay(trial, case).seen, by=by)
        return case


def answers_of(page: TemplatePage, case: Case) -> Any:
    with acting_for(page.organisation):
        return trial_of(page).places.answers(Case.objects.get(pk=case.pk).answers)


def changed_draft(page: TemplatePage, by: User, *, who: dict[str, Any] | None = None, **row: Any) -> None:
    """Save the draft with “Who lives with you?” otherwise: its block, or the row of its condition."""
    draft = TemplatePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    stream = draft.body.get_prep_value()
    value = stream[0]["value"]["questions"][2]["value"]
    value.update(who or {})
    value["when"]["rows"][0]["value"].update(row)
    draft.body = stream
    draft.save_revision(user=by)


def url(name: str, page: TemplatePage, *args: Any) -> str:
    return reverse(name, args=[page.pk, *args])
