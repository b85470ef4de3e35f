"""A template as a graph: each section, question and column with what decides whether it is asked.

A condition only sees what is asked before it. What it names otherwise (a later question, one of another
group, none at all) is as good as never answered, exactly as ``prune`` has it.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from aimwell.formschema.conditions import ROW, AllOf, AnyOf, Comparison, Condition, comparisons
from aimwell.formschema.outline import Outline, Question, Section

Json = Any

ALWAYS: Condition = AllOf(())


@dataclass(frozen=True)
class Need:
    """That a condition of ``asker`` holds, or that it doesn't."""

    condition: Condition
    asker: Node
    holds: bool = True


@dataclass(eq=False, kw_only=True)
class Node:
    """One section, question or column, at its place in the order of asking."""

    order: int
    item: Section | Question
    holder: Node | None = None
    """The section of a question; the group of a column."""
    targets: dict[str, Node] = field(default_factory=dict)
    """The questions that its condition may ask for, by the name that it has for them."""
    compared: list[Comparison] = field(default_factory=list)
    """Every comparison that is made with its answer."""
    columns: list[Node] = field(default_factory=list)
    cluster: Node | None = None

    @property
    def question(self) -> Question | None:
        """The question, where it is one."""
        return self.item if isinstance(self.item, Question) else None

    @property
    def is_column(self) -> bool:
        """Whether it is asked in each row of a group."""
        return self.holder is not None and self.holder.question is not None

    @cached_property
    def own_need(self) -> Need:
        """What its own condition asks for."""
        return Need(self.item.when or ALWAYS, self)

    @cached_property
    def holder_needs(self) -> tuple[Need, ...]:
        """What must be so that it may be asked at all: its section is, or a row of its group is there."""
        if self.holder is None:
            return ()
        if self.is_column:
            return (Need(_ROW_IS_THERE, self),)
        return (self.holder.own_need,) if self.holder.item.when is not None else ()

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """All that must be so that it is asked."""
        return (*self.holder_needs, self.own_need) if self.item.when is not None else self.holder_needs

    @cached_property
    def row_needs(self) -> tuple[Need, ...]:
        """What a row must be to count: one of its columns is answered."""
        answered = tuple(Comparison(_column_name(column), "answered") for column in self.columns)
        return (Need(AnyOf(answered), self),) if self.columns else ()

    @property
    def may_be_blank(self) -> bool:
        """Whether the form can be signed without an answer where it is asked."""
        question = self.question
        if question is None or not question.required or question.nullable or question.may_be_left:
            return True
        return bool(self.columns) and all(column.item.when is not None for column in self.columns)


Named = MutableMapping[str, Node]
"""The questions that were asked before, by the name that conditions have for them."""

_ROW_IS_THERE = Comparison("*", "answered")


def _column_name(column: Node) -> str:
    return f"*/{column.item.key}"


def graph_of(outline: Outline) -> list[Node]:
    """The nodes of a template, in the order of asking."""
    nodes: list[Node] = []
    earlier: dict[str, Node] = {}

    def add(item: Section | Question, holder: Node | None, named: Named) -> Node:
        node = Node(order=len(nodes), item=item, holder=holder)
        nodes.append(node)
        _aim(node, named)
        return node

    for section in outline.sections:
        holder = add(section, None, earlier)
        for question in section.questions:
            node = add(question, holder, earlier)
            if question.widget == "group":
                _add_columns(node, question, earlier, add)
            earlier[f"{section.key}/{question.key}"] = node
    _join(nodes)
    return nodes


def _add_columns(
    group: Node, question: Question, earlier: Named, add: Callable[[Question, Node, Named], Node]
) -> None:
    in_row: dict[str, Node] = {}
    for column in question.questions:
        node = add(column, group, ChainMap(in_row, earlier) if column.when is not None else {})
        node.targets[_ROW_IS_THERE.question] = group
        group.targets[_column_name(node)] = node
        group.columns.append(node)
        in_row[f"{ROW}{column.key}"] = node


def _aim(node: Node, named: Named) -> None:
    if node.item.when is None:
        return
    for comparison in comparisons(node.item.when):
        target = named.get(comparison.question)
        if target is not None:
            node.targets[comparison.question] = target
            target.compared.append(comparison)


def _join(nodes: list[Node]) -> None:
    """Give all that hangs together by conditions the same cluster."""
    leader = {node: node for node in nodes}

    def led_by(node: Node) -> Node:
        while leader[node] is not node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for node in nodes:
        for other in _linked(node):
            leader[led_by(node)] = led_by(other)
    for node in nodes:
        node.cluster = led_by(node)


def _linked(node: Node) -> Iterator[Node]:
    yield from node.targets.values()
    if node.holder is not None and (node.is_column or node.holder.item.when is not None):
        yield node.holder


def relevant(needs: Iterable[Need]) -> dict[Node, list[Comparison]]:
    """The nodes that can bear on some needs, each with the comparisons made with its answer for these."""
    found: dict[Node, list[Comparison]] = {}
    waiting, seen = list(needs), set[tuple[int, int]]()
    while waiting:
        need = waiting.pop()
        if (id(need.condition), id(need.asker)) in seen:
            continue
        seen.add((id(need.condition), id(need.asker)))
        for comparison in comparisons(need.condition):
            target = need.asker.targets.get(comparison.question)
            if target is None:
                continue
            if target not in found:
                found[target] = []
                waiting += (*target.needs, *target.row_needs)
            found[target].append(comparison)
    return found
