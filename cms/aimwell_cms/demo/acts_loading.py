"""Perform what practitioners of the demonstration did, each act on its own day, as their pages would."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.timezone import localdate

from aimwell.contracts import Json
from aimwell.documents.scorecards import change_card
from aimwell.organisations.models import User
from aimwell.pathway.acting import perform
from aimwell.pathway.measuring import evidence_of, latest_scores, pinned
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.rules.judging import judge
from aimwell.pathway.rules.story import Pathway, Story
from aimwell.pathway.stream import events_of
from aimwell.people.models import Person
from aimwell.workspace.care.ending_form import as_pinned
from aimwell_cms.demo.acts import DemoAct

_ABOUT_THE_PERSON = frozenset(
    {
        "conversation", "acknowledge_alert", "ask_review", "hold_review", "write_plan", "add_action",
        "add_milestone", "change_step", "agree", "add_outcome", "add_to_outcome", "reword_outcome",
        "drop_outcome", "link_outcome", "ask_opinion", "give_opinion",
    }
)  # fmt: skip
"""The kinds of act that name no pathway."""
_HARMED = {"yes": True, "no": False}


def do(person: Person, act: DemoAct, user: User) -> None:
    """Perform an act. Raises Refusal where the person's story doesn't allow it."""
    story = fold(events_of(person))
    said: dict[str, Json] = dict(_resolved(act.said, story))
    evidence: list[str] = []
    if act.kind not in _ABOUT_THE_PERSON:
        pathway = story.pathways[-1]
        said["pathway"] = pathway.key
        if act.kind in ("open_episode", "prioritise") and pathway.formulation:
            evidence = [pathway.formulation.key]
    for thing, number in act.of.items():
        said[f"{thing}_key"] = _key_of(story, thing, number)
    if act.measure:
        score = next(one for one in latest_scores(person) if one.measure == act.measure)
        said["episode"]["measure"] = pinned(score, target=act.target)
    if act.kind == "end_episode":
        said["verdict"] = _verdict(person, act, story.pathways[-1], said)
    perform(person, act.kind, said, by=user, why=act.why, evidence=evidence, at=act.at)


def _verdict(person: Person, act: DemoAct, pathway: Pathway, said: Mapping[str, Json]) -> Json:
    """The verdict with what the rule of the aim recommends; it is confirmed where nothing else is told."""
    told = said["verdict"]
    episode = pathway.episode(said["episode_key"])
    assert episode is not None
    found = evidence_of(person, episode, pathway, person.organisation, localdate(act.at))
    judgement = judge(episode.aim, replace(found.evidence, harmed=_HARMED.get(told.get("harmed"))))
    measured = as_pinned(change_card(found.change), episode) if found.evidence.measured else {}
    verdict = {
        "direction": judgement.direction,
        "success": judgement.success,
        **told,
        "recommended": judgement.success,
        "reasons": list(judgement.reasons),
        "measured": measured,
    }
    overrides = verdict["success"] != judgement.success
    assert overrides == bool(told.get("reason")), (str(person), judgement)
    return verdict


def _key_of(story: Story, thing: str, number: int) -> str:
    pathway = story.pathways[-1] if story.pathways else None
    things: Mapping[str, Any] = {
        "outcome": story.outcomes,
        "alert": story.alerts,
        "step": story.plan.actions,
        "opinion": story.opinions,
        "episode": pathway.episodes if pathway else (),
        "offer": pathway.offers if pathway else (),
    }
    return things[thing][number].key


def _resolved(value: Any, story: Story) -> Any:
    """With the keys of the outcomes that are told by number: ``"#0"``."""
    if isinstance(value, Mapping):
        return {name: _resolved(each, story) for name, each in value.items()}
    if isinstance(value, list):
        return [_resolved(each, story) for each in value]
    if isinstance(value, str) and re.fullmatch(r"#\d", value):
        return story.outcomes[int(value[1:])].key
    return value
