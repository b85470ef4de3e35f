"""The names that FHIR R4 and its Structured Data Capture guide give to what we read and write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Json = Any

_CORE = "http://hl7.org/fhir/StructureDefinition/"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"

MIN_VALUE = f"{_CORE}minValue"
MAX_VALUE = f"{_CORE}maxValue"
MIN_LENGTH = f"{_CORE}minLength"
REGEX = f"{_CORE}regex"
UNIT = f"{_CORE}questionnaire-unit"
ITEM_CONTROL = f"{_CORE}questionnaire-itemControl"
ITEM_CONTROL_SYSTEM = "http://hl7.org/fhir/questionnaire-item-control"
SLIDER_STEP = f"{_CORE}questionnaire-sliderStepValue"
HIDDEN = f"{_CORE}questionnaire-hidden"
MIN_OCCURS = f"{_CORE}questionnaire-minOccurs"
MAX_OCCURS = f"{_CORE}questionnaire-maxOccurs"
TRANSLATION = f"{_CORE}translation"
ORDINAL = f"{_CORE}ordinalValue"
CALCULATED = f"{_SDC}sdc-questionnaire-calculatedExpression"
ENABLE_WHEN_EXPRESSION = f"{_SDC}sdc-questionnaire-enableWhenExpression"


def extensions(holder: Mapping[str, Json], url: str) -> Iterator[Mapping[str, Json]]:
    """The extensions of an element with this address."""
    found = holder.get("extension")
    for one in found if isinstance(found, list) else ():
        if isinstance(one, Mapping) and one.get("url") == url:
            yield one


def value(element: Mapping[str, Json] | None, prefix: str = "value") -> Json:
    """What an element holds under ``value[x]``, whatever its type; None when nothing."""
    for name, held in (element or {}).items():
        if name.startswith(prefix) and name[len(prefix) :][:1].isupper():
            return held
    return None


def first(holder: Mapping[str, Json], url: str) -> Json:
    """The value of the first extension with this address."""
    return value(next(extensions(holder, url), None))


def control_of(item: Mapping[str, Json]) -> str:
    """The code of an item's control, such as ``slider`` or ``help``."""
    held = first(item, ITEM_CONTROL)
    codings = held.get("coding") if isinstance(held, Mapping) else None
    code = (
        codings[0].get("code")
        if isinstance(codings, list) and codings and isinstance(codings[0], Mapping)
        else ""
    )
    return code if isinstance(code, str) else ""
