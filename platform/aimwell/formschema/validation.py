"""Validate answers against a compiled schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from aimwell.formschema.messages import answer_errors
from aimwell.formschema.prepared import Prepared, prepared
from aimwell.formschema.problems import AnswerError

Json = Any

ERROR_LIMIT = 200


def validate(schema: Mapping[str, Json], answers: Json) -> list[AnswerError]:
    """What is wrong with answers, by JSON pointer, in plain words; empty when they are valid. Never raises.

    ``schema`` is a compiled one. It is prepared at its first use and known again by identity: keep the object
    and don't change it. Answers that nest too deep, or hold numbers without bound, get one error.
    """
    ready = prepared(schema)
    try:
        return list(islice(_errors(ready, answers), ERROR_LIMIT))
    except (RecursionError, OverflowError, ValueError):
        return [
            AnswerError(
                pointer="",
                keyword="unreadable",
                message="These answers can’t be read: a number is too large, or they are nested too deep",
            )
        ]


def _errors(ready: Prepared, answers: Json) -> Iterator[AnswerError]:
    """Each error once: the validator says nothing of which answer is missing, so all are named each time."""
    seen: set[tuple[str, str]] = set()
    for error in ready.validator.iter_errors(answers):
        for found in answer_errors(error, ready.outline):
            if (found.pointer, found.keyword) not in seen:
                seen.add((found.pointer, found.keyword))
                yield found
