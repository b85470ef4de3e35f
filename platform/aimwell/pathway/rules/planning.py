"""Planning: support plan forms and live changes write the same plan; nothing that it said is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aimwell.pathway.rules.events import Event, Json
from aimwell.pathway.rules.moving import Move, Refusal
from aimwell.pathway.rules.plan import CONTRIBUTORS, PARTIES, PARTS, STATUSES, Agreement, Line, Plan, Step
from aimwell.pathway.rules.story import Story

LISTS = ("actions", "milestones")


def with_plan(story: Story, event: Event) -> Story:
    """The story with what a form tells of the plan: its texts, its actions and its milestones."""
    plan = _written(story.plan, event, "practitioner", "")
    for name in LISTS:
        rows = event.said.get(name)
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, Mapping) and _text(row, "what"):
                plan = _added(plan, event, name, f"{event.key}/{name}/{number}", row)
    return story if plan == story.plan else replace(story, plan=plan)


def write_plan(story: Story, event: Event) -> Story:
    """A part of the plan is written anew, by whoever contributes it."""
    contributor = event.text("by_whom", "contributor")
    if contributor not in CONTRIBUTORS:
        raise Refusal("Say whose contribution it is.")
    plan = _written(story.plan, event, contributor, event.text("by_whom", "name"))
    if plan == story.plan:
        raise Refusal("Nothing is different from what the plan says already.")
    return replace(story, plan=plan)


def add_step(story: Story, event: Event) -> Story:
    """An action or a milestone is added."""
    name = "milestones" if event.kind == "add_milestone" else "actions"
    row = _row(event, "step")
    if not _text(row, "what"):
        raise Refusal("Write down what is to be done or reached.")
    outcome = _text(row, "outcome")
    if outcome and story.outcome(outcome) is None:
        raise Refusal("There is no such outcome.")
    return replace(story, plan=_added(story.plan, event, name, event.key, row))


def change_step(story: Story, event: Event) -> Story:
    """An action or a milestone is done, stopped, or says something else now."""
    key = str(event.said.get("step_key", ""))
    for name in LISTS:
        steps = story.plan.steps(name)
        found = next((step for step in steps if step.key == key), None)
        if found is not None:
            changed = _changed(found, event, _row(event, "step"))
            others = tuple(changed if step.key == key else step for step in steps)
            return replace(story, plan=story.plan.with_steps(name, others))
    raise Refusal("There is no such action or milestone.")


def agree(story: Story, event: Event) -> Story:
    """A party agrees or disagrees, with one outcome or with the whole plan."""
    told = _row(event, "agreement")
    party, outcome = _text(told, "party"), _text(told, "outcome")
    if party not in PARTIES or not isinstance(told.get("agrees"), bool):
        raise Refusal("Say who agrees or disagrees.")
    if outcome and story.outcome(outcome) is None:
        raise Refusal("There is no such outcome.")
    if not told["agrees"] and not _text(told, "reason"):
        raise Refusal("Write down why they disagree.")
    said = Agreement(
        key=event.key,
        at=event.at,
        by=event.by,
        party=party,
        agrees=told["agrees"],
        name=_text(told, "name"),
        outcome=outcome,
        reason=_text(told, "reason"),
        how=_text(told, "how"),
    )
    return replace(story, plan=replace(story.plan, agreements=(*story.plan.agreements, said)))


def _written(plan: Plan, event: Event, contributor: str, name: str) -> Plan:
    parts = dict(plan.parts)
    for part in PARTS:
        text = event.text("plan", part).strip()
        if text and text != plan.text(part):
            line = Line(
                key=event.key, at=event.at, by=event.by, text=text, contributor=contributor, name=name
            )
            parts[part] = (*parts.get(part, ()), line)
    return plan if parts == plan.parts else replace(plan, parts=parts)


def _added(plan: Plan, event: Event, name: str, key: str, row: Mapping[str, Json]) -> Plan:
    step = Step(
        key=key,
        at=event.at,
        by=event.by,
        what=_text(row, "what"),
        who=_text(row, "who"),
        when=_text(row, "when"),
        outcome=_text(row, "outcome"),
    )
    return plan.with_steps(name, (*plan.steps(name), step))


def _changed(step: Step, event: Event, row: Mapping[str, Json]) -> Step:
    status = _text(row, "status") or step.status
    if status not in STATUSES:
        raise Refusal("Say whether it is to do, done or stopped.")
    changed = replace(
        step,
        what=_text(row, "what") or step.what,
        who=_text(row, "who") or step.who,
        when=_text(row, "when") or step.when,
        status=status,
        note=_text(row, "note") or step.note,
    )
    if changed == step:
        raise Refusal("Nothing is different from what it says already.")
    was = replace(step, earlier=())
    return replace(changed, at=event.at, by=event.by, earlier=(*step.earlier, was))


def _row(event: Event, name: str) -> Mapping[str, Json]:
    told = event.said.get(name)
    return told if isinstance(told, Mapping) else {}


def _text(row: Mapping[str, Json], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


MOVES: Mapping[str, Move] = {
    "write_plan": write_plan,
    "add_action": add_step,
    "add_milestone": add_step,
    "change_step": change_step,
    "agree": agree,
}
