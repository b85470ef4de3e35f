"""Check data against the schema of an offer, in plain words and without repeating the data."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry

from aimwell.contracts import InputFault, Json
from aimwell.formschema.shape import escaped

_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}

_WORDS: Mapping[str, Callable[[Any], str]] = {
    "type": lambda wanted: "must be " + " or ".join(_KINDS[kind] for kind in _listed(wanted)),
    "enum": lambda wanted: (
        "must be one of: " + ", ".join(str(value) for value in wanted if value is not None)
    ),
    "const": lambda wanted: f"must be {wanted}",
    "minimum": lambda limit: f"must be {limit} or more",
    "maximum": lambda limit: f"must be {limit} or less",
    "exclusiveMinimum": lambda limit: f"must be more than {limit}",
    "exclusiveMaximum": lambda limit: f"must be less than {limit}",
    "multipleOf": lambda step: f"must be in steps of {step}",
    "minLength": lambda limit: (
        "must not be empty" if limit == 1 else f"must have at least {limit} characters"
    ),
    "maxLength": lambda limit: f"must have at most {limit} characters",
    "minItems": lambda limit: f"must have at least {limit}",
    "maxItems": lambda limit: f"must have at most {limit}",
    "uniqueItems": lambda _: "must not have the same thing twice",
    "format": lambda wanted: f"must be a valid {wanted}",
}


def check_input(schema: Mapping[str, Json], data: Json) -> list[InputFault]:
    """Every fault of ``data`` against ``schema`` (JSON Schema 2020-12), each with its JSON pointer.

    Pure; nothing is fetched. Numbers that JSON can't hold (NaN, infinity) are faults.
    Messages are plain words that never repeat the data.
    """
    not_numbers = [
        InputFault(pointer=place, message="must be a finite number") for place in _not_finite(data)
    ]
    if not_numbers:
        return not_numbers
    validator = Draft202012Validator(
        schema, registry=Registry(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    faults = (fault for error in validator.iter_errors(data) for fault in _faults(error))
    # jsonschema reports one error a missing property, and names it only in the message: each error tells all.
    return sorted(set(faults), key=lambda fault: (_in_reading_order(fault.pointer), fault.message))


def pointer(*parts: str | int) -> str:
    """The JSON pointer (RFC 6901) of the given steps."""
    return "".join(f"/{escaped(str(part))}" for part in parts)


def _faults(error: ValidationError) -> Iterator[InputFault]:
    place = tuple(error.absolute_path)
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        yield from (InputFault(pointer=pointer(*place, name), message="is needed") for name in missing)
    elif error.validator == "dependentRequired":
        yield from _needed_beside(error, place)
    elif error.validator in ("pattern", "anyOf"):
        hint = error.schema.get("x-aimwell", {}).get("hint")
        message = f"must be {hint}" if hint else "is not written in the way that is expected"
        yield InputFault(pointer=pointer(*place), message=message)
    elif error.validator in ("additionalProperties", "unevaluatedProperties"):
        known = error.schema.get("properties", {})
        message = "is not known here; known are: " + ", ".join(known) if known else "is not known here"
        extra = [name for name in error.instance if name not in known]
        yield from (InputFault(pointer=pointer(*place, name), message=message) for name in extra)
    else:
        words = _WORDS.get(str(error.validator))
        message = words(error.validator_value) if words else f"does not satisfy “{error.validator}”"
        yield InputFault(pointer=pointer(*place), message=message)


def _needed_beside(error: ValidationError, place: tuple[str | int, ...]) -> Iterator[InputFault]:
    for given, needed in error.validator_value.items():
        if given in error.instance:
            missing = [name for name in needed if name not in error.instance]
            message = f"is needed, because {given} is given"
            yield from (InputFault(pointer=pointer(*place, name), message=message) for name in missing)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _not_finite(data: Json, place: str = "") -> Iterator[str]:
    if isinstance(data, float) and not math.isfinite(data):
        yield place
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _not_finite(value, place + pointer(key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _not_finite(value, place + pointer(index))


def _in_reading_order(place: str) -> tuple[tuple[bool, int, str], ...]:
    steps = place.split("/")
    return tuple((step.isdigit(), int(step) if step.isdigit() else 0, step) for step in steps)
