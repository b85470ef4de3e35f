"""The words of the page: hit policies, purposes, roles; and a problem as a manager reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from aimwell.contracts import Json
from aimwell.formschema import Problem
from aimwell.ruletables import document_problems
from aimwell_cms.authoring.ruletables.cells import unread_cells


@dataclass(frozen=True, kw_only=True)
class PolicyWords:
    """A hit policy: its letter in DMN, its name here, and what it means."""

    code: str
    label: str
    meaning: str


POLICIES = (
    PolicyWords(
        code="U",
        label="Only one rule may fit",
        meaning="For any answers at most one rule fits. The clearest kind: each rule can be read by itself.",
    ),
    PolicyWords(
        code="A",
        label="Several may fit, if they say the same",
        meaning="Rules may overlap as long as they lead to the same decision.",
    ),
    PolicyWords(
        code="P",
        label="Several may fit: the most pressing decision counts",
        meaning="Of the rules that fit, the one whose decision stands first in the list of decisions counts.",
    ),
    PolicyWords(
        code="F",
        label="The first rule that fits counts",
        meaning="Read from the top. Moving a rule changes what the table says, so take care with the order.",
    ),
    PolicyWords(
        code="C",
        label="All that fit are listed",
        meaning="Every rule that fits is given as a reason; the most pressing decision is recommended.",
    ),
    PolicyWords(
        code="C+", label="Add up", meaning="As before, and the numbers of the rules that fit are added."
    ),
    PolicyWords(code="C#", label="Count", meaning="As before, and the rules that fit are counted."),
    PolicyWords(
        code="C<", label="Take the least", meaning="As before, with the least of the rules’ numbers."
    ),
    PolicyWords(
        code="C>", label="Take the most", meaning="As before, with the greatest of the rules’ numbers."
    ),
)
POLICY_LABELS = {one.code: one.label for one in POLICIES}
PURPOSES = {
    "triage": "Triage: whether to help, and how soon",
    "priority": "Priority: who comes first",
    "eligibility": "Eligibility: who can meet an outcome",
}
ROLES = {
    "urgent": "Urgent",
    "routine": "Routine",
    "not_necessary": "Not necessary",
    "more_information": "Ask for more information",
}
INTENTS = {"treatment": "To treat", "management": "To manage"}
HOWS = {
    "highest": "The highest of those known",
    "lowest": "The lowest of those known",
    "sum": "Their sum (not known while one is unknown)",
    "all-known": "Whether all of them are known (yes or no)",
}

_FIELDS = {
    "label": "the name",
    "reason": "the reason",
    "options": "the answers",
    "value": "the word for cells",
    "minimum": "the lowest number",
    "maximum": "the highest number",
    "decision": "the decision",
    "level": "the level",
    "number": "the number",
    "id": "the id",
    "of": "what it is worked out from",
    "how": "how it is worked out",
    "hint": "the help",
    "inputs": "What the table asks for",
    "decisions": "The decisions",
}


def problems_of(document: Mapping[str, Json]) -> list[Problem]:
    """What is wrong with a draft, in words for whoever edits it. Empty: it is a table, and can be checked."""
    unread = list(unread_cells(document))
    found = [
        Problem(id="cell", place=place, message=f"Rule {rule}: {refused.message}", remedy=refused.remedy)
        for place, rule, refused in unread
    ]
    readable = _without_cells(document, {place for place, _, _ in unread})
    return [*found, *(_in_words(problem, document) for problem in document_problems(readable))]


def _without_cells(document: Mapping[str, Json], places: set[str]) -> dict[str, Json]:
    rules = [
        {
            **rule,
            "when": {
                name: cell
                for name, cell in rule.get("when", {}).items()
                if f"/rules/{index}/when/{name}" not in places
            },
        }
        for index, rule in enumerate(document.get("rules", ()))
    ]
    return {**document, "rules": rules}


def _in_words(problem: Problem, document: Mapping[str, Json]) -> Problem:
    """A fault of shape names the end of its place: here it says where in the words of the page."""
    if problem.id != "shape":
        return problem
    rest = re.sub(r"^“[^”]*” ", "", problem.message)
    return replace(problem, message=f"{place_words(problem.place, document)} {rest}", remedy="")


def place_words(place: str, document: Mapping[str, Json]) -> str:
    """A place in the draft, as the page names it."""
    parts = place.strip("/").split("/")
    owner = _owner(parts, document)
    last = next((part for part in reversed(parts) if not part.isdigit()), "")
    field = _FIELDS.get(last, f"“{last}”")
    if not owner:
        return field[:1].upper() + field[1:]
    return f"{owner}: {field}"


def _owner(parts: list[str], document: Mapping[str, Json]) -> str:
    if parts[0] == "otherwise":
        return "Where no rule fits"
    if len(parts) < 2 or not re.fullmatch(r"[0-9]+", parts[1]):
        return ""
    entry = document[parts[0]][int(parts[1])]
    if parts[0] == "rules":
        return f"Rule {entry['id']}"
    if parts[0] == "cases":
        return f"Case “{entry['name']}”"
    nouns = {"inputs": "Column", "derived": "Column", "decisions": "Decision"}
    return f"{nouns[parts[0]]} {int(parts[1]) + 1} (“{entry['label'] or 'no name yet'}”)"
