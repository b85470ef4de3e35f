"""Replay the cases of a page against its draft: each has passed, has changed, or was never accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aimwell.contracts import Measure
from aimwell.formschema import TemplateRefused, compile
from aimwell.formschema.prepared import prepared
from aimwell.organisations.offers import choices_of
from aimwell.organisations.scope import acting_for
from aimwell.organisations.tables import known_rule
from aimwell_cms.authoring.cases.expectations import Difference, Seen, differences
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.observing import Trial, observe
from aimwell_cms.authoring.cases.places import Places
from aimwell_cms.authoring.convert.writing import Written
from aimwell_cms.authoring.problems import offers_for

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

PASSED, CHANGED, NEW, STUCK = "passed", "changed", "new", "stuck"
LABELS = {
    PASSED: "Passed",
    CHANGED: "Changed",
    NEW: "Not checked yet",
    STUCK: "Can’t be replayed while the form has problems",
}


@dataclass(frozen=True, kw_only=True)
class Replay:
    """A case, what the form does with it now, and what of that is not as it was accepted."""

    case: Case
    seen: tuple[Seen, ...] = ()
    differences: tuple[Difference, ...] = ()
    is_stuck: bool = False

    @property
    def state(self) -> str:
        """passed, changed, new (nobody has accepted it yet) or stuck (the form has problems)."""
        if self.is_stuck:
            return STUCK
        if self.case.expected is None:
            return NEW
        return CHANGED if self.changes else PASSED

    @property
    def label(self) -> str:
        """Its state in words."""
        return LABELS[self.state]

    @property
    def changes(self) -> list[str]:
        """What has changed and was to stay as it was."""
        return [one.words for one in self.differences if one.checked]

    @property
    def notes(self) -> list[str]:
        """What has changed and isn't checked."""
        return [one.words for one in self.differences if not one.checked]


def trial_of(page: TemplatePage) -> Trial | None:
    """The page's draft, compiled to be tried; None while it has problems."""
    return trial_with(page, page.written(), offers_for(page.organisation).measures)


def trial_with(page: TemplatePage, written: Written, measures: Mapping[str, Measure]) -> Trial | None:
    """As ``trial_of``, with what the caller knows: what the page says, and the measures that are on."""
    try:
        schema = compile(written.template, measures)
    except TemplateRefused:
        return None
    sketch = prepared(schema).outline
    with acting_for(page.organisation):
        choices = choices_of(page.organisation)
        # Practitioners get a rule's advice as long as it is installed, or in force.
        rule = known_rule(page.organisation, sketch.triage.rule) if sketch.triage else None
    return Trial(
        schema=schema,
        outline=sketch,
        places=Places.of(page.form.sections, written.keys),
        measures=measures,
        rule=rule,
        choices=choices,
    )


def cases_of(page: TemplatePage) -> list[Case]:
    """The cases of a page, oldest first."""
    with acting_for(page.organisation):
        return list(Case.objects.filter(page=page.pk, deleted_at=None).select_related("accepted_by"))


def replay(trial: Trial | None, case: Case) -> Replay:
    """One case, replayed."""
    if trial is None:
        return Replay(case=case, is_stuck=True)
    seen = observe(trial, case.given)
    expected = case.expectations
    found = () if expected is None else tuple(differences(expected, seen))
    return Replay(case=case, seen=seen, differences=found)


def replays_of(page: TemplatePage, trial: Trial | None = None) -> Sequence[Replay]:
    """Every case of a page, replayed against its draft, which is compiled once, and only if there are any."""
    cases = cases_of(page)
    if not cases:
        return []
    trial = trial or trial_of(page)
    return [replay(trial, case) for case in cases]
