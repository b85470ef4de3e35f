"""A stream that loses nothing: a block of a type that isn't installed any more is carried, never dropped."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.fields import StreamField

from aimwell_cms.authoring.convert.writing import CARRIED

Json = Any


class HiddenBlock(blocks.TextBlock):
    """A value that the editor keeps and the author doesn't see."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    @cached_property
    def field(self) -> forms.Field:
        """A hidden input."""
        return forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    class Meta:
        form_classname = "w-hidden"


class CarriedBlock(blocks.StructBlock):
    """A part of an imported template that no block can show, or a block whose type is gone."""

    title = blocks.CharBlock(
        required=False,
        label="Kept as it came",
        help_text="This editor can’t show it. It is kept and exported. Delete it to publish.",
    )
    key = HiddenBlock()
    required = blocks.BooleanBlock(required=False, form_classname="w-hidden")
    schema = HiddenBlock()
    lost_type = HiddenBlock()
    lost = HiddenBlock()

    class Meta:
        icon = "warning"
        label = "Can’t be shown here"
        label_format = "{title}"


class CarryingStreamBlock(blocks.StreamBlock):
    """A StreamBlock that carries blocks of unknown types. Wagtail's own drops them at the next save."""

    def __init__(self, local_blocks: Iterable[tuple[str, blocks.Block]] = (), **options: Any) -> None:
        super().__init__([*local_blocks, (CARRIED, CarriedBlock())], **options)

    def to_python(self, value: Json) -> blocks.StreamValue:
        """As Wagtail's, unknown types carried."""
        if isinstance(value, str) and value:
            value = json.loads(value)
        return super().to_python(self._kept(value) if isinstance(value, list) else value)

    def bulk_to_python(self, values: Iterable[list[Json]]) -> list[blocks.StreamValue]:
        """As Wagtail's, unknown types carried."""
        return super().bulk_to_python([self._kept(stream) for stream in values])

    def _kept(self, stream: list[Json]) -> list[Json]:
        return [kept(child, self.child_blocks) if isinstance(child, dict) else child for child in stream]


def kept(child: dict[str, Json], known: Container[str]) -> dict[str, Json]:
    """A stream's child, carried when its type is unknown, and set free when its type is known again."""
    if child["type"] not in known:
        value = child["value"] if isinstance(child["value"], dict) else {}
        carried = {
            "title": value.get("title", ""),
            "key": value.get("key", ""),
            "lost_type": child["type"],
            "lost": json.dumps(child["value"], ensure_ascii=False),
        }
        return {**child, "type": CARRIED, "value": carried}
    if child["type"] == CARRIED and child["value"].get("lost_type") in known:
        return {**child, "type": child["value"]["lost_type"], "value": json.loads(child["value"]["lost"])}
    return child


class CarryingStreamBlockAdapter(StreamBlockAdapter):
    """Leaves the carried block out of the menu of blocks to add."""

    js_constructor = "aimwell.CarryingStreamBlock"

    @cached_property
    def media(self) -> forms.Media:
        """Wagtail's script, then ours."""
        return super().media + forms.Media(js=[versioned_static("aimwell_authoring/stream.js")])


register(CarryingStreamBlockAdapter(), CarryingStreamBlock)


class TemplateField(StreamField):
    """A StreamField whose blocks don't show in migrations: they depend on what is installed."""

    def deconstruct(self) -> tuple[str, str, list[Json], dict[str, Json]]:
        """The field, without its blocks."""
        name, path, _, options = super().deconstruct()
        del options["block_lookup"]
        return name, path, [[]], options
