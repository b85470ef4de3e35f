"""Forty mixed questions: as a template of ours, as fields of Wagtail's form builder, and answered.

Ten kinds in turn. Where Wagtail has no such kind, its nearest is taken: yes/no and a scale are radios there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FOUR = ["never", "sometimes", "often", "always"]
FIVE = ["washing", "dressing", "cooking", "shopping", "going out"]
FIFTEEN = [f"place {number}" for number in range(1, 16)]
HINT = "In your own words, as far as you like"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of question: its schema, its type and choices in Wagtail's form builder, what is posted, and the
    answer that it makes. ``posted`` goes by the ending of the field's name."""

    title: str
    schema: Mapping[str, Any]
    wagtail: str
    choices: tuple[str, ...]
    posted: Mapping[str, Any]
    posted_wagtail: Any
    wrong: Mapping[str, Any] | None = None


def _radios(count: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(count))


KINDS = (
    Kind(
        title="What do you call it",
        schema={"type": "string", "maxLength": 200},
        wagtail="singleline", choices=(), posted={"": "The garden"}, posted_wagtail="The garden",
    ),
    Kind(
        title="Tell us about it",
        schema={"type": "string", "maxLength": 5000, "x-aimwell": {"widget": "long-text", "hint": HINT}},
        wagtail="multiline", choices=(), posted={"": "Every day.\n" * 12}, posted_wagtail="Every day.\n" * 12,
    ),
    Kind(
        title="How many times in a month",
        schema={"type": "integer", "minimum": 0, "maximum": 99},
        wagtail="number", choices=(), posted={"": "12"}, posted_wagtail="12", wrong={"": "a dozen"},
    ),
    Kind(
        title="When did it begin",
        schema={"type": "string", "format": "date"},
        wagtail="date", choices=(), posted={"-day": "27", "-month": "3", "-year": "2024"},
        posted_wagtail="2024-03-27", wrong={"-day": "31", "-month": "2", "-year": "2024"},
    ),
    Kind(
        title="Do you do it alone",
        schema={"type": "boolean"},
        wagtail="radio", choices=("Yes", "No"), posted={"": "true"}, posted_wagtail="Yes",
    ),
    Kind(
        title="How often do you need help",
        schema={"type": "string", "enum": FOUR},
        wagtail="radio", choices=tuple(FOUR), posted={"": "often"}, posted_wagtail="often",
    ),
    Kind(
        title="Where is it hardest",
        schema={"type": "string", "enum": FIFTEEN},
        wagtail="dropdown", choices=tuple(FIFTEEN), posted={"": "place 7"}, posted_wagtail="place 7",
    ),
    Kind(
        title="What is concerned",
        schema={"type": "array", "items": {"type": "string", "enum": FIVE}, "uniqueItems": True},
        wagtail="checkboxes", choices=tuple(FIVE),
        posted={"": ["dressing", "cooking"]}, posted_wagtail=["dressing", "cooking"],
    ),
    Kind(
        title="How well does it go",
        schema={"type": "integer", "minimum": 0, "maximum": 10, "x-aimwell": {"widget": "scale"}},
        wagtail="radio", choices=_radios(11), posted={"": "6"}, posted_wagtail="6",
    ),
    Kind(
        title="Who else knows",
        schema={"type": "string", "maxLength": 200, "x-aimwell": {"hint": HINT}},
        wagtail="singleline", choices=(), posted={"": "My sister"}, posted_wagtail="My sister",
    ),
)  # fmt: skip

MEASURES = {
    "copm": {
        "copm-problems-row": ["0", "1", "2"],
        **{
            f"copm-problems-{row}-{name}": value
            for row in range(3)
            for name, value in {
                "id": f"row{row}", "area": "Leisure", "description": "Working in the garden",
                "importance": "8", "performance": "4", "satisfaction": "3",
            }.items()
        },
    },
    "toms": {
        "toms-scale": "", "toms-impairment": "2.5", "toms-activity": "3", "toms-participation": "3.5",
        "toms-wellbeing": "2", "toms-carer_wellbeing": "4",
    },
    "vas": {"vas-value": "64", "vas-mode": "vas"},
}  # fmt: skip
"""What is posted for each of the three measures of the whole job."""


def _key(number: int) -> str:
    return f"q{number}"


def _kind(number: int) -> Kind:
    return KINDS[number % len(KINDS)]


def _title(number: int) -> str:
    return f"{_kind(number).title}? ({number + 1})"


def section(title: str, numbers: range, measures: tuple[str, ...] = ()) -> dict[str, Any]:
    """A section of questions; every other one is required."""
    properties = {_key(number): {**_kind(number).schema, "title": _title(number)} for number in numbers}
    asked = {
        name: {"title": name.upper(), "x-aimwell": {"widget": "measure", "measure": name}}
        for name in measures
    }
    required = [_key(number) for number in numbers if number % 2 == 0]
    return {"type": "object", "title": title, "properties": {**properties, **asked}, "required": required}


def template(title: str, sections: dict[str, Any]) -> dict[str, Any]:
    """A template of these sections."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "x-aimwell": {"kind": "assessment", "language": "en-GB"},
        "properties": sections,
    }


ONE_STEP = template("Forty questions", {"all": section("Everything", range(40))})
"""One step of forty questions, and a second one so that the first leads on."""
ONE_STEP["properties"]["rest"] = section("The rest", range(40, 42))

WHOLE_JOB = template(
    "The whole job",
    {
        "one": section("One", range(10)),
        "two": section("Two", range(10, 20)),
        "three": section("Three", range(20, 30)),
        "four": section("Four", range(30, 37), ("copm", "toms", "vas")),
    },
)
"""Four steps of ten questions, three of which are measures."""


FIVE_PAGES = template("Five pages", {"one": section("One", range(20), ("copm",))})
"""A form whose second record with a person comes to five pages."""


def posted(numbers: range, *, wrong: int = 0) -> dict[str, Any]:
    """The fields of these questions as a browser posts them; ``wrong`` of them are typed wrongly."""
    fields: dict[str, Any] = {}
    for number in numbers:
        kind = _kind(number)
        typed = kind.posted
        if wrong and kind.wrong is not None:
            typed, wrong = kind.wrong, wrong - 1
        fields |= {f"{_key(number)}{ending}": value for ending, value in typed.items()}
    return fields


def wagtail_fields() -> list[dict[str, Any]]:
    """The same forty questions as rows of Wagtail's form builder."""
    return [
        {
            "sort_order": number,
            "label": _title(number),
            "field_type": _kind(number).wagtail,
            "required": number % 2 == 0,
            "choices": "\n".join(_kind(number).choices),
            "help_text": _kind(number).schema.get("x-aimwell", {}).get("hint", ""),
        }
        for number in range(40)
    ]


def posted_to_wagtail(clean_names: list[str]) -> dict[str, Any]:
    """The fields of Wagtail's form, by the names that the form builder gave them, answered the same."""
    return {name: _kind(number).posted_wagtail for number, name in enumerate(clean_names)}
