"""Episodes: one intended aim each, a baseline, an evaluation date, and an outcome at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aimwell.formschema.feeds import AIMS
from aimwell.pathway.rules.assessing import formulation_of
from aimwell.pathway.rules.episode import AimChange, Episode, Verdict
from aimwell.pathway.rules.events import Event, Json
from aimwell.pathway.rules.judging import SUCCESS
from aimwell.pathway.rules.moving import Move, Refusal, date_of, opened, pathway_of
from aimwell.pathway.rules.outcomes import with_links
from aimwell.pathway.rules.states import BEFORE_CARE, IN_CARE, State
from aimwell.pathway.rules.story import Pathway, Story


def support_plan(story: Story, event: Event) -> Story:
    """A support plan was signed. Where it names an aim and an intended outcome, its episode begins."""
    story, _ = opened(story, event)
    if not event.said.get("episode"):
        return story
    return open_episode(story, event)


def open_episode(story: Story, event: Event) -> Story:
    """An episode begins. Several may be under way beside each other."""
    ready = IN_CARE if event.kind != "support_plan" else IN_CARE | BEFORE_CARE
    pathway = pathway_of(story, event, ready, "An episode follows from an accepted request.")
    aim, intended = event.text("episode", "aim"), event.text("episode", "intended")
    if aim not in AIMS:
        raise Refusal("An episode has one intended aim. Choose it.")
    if not intended:
        raise Refusal("An episode has an intended outcome: what you predict. Write it down.")
    episode = Episode(
        key=event.key,
        at=event.at,
        by=event.by,
        aim=aim,
        intended=intended,
        desired=event.text("episode", "desired"),
        whose=event.text("episode", "whose"),
        effectiveness=event.text("episode", "effectiveness"),
        baseline=event.text("episode", "baseline"),
        measure=_mapping(event, "episode", "measure"),
        harm=event.text("episode", "harm"),
        goals=event.text("episode", "goals"),
        evaluate_on=date_of(event.text("episode", "evaluate_on")),
        mode=event.text("episode", "mode") or "direct",
        level=4 if event.text("episode", "level") == "4" else 3,
        evidence=event.evidence,
    )
    begun = pathway.moved(State.IN_EPISODE, event.at, episodes=(*pathway.episodes, episode))
    return with_links(story.with_pathway(begun), event)


def change_aim(story: Story, event: Event) -> Story:
    """A review found that the aim is another one now. The aim until then is kept, with when and why."""
    pathway, episode = _open_episode_of(story, event)
    aim = event.text("episode", "aim")
    if aim not in AIMS or aim == episode.aim:
        raise Refusal("Choose another aim than the one it has.")
    if not event.why:
        raise Refusal("Say why the aim is another one now.")
    until_then = AimChange(
        key=event.key,
        at=event.at,
        by=event.by,
        aim=episode.aim,
        intended=episode.intended,
        why=event.why,
    )
    changed = replace(
        episode,
        aim=aim,
        intended=event.text("episode", "intended") or episode.intended,
        evaluate_on=date_of(event.text("episode", "evaluate_on")) or episode.evaluate_on,
        harm=event.text("episode", "harm") or episode.harm,
        changes=(*episode.changes, until_then),
    )
    return story.with_pathway(_with(pathway, changed))


def end_episode(story: Story, event: Event) -> Story:
    """An episode ends with its outcome, judged by its aim, and with what was learned."""
    pathway, episode = _open_episode_of(story, event)
    verdict = Verdict(
        key=event.key,
        at=event.at,
        by=event.by,
        direction=event.text("verdict", "direction"),
        success=event.text("verdict", "success"),
        recommended=event.text("verdict", "recommended"),
        reason=event.text("verdict", "reason"),
        as_predicted=event.text("verdict", "as_predicted"),
        learned=event.text("verdict", "learned"),
        harmed=event.text("verdict", "harmed"),
        reasons=_texts(event, "verdict", "reasons"),
        measured=_mapping(event, "verdict", "measured"),
    )
    if verdict.success not in SUCCESS:
        raise Refusal("Say whether the outcome was met, partly met, not met or can’t be measured.")
    ended = _with(pathway, replace(episode, verdict=verdict))
    if event.said.get("formulation"):
        ended = replace(ended, formulations=(*ended.formulations, formulation_of(event)))
    under_way = any(one.open for one in ended.episodes)
    return story.with_pathway(ended.moved(State.IN_EPISODE if under_way else State.BETWEEN, event.at))


def _open_episode_of(story: Story, event: Event) -> tuple[Pathway, Episode]:
    pathway = pathway_of(story, event, frozenset({State.IN_EPISODE}), "No episode is under way.")
    episode = pathway.episode(str(event.said.get("episode_key", "")))
    if episode is None:
        raise Refusal("There is no such episode.")
    if not episode.open:
        raise Refusal("This episode has ended already. Undo its outcome to change it.")
    return pathway, episode


def _with(pathway: Pathway, episode: Episode) -> Pathway:
    return replace(
        pathway,
        episodes=tuple(episode if one.key == episode.key else one for one in pathway.episodes),
    )


def _mapping(event: Event, thing: str, name: str) -> Mapping[str, Json]:
    found = _of(event, thing, name)
    return found if isinstance(found, Mapping) else {}


def _texts(event: Event, thing: str, name: str) -> tuple[str, ...]:
    found = _of(event, thing, name)
    return tuple(text for text in found if isinstance(text, str)) if isinstance(found, list) else ()


def _of(event: Event, thing: str, name: str) -> Json:
    told = event.said.get(thing)
    return told.get(name) if isinstance(told, Mapping) else None


MOVES: Mapping[str, Move] = {
    "support_plan": support_plan,
    "open_episode": open_episode,
    "change_aim": change_aim,
    "end_episode": end_episode,
}
