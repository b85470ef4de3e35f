"""Find for each part of a template whether it can be asked, and whether it can be passed by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from aimwell.formschema.conditions import AnyOf, Condition
from aimwell.formschema.outline import Outline
from aimwell.formschema.routes.graph import Need, Node, graph_of
from aimwell.formschema.routes.search import Known, Search, TooMany

Verdict = Literal["always", "sometimes", "never", "unchecked"]
"""How often something is asked. Columns: in each row that there is. Unchecked: too many combinations."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found for one node: answers that lead to it, and past it."""

    node: Node
    verdict: Verdict
    shown: Known | None = None
    hidden: Known | None = None
    is_needless: bool = False
    """Whether its own condition is true whatever is answered."""
    dead_parts: tuple[Condition, ...] = ()
    """The alternatives of its own condition that can never be true."""
    holder: Found | None = None
    never_asked: tuple[Node, ...] = ()
    """What its condition asks for that can never be asked itself."""


def found_routes(sketch: Outline) -> list[Found]:
    """What is found for every node, in the order of asking."""
    search = Search()
    found: dict[Node, Found] = {}
    for node in graph_of(sketch):
        try:
            found[node] = _found(node, found, search)
        except TooMany:
            found[node] = Found(node=node, verdict="unchecked", holder=_holder(node, found))
    return list(found.values())


def _holder(node: Node, found: Mapping[Node, Found]) -> Found | None:
    return found[node.holder] if node.holder is not None else None


def _found(node: Node, before: Mapping[Node, Found], search: Search) -> Found:
    holder = _holder(node, before)
    if holder is not None and holder.verdict == "never":
        return Found(node=node, verdict="never", holder=holder)
    outer: Verdict = holder.verdict if holder is not None else "always"
    passed = holder.hidden if holder is not None else None
    if node.item.when is None and not node.is_column:
        return Found(
            node=node, verdict=outer, shown=holder.shown if holder else {}, hidden=passed, holder=holder
        )
    start = _start(node, before)
    shown = search.answers(node.needs, node.cluster, start)
    if shown is None:
        never = [other for other in node.targets.values() if _is_never(other, before)]
        return Found(node=node, verdict="never", holder=holder, never_asked=tuple(never))
    if node.item.when is None:
        return Found(node=node, verdict=outer, shown=shown, hidden=passed, holder=holder)
    without = (*node.holder_needs, Need(node.item.when, node, holds=False))
    hidden = search.answers(without, node.cluster, start)
    return Found(
        node=node,
        verdict=outer if hidden is None else "sometimes",
        shown=shown,
        hidden=hidden or passed,
        is_needless=hidden is None,
        dead_parts=tuple(_dead_parts(node, shown, search)),
        holder=holder,
    )


def _is_never(node: Node, before: Mapping[Node, Found]) -> bool:
    return node in before and before[node].verdict == "never"


def _start(node: Node, before: Mapping[Node, Found]) -> Known:
    """Answers that lead to all that a condition asks for, as far as they go together."""
    start: Known = {}
    for other in _named(node):
        known = before[other].shown if other in before else None
        if known and all(start[each] == known[each] for each in start.keys() & known.keys()):
            start.update(known)
    return start


def _named(node: Node) -> Iterator[Node]:
    if node.holder is not None:
        yield node.holder
    yield from node.targets.values()


def _dead_parts(node: Node, shown: Known, search: Search) -> Iterator[Condition]:
    if isinstance(node.item.when, AnyOf) and len(node.item.when.parts) > 1:
        for part in node.item.when.parts:
            if search.answers((*node.holder_needs, Need(part, node)), node.cluster, shown) is None:
                yield part
