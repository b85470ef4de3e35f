"""“Calculated answer”: what is worked out, chosen from lists."""

from __future__ import annotations

from wagtail import blocks
from wagtail.blocks import BlockGroup

from aimwell_cms.authoring.blocks.carrying import HiddenBlock
from aimwell_cms.authoring.blocks.conditions import ChosenInBrowserBlock, ComparisonBlock, ConditionBlock
from aimwell_cms.authoring.blocks.questions import QuestionBlock
from aimwell_cms.authoring.convert.calculations import HOW, TIMES
from aimwell_cms.authoring.convert.fields import GIVES

CALCULATED = "Calculated answers"


class PartBlock(blocks.StructBlock):
    """Something that is worked with: an answer, a score, a day, or what is typed here."""

    what = ChosenInBrowserBlock("part", label="What")
    value = blocks.CharBlock(required=False, label="Number, text or date")

    class Meta:
        icon = "help"
        form_classname = "struct-block aimwell-part"
        label_format = ""


class OnlyIfBlock(ConditionBlock):
    """When the first of two values is taken, or which rows are counted."""

    rows = blocks.ListBlock(ComparisonBlock(label="Condition"), default=[], label="Conditions")

    class Meta:
        icon = "view"
        collapsed = False
        form_classname = "struct-block aimwell-condition"
        label_format = ""


class CalculationBlock(blocks.StructBlock):
    """How an answer is worked out. ``editor.js`` shows the fields that go with ``how``."""

    how = blocks.ChoiceBlock(
        choices=HOW, default="sum", label="What is worked out", help_text="Choose this first."
    )
    parts = blocks.ListBlock(
        PartBlock(label="Part"),
        default=[{"what": "", "value": ""}, {"what": "", "value": ""}],
        label="Of these",
    )
    needs_all = blocks.BooleanBlock(
        required=False,
        label="Only when all of them are answered",
        help_text="Otherwise what isn’t answered is left out, and the working says so.",
    )
    group = ChosenInBrowserBlock("group", label="Repeating group", help_text="Whose rows are counted.")
    start = PartBlock(label="From")
    end = PartBlock(label="To")
    time = blocks.ChoiceBlock(choices=TIMES, default="weeks", label="In")
    condition = OnlyIfBlock(label="If")
    then = PartBlock(label="Then")
    otherwise = PartBlock(label="Otherwise")
    advanced = HiddenBlock()

    class Meta:
        icon = "cogs"
        form_classname = "struct-block aimwell-calculation"
        label_format = ""


class CalculatedBlock(QuestionBlock):
    """An answer that the computer works out from earlier ones."""

    title = blocks.CharBlock(required=False, label="Name of the result", form_attrs={"data-aimwell": "title"})
    calculation = CalculationBlock(label="How it is worked out")
    gives = blocks.ChoiceBlock(
        choices=GIVES,
        default="number",
        label="The answer is",
        help_text="Such as a number for a sum, a text for “High” or “Low”.",
        form_attrs={"data-aimwell": "gives"},
    )
    decimals = blocks.IntegerBlock(
        required=False, min_value=0, max_value=6, label="Decimals", help_text="Without: at most 2."
    )
    unit = blocks.CharBlock(required=False, label="Unit", help_text="Such as kg or hours a week.")
    required = None

    class Meta:
        icon = "cogs"
        label = "Calculated answer"
        group = CALCULATED
        form_layout = BlockGroup(
            children=["title", "calculation", "gives", "decimals", "unit", "hint", "when"],
            settings=["guidance", "role", "audience", "key", "library", "origin"],
        )
