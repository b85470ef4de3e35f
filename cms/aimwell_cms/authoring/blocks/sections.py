"""The sections of a form, and what they ask, as blocks of the editor."""

from __future__ import annotations

from wagtail import blocks
from wagtail.blocks import BlockGroup

from aimwell_cms.authoring.blocks.calculations import CalculatedBlock
from aimwell_cms.authoring.blocks.carrying import CarryingStreamBlock, HiddenBlock
from aimwell_cms.authoring.blocks.conditions import ConditionBlock
from aimwell_cms.authoring.blocks.insection import full_only, in_section
from aimwell_cms.authoring.blocks.questions import (
    DateBlock,
    GroupBlock,
    GuidanceBlock,
    LongTextBlock,
    MeasureBlock,
    NumberBlock,
    OneOfBlock,
    PathBlock,
    QuestionBlock,
    RowQuestionsBlock,
    ScaleBlock,
    SeveralOfBlock,
    ShortTextBlock,
    YesNoBlock,
)


class QuestionsBlock(RowQuestionsBlock):
    """What a section asks."""

    short_text = in_section(ShortTextBlock, "short-text")
    long_text = in_section(LongTextBlock, "long-text")
    number = in_section(NumberBlock, "number")
    date = in_section(DateBlock, "date")
    yes_no = in_section(YesNoBlock, "yes-no")
    one_of = in_section(OneOfBlock, "one-of")
    path = PathBlock()
    several_of = in_section(SeveralOfBlock, "several-of")
    scale = in_section(ScaleBlock, "scale")
    group = in_section(GroupBlock, "group")
    guidance = in_section(GuidanceBlock)
    measure = in_section(MeasureBlock)
    calculated = in_section(CalculatedBlock, "number", "date", "short-text", "yes-no")


class SectionBlock(blocks.StructBlock):
    """A section: one step of the form."""

    title = blocks.CharBlock(required=False, label="Title", form_attrs={"data-aimwell": "section"})
    intro = blocks.TextBlock(
        required=False, rows=2, label="Introduction", help_text="Shown below the title, before the questions."
    )
    questions = QuestionsBlock(required=False, label="Questions")
    when = ConditionBlock()
    full_only = full_only()
    key = QuestionBlock.base_blocks["key"]
    library = HiddenBlock(form_attrs={"data-aimwell": "library"})
    origin = HiddenBlock()

    class Meta:
        icon = "folder-open-inverse"
        label = "Section"
        label_format = "{title}"
        form_layout = BlockGroup(
            children=["title", "intro", "when", "full_only", "questions"],
            settings=["key", "library", "origin"],
        )


class SectionsBlock(CarryingStreamBlock):
    """The sections of a form."""

    section = SectionBlock()
