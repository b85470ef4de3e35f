"""Search for answers that lead somewhere: every way is tried, as long as there aren't too many.

Only what a need asks for is ever decided, and a question that isn't asked has nothing to decide. So a form of
hundreds of questions takes a few steps for each, unless its conditions are knotted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from aimwell.formschema.conditions import AllOf, Comparison, Condition, Not, is_met
from aimwell.formschema.outline import Question
from aimwell.formschema.routes.choices import choices
from aimwell.formschema.routes.graph import Need, Node, relevant

Json = Any
Known = dict[Node, Json]
"""What has been decided: a question's answer; None where it is hidden or left blank."""

CLUSTER_LIMIT = 50_000
"""Comparisons made at most for the questions that hang together by their conditions."""
TOTAL_LIMIT = 200_000
"""Comparisons made at most for a whole template: a second or so."""


class TooMany(Exception):
    """There are too many combinations to try them all."""


@dataclass
class Search:
    """Searches in one template; they share what they may spend."""

    spent: dict[Node | None, int] = field(default_factory=dict)
    total: int = 0
    _usual: dict[Node, tuple[Json, ...]] = field(default_factory=dict)

    def answers(
        self, needs: Sequence[Need], cluster: Node | None, start: Known | None = None
    ) -> Known | None:
        """Answers by which all needs are met; None when there are none. Raises TooMany.

        ``cluster``: whose limit this counts towards. ``start``: answers found before, to go on from first.
        """
        if start:
            found = _Attempt(self, needs, cluster, dict(start)).run()
            if found is not None:
                return found
        return _Attempt(self, needs, cluster, {}, relevant(needs)).run()

    def spend(self, cluster: Node | None) -> None:
        """Count one comparison. Raises TooMany."""
        self.total += 1
        self.spent[cluster] = self.spent.get(cluster, 0) + 1
        if self.spent[cluster] > CLUSTER_LIMIT or self.total > TOTAL_LIMIT:
            raise TooMany

    def usual_choices(self, node: Node) -> tuple[Json, ...]:
        """Answers to a question that tell all its comparisons apart; only a few where there are many."""
        if node not in self._usual:
            found = choices(_question_of(node), node.compared)
            self._usual[node] = tuple(islice(found, _FEW))
        return self._usual[node]


_FEW = 200


class _Attempt:
    """One search: decide question after question, and take back the last decision where it leads nowhere."""

    def __init__(
        self,
        search: Search,
        needs: Sequence[Need],
        cluster: Node | None,
        known: Known,
        compared: Mapping[Node, Sequence[Comparison]] | None = None,
    ) -> None:
        self.search, self.needs, self.cluster, self.known = search, needs, cluster, known
        self.compared = compared
        self.decided: list[tuple[Node, Iterator[Json]]] = []
        """Each question that was decided here, with the answers that weren't tried for it yet."""
        self.groups = dict.fromkeys(node for node in known if node.columns)

    def run(self) -> Known | None:
        """Answers by which all needs are met; None when there are none."""
        while True:
            verdict = self._verdict(chain(self.needs, self._rows()))
            if isinstance(verdict, Node):
                self._settle(verdict)
            elif verdict:
                return self.known
            elif not self._step_back():
                return None

    def _settle(self, wanted: Node) -> None:
        """Decide a question, and before it whatever decides whether it is asked."""
        path = [wanted]
        while path:
            verdict = self._verdict(path[-1].needs)
            if isinstance(verdict, Node):
                path.append(verdict)
                continue
            node = path.pop()
            others = self._possible(node) if verdict else iter((None,))
            self.known[node] = next(others)
            self.decided.append((node, others))
            if node.columns:
                self.groups[node] = None

    def _step_back(self) -> bool:
        """Try the next answer to the last question that has one left. False when none has."""
        while self.decided:
            node, others = self.decided[-1]
            for answer in others:
                self.known[node] = answer
                return True
            self.decided.pop()
            del self.known[node]
        return False

    def _possible(self, node: Node) -> Iterator[Json]:
        """The answers to a question that is asked. One that no answer fits can only be left blank."""
        if self.compared is None:
            found = iter(self.search.usual_choices(node))
        else:
            found = choices(_question_of(node), self.compared.get(node, ()))
        first = next(found, None)
        return chain(() if first is None else (first,), found, (None,) * (first is None or node.may_be_blank))

    def _rows(self) -> Iterator[Need]:
        """That each row which is there says something."""
        for group in self.groups:
            if self.known.get(group) is not None:
                yield from group.row_needs

    def _verdict(self, needs: Iterable[Need]) -> bool | Node:
        """Whether all needs are met; where that isn't decided, the first question that it hangs on."""
        open_question: Node | None = None
        for need in needs:
            verdict = self._judged(need.condition, need.asker)
            if isinstance(verdict, Node):
                open_question = open_question or verdict
            elif verdict is not need.holds:
                return False
        return open_question or True

    def _judged(self, condition: Condition, asker: Node) -> bool | Node:
        if isinstance(condition, Comparison):
            self.search.spend(self.cluster)
            target = asker.targets.get(condition.question)
            if target is not None and target not in self.known:
                return target
            return is_met(condition, None if target is None else self.known[target])
        if isinstance(condition, Not):
            verdict = self._judged(condition.part, asker)
            return verdict if isinstance(verdict, Node) else not verdict
        settling = not isinstance(condition, AllOf)
        open_question: Node | None = None
        for part in condition.parts:
            verdict = self._judged(part, asker)
            if isinstance(verdict, Node):
                open_question = open_question or verdict
            elif verdict is settling:
                return settling
        return open_question or not settling


def _question_of(node: Node) -> Question:
    question = node.question
    if question is None:
        raise TypeError("A section has no answer.")
    return question
