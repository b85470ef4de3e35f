"""Validate answers against a compiled schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from aimwell.formschema.messages import answer_errors, reading_order
from aimwell.formschema.prepared import Prepared, prepared
from aimwell.formschema.problems import AnswerError

Json = Any

ERROR_LIMIT = 200


def validate(schema: Mapping[str, Json], answers: Json, *, section: str = "") -> list[AnswerError]:
    """What is wrong with answers, in plain words, in the order of the form; empty when they are valid.

    ``schema`` is a compiled one. It is prepared at its first use and known again by identity: keep the object
    and don't change it. Never raises: answers that nest too deep, or hold boundless numbers, get one error.
    ``section``: the key of the one section of which errors are told; empty: of all.
    """
    ready = prepared(schema)
    try:
        found = list(islice(_errors(ready, answers, section), ERROR_LIMIT))
    except (RecursionError, OverflowError, ValueError):
        return [
            AnswerError(
                pointer="",
                keyword="unreadable",
                message="These answers can’t be read: a number is too large, or they are nested too deep",
            )
        ]
    return sorted(found, key=lambda error: reading_order(error.pointer, ready.outline)) if found else found


def _errors(ready: Prepared, answers: Json, section: str) -> Iterator[AnswerError]:
    """Each error once: the validator says nothing of which answer is missing, so all are named each time."""
    seen: set[tuple[str, str]] = set()
    for error in ready.validator.iter_errors(answers):
        if section and error.absolute_path and error.absolute_path[0] != section:
            continue
        for found in answer_errors(error, ready.outline):
            if (found.pointer, found.message) not in seen:
                seen.add((found.pointer, found.message))
                yield found
