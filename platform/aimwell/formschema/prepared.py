"""What is worked out once for a schema and used at each request: its outline and its validator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from aimwell.formschema.outline import Outline
from aimwell.formschema.outlining import outline
from aimwell.formschema.patterns import found_in
from aimwell.formschema.shape import DATE_PATTERN, EMAIL_PATTERN, NOTE

Json = Any

_ANNOTATIONS = frozenset({"$schema", "$id", "$comment", "title", "description", "examples", NOTE})


NEVER: dict[str, Json] = {"not": {}}
"""What ``false`` is to a validator; unlike it, its errors tell their place."""


class Prepared:
    """A compiled schema with what is made from it when first asked for."""

    def __init__(self, schema: Mapping[str, Json]) -> None:
        self._schema = schema

    @cached_property
    def outline(self) -> Outline:
        """The outline of the schema."""
        return outline(self._schema)

    @cached_property
    def validator(self) -> Validator:
        """A validator of the schema without its annotations: they only cost time."""
        return _AnswerValidator(_without_annotations(self._schema), format_checker=_FORMATS)


class _Identity:
    """A schema as a key of the cache: the same object, not an equal one, so that no schema is ever hashed."""

    __slots__ = ("schema",)

    def __init__(self, schema: Mapping[str, Json]) -> None:
        self.schema = schema

    def __hash__(self) -> int:
        return id(self.schema)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.schema is self.schema


@lru_cache(maxsize=128)
def _prepared(key: _Identity) -> Prepared:
    return Prepared(key.schema)


def prepared(schema: Mapping[str, Json]) -> Prepared:
    """What is kept for this schema object. A schema must not be changed after its first use."""
    return _prepared(_Identity(schema))


def _without_annotations(schema: Json) -> Json:
    if schema is False:
        return NEVER
    if not isinstance(schema, Mapping):
        return schema
    bare: dict[str, Json] = {}
    for keyword, value in schema.items():
        if keyword in _ANNOTATIONS or (keyword == "pattern" and "format" in schema):
            continue  # the pattern stands beside a format only for validators that don't check formats
        if keyword == "properties":
            value = {key: _without_annotations(inner) for key, inner in value.items()}
        elif keyword in ("allOf", "anyOf", "oneOf"):
            value = [_without_annotations(inner) for inner in value]
        elif keyword in ("items", "contains", "not", "if", "then", "else"):
            value = _without_annotations(value)
        bare[keyword] = value
    return bare


Errors = Iterator[ValidationError]


def _pattern(validator: Validator, pattern: str, instance: Json, schema: Json) -> Errors:
    """RE2 takes time in proportion to the text, whatever the pattern."""
    if isinstance(instance, str) and not found_in(pattern, instance):
        yield ValidationError("does not match")


def _unique_items(validator: Validator, unique: bool, instance: Json, schema: Json) -> Errors:
    """Only texts are compared: whatever else is in the list, ``items`` refuses."""
    texts = [item for item in instance if isinstance(item, str)] if isinstance(instance, list) else []
    if unique and len(set(texts)) < len(texts):
        yield ValidationError("has an item twice")


def _enum(validator: Validator, options: list[Json], instance: Json, schema: Json) -> Errors:
    """An option that is a text is found at once; anything else is compared as JSON Schema does."""
    if not (isinstance(instance, str) and instance in options):
        yield from Draft202012Validator.VALIDATORS["enum"](validator, options, instance, schema)


_DATE = re.compile(DATE_PATTERN)


def _is_date(value: Json) -> bool:
    if not isinstance(value, str):
        return True
    return bool(_DATE.fullmatch(value) and date.fromisoformat(value))


def _is_email(value: Json) -> bool:
    return not isinstance(value, str) or found_in(EMAIL_PATTERN, value)


_FORMATS = FormatChecker(formats=())
_FORMATS.checks("date", raises=ValueError)(_is_date)
_FORMATS.checks("email")(_is_email)

_AnswerValidator = extend(
    Draft202012Validator, {"pattern": _pattern, "uniqueItems": _unique_items, "enum": _enum}
)
