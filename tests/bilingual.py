"""A form in English with Welsh beside it: one text not translated, one out of date."""

from __future__ import annotations

from typing import Any

from wizard_forms import form, question, section

Json = Any

DAILY: Json = form(
    about=section(
        "About you",
        ("how",),
        how=question(
            "string",
            "How do you get about?",
            enum=["walk", "chair"],
            labels={"walk": "On foot", "chair": "In a wheelchair"},
            hint="On most days",
        ),
        alone=question("boolean", "Do you live alone?"),
        since=question("string", "Since when?", format="date"),
        weight=question("number", "Weight", unit="kg", minimum=0),
        helpers=question(
            "array",
            "Who helps?",
            items={
                "type": "object",
                "title": "Helper",
                "properties": {"name": {"type": "string", "title": "Name"}},
            },
        ),
    ),
    days=section("Your days", matters=question("string", "What matters to you?")),
)
_AT = "/properties/about/properties"
WELSH: Json = {
    "/title": {"text": "Asesiad cyfan", "of": "Whole assessment"},
    "/properties/about/title": {"text": "Amdanoch chi", "of": "About you"},
    f"{_AT}/how/title": {"text": "Sut ydych chi’n symud o gwmpas?", "of": "How do you get around?"},
    f"{_AT}/how/x-aimwell/labels/walk": {"text": "Ar droed", "of": "On foot"},
    f"{_AT}/how/x-aimwell/labels/chair": {"text": "Mewn cadair olwyn", "of": "In a wheelchair"},
    f"{_AT}/alone/title": {"text": "Ydych chi’n byw ar eich pen eich hun?", "of": "Do you live alone?"},
    f"{_AT}/since/title": {"text": "Ers pryd?", "of": "Since when?"},
    f"{_AT}/weight/title": {"text": "Pwysau", "of": "Weight"},
    f"{_AT}/helpers/title": {"text": "Pwy sy’n helpu?", "of": "Who helps?"},
    f"{_AT}/helpers/items/title": {"text": "Cynorthwyydd", "of": "Helper"},
    f"{_AT}/helpers/items/properties/name/title": {"text": "Enw", "of": "Name"},
    "/properties/days/title": {"text": "Eich dyddiau", "of": "Your days"},
}
"""Not translated: the hint, the unit, and what matters. Out of date: how somebody gets about."""


def bilingual(**more: Json) -> Json:
    """The form with its Welsh, and other languages."""
    return {**DAILY, "x-aimwell": {**DAILY["x-aimwell"], "translations": {"cy": WELSH, **more}}}
