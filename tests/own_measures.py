"""An organisation's own measure, made as its screens make it, and a form that asks it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aimwell.organisations.measure_making import new_measure, use_draft
from aimwell.organisations.models import CustomMeasure, Organisation, User
from aimwell.organisations.scope import acting_for
from aimwell.questionnaire import read, write

EXAMPLE = Path(__file__).parents[1] / "schemas" / "examples" / "measures" / "getting-about.json"

GETTING_ABOUT: dict[str, Any] = {
    "title": "How it goes",
    "type": "object",
    "x-aimwell": {"kind": "review", "language": "en-GB"},
    "properties": {
        "going": {
            "type": "object",
            "title": "Getting about",
            "properties": {
                "about": {
                    "title": "Getting about",
                    "x-aimwell": {"widget": "measure", "measure": "getting_about"},
                }
            },
        }
    },
}


def example() -> dict[str, Any]:
    """The document of the measure that is shipped as an example."""
    return read(EXAMPLE.read_text(encoding="utf-8"))


def make_measure(organisation: Organisation, by: User, *, used: bool = True, **changes: Any) -> CustomMeasure:
    """The example in an organisation, with a first version unless it is not ``used``."""
    with acting_for(organisation):
        measure = new_measure(organisation, write({**example(), **changes}), by=by)
        if used:
            use_draft(measure, by=by)
        return measure


def use_again(measure: CustomMeasure, by: User, document: dict[str, Any]) -> None:
    """A next version with another definition."""
    with acting_for(measure.organisation):
        measure.text = write(document)
        measure.save()
        use_draft(measure, by=by)


def answered(points: int, **changes: str) -> dict[str, Any]:
    """Answers to GETTING_ABOUT: every item with so many points. The third is reversed."""
    items = ("rooms", "stairs", "sure_at_home", "front_door", "street", "transport")
    return {"going": {"about": {**dict.fromkeys(items, str(points)), **changes}}}
