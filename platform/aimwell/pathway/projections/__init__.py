"""Which rows a story comes to: one projection a table. A topic adds its own here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from aimwell.pathway.models import (
    AlertRow,
    DerivedRow,
    EpisodeRow,
    OfferRow,
    OutcomeRow,
    PathwayRow,
    TaskRow,
)
from aimwell.pathway.projections.frontdoor import alert_rows, offer_rows, task_rows
from aimwell.pathway.projections.outcomes import outcome_rows
from aimwell.pathway.projections.pathways import episode_rows, pathway_rows
from aimwell.pathway.rules.story import Story
from aimwell.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Projection:
    """A table, and what makes its rows of a person out of the story, without asking the database."""

    model: type[DerivedRow]
    rows: Callable[[Story, Person], Iterable[DerivedRow]]


PROJECTIONS: tuple[Projection, ...] = (
    Projection(model=PathwayRow, rows=pathway_rows),
    Projection(model=EpisodeRow, rows=episode_rows),
    Projection(model=AlertRow, rows=alert_rows),
    Projection(model=OfferRow, rows=offer_rows),
    Projection(model=TaskRow, rows=task_rows),
    Projection(model=OutcomeRow, rows=outcome_rows),
)
