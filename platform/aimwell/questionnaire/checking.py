"""What is wrong with a definition, in the words of whoever makes the measure, each with its place and remedy.

A draft may hold anything that was typed into its fields: texts where numbers belong, names of items that are
gone. What stands in single fields is told first; how the parts fit together, once those are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from aimwell.contracts import Json
from aimwell.formschema import Problem
from aimwell.questionnaire.definition import Definition
from aimwell.questionnaire.fields import field_problems
from aimwell.questionnaire.reading import define, shape_problems
from aimwell.questionnaire.rules import rule_advice, rule_problems

PROBLEM_LIMIT = 100


def problems(document: Mapping[str, Json]) -> list[Problem]:
    """What must be put right before the measure can be used; the first hundred."""
    return list(islice(_problems(document), PROBLEM_LIMIT))


def _problems(document: Mapping[str, Json]) -> Iterator[Problem]:
    found = list(islice(field_problems(document), PROBLEM_LIMIT)) or shape_problems(document)
    if found:
        yield from found
        return
    definition = define(document)
    for index, rule in enumerate(definition.rules):
        yield from rule_problems(rule, f"/scales/{index}")


def advice(definition: Definition) -> list[Problem]:
    """What an author may want to think over; nothing of it stands in the way."""
    found: list[Problem] = []
    counted = {item.key for rule in definition.rules for item in rule.items}
    for index, item in enumerate(definition.items):
        if item.key not in counted:
            found.append(
                Problem(
                    id="item-not-counted",
                    place=f"/items/{index}/wording",
                    message=f"Item {item.number} is asked, but counts in no score.",
                    remedy="Tick it in a score, or leave it so if it is meant.",
                )
            )
    for index, rule in enumerate(definition.rules):
        found += rule_advice(rule, f"/scales/{index}")
    return found
