"""A few whole sets of answers that between them take every route through a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.conditions import is_blank
from aimwell.formschema.outline import Outline
from aimwell.formschema.routes.filling import filled
from aimwell.formschema.routes.finding import Found, found_routes
from aimwell.formschema.routes.graph import Node
from aimwell.formschema.routes.search import Known
from aimwell.formschema.wording import value_in_words

Json = Any

_MOST_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class ProposedCase:
    """Answers to a whole form, and the routes that they were chosen for.

    ``shows`` and ``hides``: the pointers of the conditional sections, questions and columns that these
    answers are the first to lead to, or past.
    """

    name: str
    """What makes it another case than the others: “‘Do you live alone?’ is No”."""
    answers: Mapping[str, Json]
    shows: tuple[str, ...]
    hides: tuple[str, ...]


@dataclass
class _Draft:
    known: Known
    shows: list[str]
    hides: list[str]

    def takes(self, route: Known) -> bool:
        """Whether a route can be taken by the same answers."""
        return all(self.known[node] == route[node] for node in self.known.keys() & route.keys())


def proposed_cases(sketch: Outline) -> tuple[ProposedCase, ...]:
    """As few cases as are easily found in which everything conditional is seen, and seen hidden.

    ``sketch``: of a compiled schema, so that a measure that must be answered is. The answers pass ``prune``
    unchanged, but for what it calculates, and ``validate``, but for texts whose pattern none of our examples
    fits. What isn't required and
    decides nothing is left out. A form without conditions has one case.
    """
    drafts: list[_Draft] = []
    for found in found_routes(sketch):
        pointer = found.node.item.pointer
        for route, is_shown in _routes(found):
            draft = next((each for each in drafts if each.takes(route)), None)
            if draft is None:
                draft = _Draft({}, [], [])
                drafts.append(draft)
            draft.known.update(route)
            (draft.shows if is_shown else draft.hides).append(pointer)
    return tuple(_case(draft, sketch) for draft in drafts or [_Draft({}, [], [])])


def _routes(found: Found) -> Iterator[tuple[Known, bool]]:
    if found.node.item.when is not None or found.node.is_column:
        if found.shown is not None:
            yield found.shown, True
        if found.hidden is not None:
            yield found.hidden, False


def _case(draft: _Draft, sketch: Outline) -> ProposedCase:
    decided = {node.item.pointer: answer for node, answer in draft.known.items()}
    return ProposedCase(
        name=_name(draft),
        answers=filled(sketch, decided),
        shows=tuple(draft.shows),
        hides=tuple(draft.hides),
    )


def _name(draft: _Draft) -> str:
    said = [_said(node, answer) for node, answer in draft.known.items() if not node.columns]
    if not said:
        return "What must be answered, and no more"
    more = len(said) - _MOST_NAMED
    return "; ".join(said[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _said(node: Node, answer: Json) -> str:
    if is_blank(answer):
        return f"‘{node.item.title}’ isn’t answered"
    if isinstance(answer, dict):
        return f"‘{node.item.title}’ is answered"
    if isinstance(answer, list):
        chosen = " and ".join(value_in_words(one, node.question) for one in answer)
        return f"‘{node.item.title}’ includes {chosen}"
    return f"‘{node.item.title}’ is {value_in_words(answer, node.question)}"
