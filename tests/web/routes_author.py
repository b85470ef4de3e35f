"""A service manager with a form whose questions depend on each other."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags
from editor import make_editor, make_template_page, signed_in

from aimwell_cms.authoring.models import TemplatePage

Json = Any


def document() -> Json:
    """Two sections; who lives with whom, and carers in a repeating group."""
    return {
        "type": "object",
        "title": "First visit",
        "x-aimwell": {"kind": "assessment", "language": "en-GB"},
        "properties": {
            "home": {
                "type": "object",
                "title": "At home",
                "properties": {
                    "alone": {
                        "type": "boolean",
                        "title": "Do you live alone?",
                        "x-aimwell": {"role": "person"},
                    },
                    "with": {"type": "string", "title": "Who lives with you?"},
                    "age": {"type": "integer", "title": "How old are you?", "minimum": 0},
                    "help": {"type": "string", "title": "Who helps?", "enum": ["family", "friend", "nobody"]},
                },
                "required": ["alone"],
            },
            "carers": {
                "type": "object",
                "title": "Carers",
                "properties": {
                    "people": {
                        "type": "array",
                        "title": "People",
                        "items": {
                            "type": "object",
                            "properties": {
                                "name": {"type": "string", "title": "Name"},
                                "paid": {"type": "boolean", "title": "Paid?"},
                                "rate": {"type": "number", "title": "By the hour"},
                            },
                        },
                    }
                },
            },
        },
    }


class Author:
    """A service manager with a form, and what she does on its pages."""

    def __init__(self, template: Json | None = None) -> None:
        self.organisation, self.user = make_editor()
        self.page = make_template_page(self.organisation, self.user, template or document())
        self.client = signed_in(self.user)

    @property
    def latest(self) -> TemplatePage:
        return TemplatePage.objects.get(pk=self.page.pk).get_latest_revision_as_object()

    def block(self, key: str) -> str:
        places = self.latest.written().places
        return next(block for place, block in places.items() if place.endswith(f"/properties/{key}"))

    def condition_url(self, key: str) -> str:
        return reverse("aimwell_condition", args=[self.page.pk, self.block(key)])

    def open(self, key: str) -> Json:
        return self.client.get(self.condition_url(key)).context

    def post(self, key: str, do: str = "save", **fields: Json) -> Any:
        data = {"base": self.latest.latest_revision_id, "match": "all", "do": do}
        return self.client.post(self.condition_url(key), data | fields)

    def when(self, key: str, section: str = "home") -> Json:
        part = self.latest.written().template["properties"][section]["properties"]
        if key not in part:
            part = part["people"]["items"]["properties"]
        return part[key].get("x-aimwell", {}).get("when")


def line(prefix: str, question: str, operator: str = "equals", *values: str) -> Json:
    said = {f"{prefix}-kind": "line", f"{prefix}-question": question, f"{prefix}-shown": question}
    return said | {f"{prefix}-operator": operator} | ({f"{prefix}-value": list(values)} if values else {})


def words_of(response: Any) -> list[str]:
    """The words of a page."""
    return unescape(strip_tags(response.content.decode())).split()


ALONE = {"question": "home/alone", "operator": "equals", "value": False}
