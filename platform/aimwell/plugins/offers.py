"""Check what a plugin offers, so that a fault is found at installation and not when somebody needs it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, get_args

from jsonschema import Draft202012Validator, SchemaError

from aimwell.contracts import Measure, Purpose, Scale, Tariff, TriageRule

Offer = Measure | TriageRule | Tariff

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


def offer_faults(offer: Offer) -> Iterator[str]:
    """What is wrong with an offer, one sentence a fault. Nothing when it can be used."""
    if not (isinstance(offer.name, str) and _NAME.fullmatch(offer.name)):
        yield "its name must be snake_case: small letters, digits and _, starting with a letter"
    for field in ("version", "label"):
        if not (isinstance(getattr(offer, field), str) and getattr(offer, field).strip()):
            yield f"its {field} is empty"
    yield from _schema_faults("settings", offer.settings)
    if isinstance(offer, Measure):
        yield from _measure_faults(offer)
    elif isinstance(offer, TriageRule):
        yield from _schema_faults("facts", offer.facts)
        yield from _callable_faults(offer, "decide")
        if not offer.decisions:
            yield "it has no decisions"
        if offer.purpose not in get_args(Purpose):
            yield "its purpose must be triage, priority or eligibility"
        strange = (code for code in offer.roles if code not in offer.decisions)
        yield from (f"its roles name “{code}”, which is no decision of it" for code in strange)
    else:
        yield from _schema_faults("case", offer.case)
        yield from _callable_faults(offer, "quote")


def _measure_faults(measure: Measure) -> Iterator[str]:
    yield from _callable_faults(measure, "score", "change")
    if measure.licence.tier not in ("open", "data_only", "external"):
        yield "its licence tier must be open, data_only or external"
    answers_faults = list(_schema_faults("answers", measure.answers))
    yield from answers_faults
    if not measure.scales:
        yield "it has no scales"
    names = [scale.name for scale in measure.scales]
    yield from (f"it has two scales named “{name}”" for name in sorted(set(names)) if names.count(name) > 1)
    for scale in measure.scales:
        if not _NAME.fullmatch(scale.name):
            yield f"the name of its scale “{scale.name}” must be snake_case"
        if not (
            math.isfinite(scale.minimum) and math.isfinite(scale.maximum) and scale.minimum < scale.maximum
        ):
            yield f"the scale “{scale.name}” must have a finite minimum below a finite maximum"
        if scale.higher_is not in ("better", "worse", None):
            yield f"higher_is of the scale “{scale.name}” must be better, worse or None"
        yield from _band_faults(scale)
    if measure.paired and not answers_faults:
        yield from _pairing_faults(measure)


def _band_faults(scale: Scale) -> Iterator[str]:
    bands = sorted(scale.bands, key=lambda band: band.minimum)
    for band in bands:
        if not band.label.strip():
            yield f"a band of the scale “{scale.name}” has no label"
        if not scale.minimum <= band.minimum <= band.maximum <= scale.maximum:
            yield f"the band “{band.label}” of the scale “{scale.name}” must lie within its range"
    for lower, upper in pairwise(bands):
        if upper.minimum <= lower.maximum:
            yield f"the bands “{lower.label}” and “{upper.label}” of the scale “{scale.name}” overlap"


def _pairing_faults(measure: Measure) -> Iterator[str]:
    assert measure.paired is not None
    rows = measure.answers.get("properties", {}).get(measure.paired.rows, {})
    columns = rows.get("items", {}).get("properties", {})
    for column in (measure.paired.key, *measure.paired.carry):
        if column not in columns:
            yield f"its paired rows name “{column}”, which no item of “{measure.paired.rows}” has"


def _schema_faults(field: str, schema: Any) -> Iterator[str]:
    if not isinstance(schema, dict):
        yield f"its {field} must be a dict that holds a JSON Schema"
        return
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        yield f"its {field} is not a valid JSON Schema 2020-12: {error.json_path}: {error.message}"
        return
    if schema.get("type") != "object":
        yield f"its {field} must have the type object"
    if _refers(schema):
        yield f"its {field} has a $ref; write the schema out, so that it can stand inside a form template"


def _refers(node: Any) -> bool:
    if isinstance(node, Mapping):
        return any(
            (key in ("$ref", "$dynamicRef") and isinstance(value, str)) or _refers(value)
            for key, value in node.items()
        )
    return isinstance(node, list) and any(_refers(value) for value in node)


def _callable_faults(offer: Offer, *fields: str) -> Iterator[str]:
    yield from (f"its {field} must be a function" for field in fields if not callable(getattr(offer, field)))
