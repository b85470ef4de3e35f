"""What the panels of a pathway need to tell of assessments, episodes and outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from aimwell.contracts import Json
from aimwell.documents.scorecards import ChangeCard, ChangeLine
from aimwell.organisations.models import Organisation
from aimwell.pathway.aims import aims_of
from aimwell.pathway.rules.judging import DIRECTIONS, SUCCESS
from aimwell.pathway.rules.moving import date_of
from aimwell.pathway.rules.story import Story
from aimwell.workspace.care.assessment_forms import YES_NO_UNSURE
from aimwell.workspace.care.ending_form import PREDICTED
from aimwell.workspace.care.episode_forms import MODES, WHOSE

COLOURS = {"met": "green", "partly": "yellow", "not_met": "red", "not_measurable": "grey"}


def care_of(story: Story, organisation: Organisation) -> dict[str, Any]:
    """The names that the panels use. One statement, for the aims."""
    return {
        "aims": aims_of(organisation),
        "successes": SUCCESS,
        "success_colours": COLOURS,
        "directions": DIRECTIONS,
        "predicted": PREDICTED,
        "whose_life": WHOSE,
        "modes": MODES,
        "yes_no_unsure": dict(YES_NO_UNSURE),
        "today": localdate(),
        "baseline_days": {
            episode.key: date_of(episode.measure.get("on"))
            for pathway in story.pathways
            for episode in pathway.episodes
        },
        "cards": {
            episode.key: card_of(episode.verdict.measured)
            for pathway in story.pathways
            for episode in pathway.episodes
            if episode.verdict is not None and episode.verdict.measured
        },
    }


def card_of(pinned: Mapping[str, Json]) -> ChangeCard:
    """The change that an outcome keeps, as it was shown when it was judged."""
    return ChangeCard(
        before_on=date.fromisoformat(pinned["before_on"]),
        after_on=date.fromisoformat(pinned["after_on"]),
        lines=tuple(ChangeLine(**line) for line in pinned["lines"]),
        failure="",
    )
