"""Beside every setting of the editor stands what it does, unless its label says all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, Panel

from aimwell_cms.authoring.blocks.carrying import CarriedBlock, HiddenBlock
from aimwell_cms.authoring.blocks.sections import SectionsBlock
from aimwell_cms.authoring.pages.template import TemplatePage

SELF_EXPLANATORY = {
    *("Question", "Title", "Heading", "Text", "Name of the result"),  # The wording itself.
    *(
        "Comparison",
        "Answer",
        "With several conditions",
        "What",
        "In",
        "Number, text or date",
    ),  # Parts of a sentence.
    *("Fewest answers", "Most answers", "Whole numbers only", "Not in the future"),
}
"""Labels that need no help: a reader knows what happens."""


def settings_of(block: blocks.Block, place: str = "form") -> Iterator[tuple[str, str, blocks.Block]]:
    """Every field that an author fills in: its place, its label, itself."""
    if isinstance(block, HiddenBlock | CarriedBlock):
        return
    if isinstance(block, blocks.ListBlock):
        yield from settings_of(block.child_block, place)
    elif isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from settings_of(child, f"{place}/{name}")
    else:
        yield place, str(block.label), block


FIELDS = list(settings_of(SectionsBlock()))


def panels_of(panel: Panel) -> Iterator[FieldPanel]:
    if isinstance(panel, FieldPanel):
        yield panel
    for child in getattr(panel, "children", ()):
        yield from panels_of(child)


def test_every_setting_of_a_block_says_what_it_does():
    silent = {
        f"{label}: {place}"
        for place, label, block in FIELDS
        if label not in SELF_EXPLANATORY and not block.field.help_text
    }
    assert silent == set()


def test_the_help_is_short_and_ends_as_a_sentence():
    told = {str(block.field.help_text) for _, _, block in FIELDS if block.field.help_text}
    assert {text for text in told if len(text) > 130 or not text.endswith((".", "”."))} == set()


def test_nothing_is_allowed_without_need():
    assert {label for _, label, _ in FIELDS} >= SELF_EXPLANATORY


@pytest.mark.parametrize("name", ["title", "description", "kind", "language", "slug", "note"])
def test_every_field_of_the_page_says_what_it_does(name):
    handler = TemplatePage.get_edit_handler()
    (panel,) = [one for one in panels_of(handler) if one.field_name == name]
    assert panel.help_text or TemplatePage._meta.get_field(name).help_text
