"""Pathways and their episodes as rows."""

from __future__ import annotations

from collections.abc import Iterator

from aimwell.pathway.models import EpisodeRow, PathwayRow
from aimwell.pathway.rules.states import State
from aimwell.pathway.rules.story import Pathway, Story
from aimwell.people.models import Person

URGENT, UNTRIAGED, ASKED_MORE, ROUTINE = range(4)
"""The order of the triage queue; within each, whoever has waited longest comes first."""


def pathway_rows(story: Story, person: Person) -> Iterator[PathwayRow]:
    """One row a pathway."""
    for one in story.pathways:
        triage, priority = one.triage, one.priority
        yield PathwayRow.of(
            person,
            one.key,
            service_id=one.service,
            state=one.state.value,
            since=one.since,
            opened=one.opened,
            rank=_rank(one),
            decision=triage.role if triage else "",
            decision_label=triage.label if triage else "",
            priority=priority.code if priority else "",
            priority_label=priority.label if priority else "",
            level=triage.level if triage else None,
        )


def _rank(pathway: Pathway) -> int:
    if pathway.triage is not None and pathway.triage.role == "urgent":
        return URGENT
    return {State.REQUESTED: UNTRIAGED, State.ASKED_MORE: ASKED_MORE}.get(pathway.state, ROUTINE)


def episode_rows(story: Story, person: Person) -> Iterator[EpisodeRow]:
    """One row an episode."""
    for pathway in story.pathways:
        for one in pathway.episodes:
            yield EpisodeRow.of(
                person,
                one.key,
                pathway_key=pathway.key,
                service_id=pathway.service,
                aim=one.aim,
                level=one.level,
                mode=one.mode,
                began=one.at,
                evaluate_on=one.evaluate_on,
                ended=one.verdict.at if one.verdict else None,
                measure=str(one.measure.get("label", ""))[:500],
                direction=one.verdict.direction if one.verdict else "",
                success=one.verdict.success if one.verdict else "",
                recommended=one.verdict.recommended if one.verdict else "",
            )
