"""“Asked only when …”: a condition, chosen row by row."""

from __future__ import annotations

from wagtail import blocks

from aimwell_cms.authoring.blocks.carrying import HiddenBlock
from aimwell_cms.authoring.convert.conditions import OPERATORS


class ChosenInBrowserBlock(blocks.CharBlock):
    """A text that the author chooses from what the form holds at the moment: ``editor.js`` makes the list.

    ``choose`` says of what: ``question``, ``answer`` or ``measure``.
    """

    def __init__(self, choose: str, **options: object) -> None:
        super().__init__(required=False, **options)
        self.field.widget.attrs["data-aimwell-choose"] = choose


class ComparisonBlock(blocks.StructBlock):
    """One comparison with the answer to an earlier question."""

    question = ChosenInBrowserBlock("question", label="Question")
    operator = blocks.ChoiceBlock(choices=OPERATORS, default="equals", label="Comparison")
    value = ChosenInBrowserBlock("answer", label="Answer")

    class Meta:
        icon = "help"
        form_classname = "struct-block aimwell-comparison"
        label_format = ""


class ConditionBlock(blocks.StructBlock):
    """When a question or section is asked. Without a row: always."""

    rows = blocks.ListBlock(ComparisonBlock(label="Condition"), default=[], label="Asked only when")
    match = blocks.ChoiceBlock(
        choices=[("all", "All of these are true"), ("any", "At least one of these is true")],
        default="all",
        label="With several conditions",
    )
    advanced = HiddenBlock()

    class Meta:
        icon = "view"
        label = "Condition"
        collapsed = True
        form_classname = "struct-block aimwell-condition"
        label_format = ""
