"""Why something can never be asked, and what else is wrong with its condition, in an author's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from aimwell.formschema.conditions import AllOf, AnyOf, Comparison, Condition, Not, comparisons, is_met
from aimwell.formschema.outline import Outline, Section
from aimwell.formschema.problems import Problem
from aimwell.formschema.routes.choices import choices
from aimwell.formschema.routes.finding import Found
from aimwell.formschema.routes.graph import Node
from aimwell.formschema.wording import phrase, value_in_words

Json = Any

NEVER_ASKED = "never-asked"
"""The id of the problem that something can never be asked. All other problems of routes are advice."""

_MOST_DEMANDS = 200
_MOST_ANSWERS = 500


def problems_of(found: Found, sketch: Outline, place: str) -> tuple[Problem, ...]:
    """What is wrong with one condition. ``place``: where it stands in the template.

    What can't be asked because its section can't has no problem of its own.
    """
    if found.holder is not None and found.holder.verdict == "never":
        return ()
    return tuple(
        Problem(id=name, place=place, message=message, remedy=remedy)
        for name, message, remedy in _told(found, sketch)
    )


def _told(found: Found, sketch: Outline) -> Iterator[tuple[str, str, str]]:
    node, who = found.node, _who(found.node)
    if found.verdict == "never":
        yield NEVER_ASKED, f"{who} can never be asked: {_reason(found, sketch)}.", "Correct the condition."
    elif found.verdict == "unchecked" and node.item.when is not None:
        yield (
            "routes-unchecked",
            f"Whether {who} can be asked was not found out: there are too many combinations of answers to "
            "try them all.",
            "Try it in the preview, or simplify its condition.",
        )
    elif found.is_needless:
        whenever = " whenever its section is" if node.holder and node.holder.item.when is not None else ""
        yield (
            "always-asked",
            f"{who} is always asked{whenever}: its condition is true whatever is answered.",
            "Take the condition off, or correct it.",
        )
    for part in found.dead_parts:
        yield (
            "part-never-true",
            f"One part of the condition of {who} can never be true: {phrase(part, sketch, node.question)}.",
            "Correct that part, or take it out.",
        )


def _who(node: Node) -> str:
    return f"The section ‘{node.item.title}’" if isinstance(node.item, Section) else f"‘{node.item.title}’"


@dataclass(frozen=True)
class _Demand:
    """A condition that must hold so that something is asked, and whose it is."""

    part: Condition
    asker: Node


def _reason(found: Found, sketch: Outline) -> str:
    node = found.node
    if found.never_asked:
        return f"it depends on {_who(found.never_asked[0])}, which can never be asked"
    demands = list(_demands(node))
    for asked_for, made in _by_question(demands).items():
        if core := _contradiction(asked_for, made):
            return _clash(core, asked_for, node, sketch)
    if (answered := next(_answered_always(demands), None)) is not None:
        return f"it needs {_who(answered)} to be left empty, which must be answered"
    if isinstance(node.item.when, AnyOf):
        return "none of the alternatives in its condition can be so"
    if node.is_column and node.item.when is None:
        return "no row of its group can be filled in"
    return "its condition, and those of what it depends on, can’t all be true at once"


def _answered_always(demands: Sequence[_Demand]) -> Iterator[Node]:
    """The questions that are to be left empty and must be answered."""
    for demand in demands:
        if isinstance(demand.part, Comparison) and demand.part.operator == "not_answered":
            target = demand.asker.targets.get(demand.part.question)
            if target is not None and not target.may_be_blank:
                yield target


def _demands(node: Node) -> Iterator[_Demand]:
    """What must hold for a node, for its section or group, and for what all these want answered."""
    waiting, seen, told = [node], {node}, 0
    while waiting:
        asker = waiting.pop(0)
        if asker.holder is not None and asker.holder not in seen:
            seen.add(asker.holder)
            waiting.append(asker.holder)
        for part in _parts(asker.item.when):
            told += 1
            if told > _MOST_DEMANDS:
                return
            yield _Demand(part, asker)
            if isinstance(part, Comparison) and part.operator != "not_answered":
                target = asker.targets.get(part.question)
                if target is not None and target not in seen:
                    seen.add(target)
                    waiting.append(target)


def _parts(condition: Condition | None) -> Iterator[Condition]:
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _parts(part)
    elif condition is not None:
        yield condition


def _by_question(demands: Sequence[_Demand]) -> dict[Node, list[_Demand]]:
    """The demands that ask for one question alone, by it."""
    found: dict[Node, list[_Demand]] = {}
    for demand in demands:
        targets = {demand.asker.targets.get(part.question) for part in comparisons(demand.part)}
        (target,) = targets if len(targets) == 1 else (None,)
        if target is not None:
            found.setdefault(target, []).append(demand)
    return found


def _contradiction(target: Node, made: list[_Demand]) -> list[_Demand]:
    """As few of the demands on a question as no answer meets; empty when one meets them all."""
    if target.question is None or _is_possible(target, made):
        return []
    core = list(made)
    for demand in made:
        fewer = [other for other in core if other is not demand]
        if fewer and not _is_possible(target, fewer):
            core = fewer
    return core


def _is_possible(target: Node, made: Sequence[_Demand]) -> bool:
    """Whether an answer to the question, or none, meets the demands. With too many to try, one might."""
    if target.question is None:
        return True
    compared = [part for demand in made for part in comparisons(demand.part)]
    answers = [None, *islice(choices(target.question, compared), _MOST_ANSWERS)]
    met = any(all(_holds(demand.part, answer) for demand in made) for answer in answers)
    return met or len(answers) > _MOST_ANSWERS


def _holds(condition: Condition, answer: Json) -> bool:
    if isinstance(condition, Comparison):
        return is_met(condition, answer)
    if isinstance(condition, Not):
        return not _holds(condition.part, answer)
    every: Callable[..., bool] = all if isinstance(condition, AllOf) else any
    return every(_holds(part, answer) for part in condition.parts)


def _clash(core: Sequence[_Demand], target: Node, node: Node, sketch: Outline) -> str:
    """The contradiction in words."""
    title, askers = f"‘{target.item.title}’", list(dict.fromkeys(demand.asker for demand in core))
    said = [(demand.asker, phrase(demand.part, sketch, demand.asker.question)) for demand in core]
    if len(core) == 1:
        return f"no answer to {title} can be such that {said[0][1]}"
    values = [
        part.value
        for part in (demand.part for demand in core)
        if isinstance(part, Comparison) and part.operator == "equals"
    ]
    if len(values) == len(core) and len(askers) == 1:
        wanted = " and ".join(value_in_words(value, target.question) for value in values)
        subject = "it needs" if askers[0] is node else f"{_who(askers[0])} needs"
        return f"{subject} {title} to be {wanted} at once"
    return ", but ".join(
        f"{_asker(asker, node)} only when {' and '.join(words for whose, words in said if whose is asker)}"
        for asker in askers
    ) + (", which can’t be so at once" if len(askers) == 1 else "")


def _asker(asker: Node, node: Node) -> str:
    if asker is node:
        return "it is asked"
    if asker is node.holder:
        return "its group is asked" if asker.question is not None else "its section is asked"
    return f"{_who(asker)} is asked"
