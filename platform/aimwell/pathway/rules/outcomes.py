"""Personal outcomes: told by forms and by acts. Staff add; nobody overwrites the person's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aimwell.pathway.rules.events import Event, Json
from aimwell.pathway.rules.moving import Move, Refusal
from aimwell.pathway.rules.personal import DETAILS, TYPES, PersonalOutcome, Told
from aimwell.pathway.rules.story import Story


def with_outcomes(story: Story, event: Event) -> Story:
    """The story with the outcomes that a form lists. A row in words that are known adds to that outcome."""
    rows = event.said.get("outcomes")
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, Mapping) and _text(row, "words"):
            story = _told(story, event, f"{event.key}-{number}", row)
    return story


def add_outcome(story: Story, event: Event) -> Story:
    """An outcome is written down, in the words of whoever wants it."""
    row = _row(event)
    if not _text(row, "words"):
        raise Refusal("An outcome is in the person’s own words. Write down what they said.")
    return _told(story, event, event.key, row)


def add_to_outcome(story: Story, event: Event) -> Story:
    """More is known of an outcome: it stands beside what was known, with its date."""
    found = _wanted(story, event)
    added = _with_details(found, event, _row(event))
    if added == found:
        raise Refusal("Nothing was added. Say at least one thing.")
    return _with(story, added)


def reword_outcome(story: Story, event: Event) -> Story:
    """The person says it in other words now: a new statement, with every earlier one kept under it."""
    found = _wanted(story, event)
    row = _row(event)
    words = _text(row, "words")
    if not words or found.says(words):
        raise Refusal("Write down the words that the person uses now.")
    said = _said(event, words, _text(row, "spoke"))
    return _with(story, replace(found, statements=(*found.statements, said)))


def drop_outcome(story: Story, event: Event) -> Story:
    """The person no longer wants it, with their reason."""
    found = _wanted(story, event)
    if not event.why:
        raise Refusal("Say why, in the person’s words.")
    return _with(story, replace(found, dropped=_said(event, event.why)))


def link_outcome(story: Story, event: Event) -> Story:
    """An episode works towards it."""
    found = _wanted(story, event)
    key = str(event.said.get("episode_key", ""))
    if all(pathway.episode(key) is None for pathway in story.pathways):
        raise Refusal("There is no such episode.")
    return _with(story, _linked(found, key))


def with_links(story: Story, event: Event) -> Story:
    """The story after an episode began: it works towards the outcomes that it names, or its form lists."""
    for one in story.outcomes:
        if any(key.startswith(f"{event.key}-") for key in (one.key, *one.also)):
            story = _with(story, _linked(one, event.key))
    told = event.said.get("episode")
    keys = told.get("outcomes") if isinstance(told, Mapping) else None
    for key in keys if isinstance(keys, list) else ():
        found = story.outcome(str(key))
        if found is None:
            raise Refusal("One of the outcomes isn’t there any more. Choose again.")
        story = _with(story, _linked(found, event.key))
    return story


def _linked(outcome: PersonalOutcome, episode: str) -> PersonalOutcome:
    return replace(outcome, episodes=tuple(dict.fromkeys((*outcome.episodes, episode))))


def _told(story: Story, event: Event, key: str, row: Mapping[str, Json]) -> Story:
    words = _text(row, "words")
    whose = "carer" if row.get("whose") == "carer" else "person"
    confidential = event.said.get("confidential") is True
    for one in story.outcomes:
        if one.wanted and (one.whose, one.confidential) == (whose, confidential) and one.says(words):
            return _with(story, _with_details(replace(one, also=(*one.also, key)), event, row))
    said = _said(event, words, _text(row, "spoke"))
    fresh = PersonalOutcome(key=key, whose=whose, statements=(said,), confidential=confidential)
    return replace(story, outcomes=(*story.outcomes, _with_details(fresh, event, row)))


def _with_details(outcome: PersonalOutcome, event: Event, row: Mapping[str, Json]) -> PersonalOutcome:
    """With what a row says beside its words; what is said already isn't said twice."""
    details = dict(outcome.details)
    for name in DETAILS:
        text = _text(row, name)
        if name == "type" and text not in TYPES:
            continue
        if text and text != outcome.latest(name):
            details[name] = (*details.get(name, ()), _said(event, text, _text(row, "spoke")))
    return replace(outcome, details=details)


def _wanted(story: Story, event: Event) -> PersonalOutcome:
    found = story.outcome(str(event.said.get("outcome_key", "")))
    if found is None:
        raise Refusal("There is no such outcome.")
    if not found.wanted:
        raise Refusal("The person no longer wants this outcome. Undo that first.")
    return found


def _with(story: Story, outcome: PersonalOutcome) -> Story:
    return replace(
        story, outcomes=tuple(outcome if one.key == outcome.key else one for one in story.outcomes)
    )


def _row(event: Event) -> Mapping[str, Json]:
    told = event.said.get("outcome")
    return told if isinstance(told, Mapping) else {}


def _text(row: Mapping[str, Json], name: str) -> str:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return f"{value:g}" if isinstance(value, int | float) else value.strip()


def _said(event: Event, text: str, spoke: str = "") -> Told:
    return Told(key=event.key, at=event.at, by=event.by, text=text, spoke=spoke)


MOVES: Mapping[str, Move] = {
    "add_outcome": add_outcome,
    "add_to_outcome": add_to_outcome,
    "reword_outcome": reword_outcome,
    "drop_outcome": drop_outcome,
    "link_outcome": link_outcome,
}
