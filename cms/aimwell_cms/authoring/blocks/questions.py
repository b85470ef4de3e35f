"""The kinds of question that a form can ask, as blocks of the editor. ``convert.fields`` reads them."""

from __future__ import annotations

from wagtail import blocks
from wagtail.blocks import BlockGroup

from aimwell_cms.authoring.blocks.carrying import CarryingStreamBlock, HiddenBlock
from aimwell_cms.authoring.blocks.conditions import ChosenInBrowserBlock, ConditionBlock
from aimwell_cms.authoring.blocks.insection import in_row
from aimwell_cms.authoring.convert.fields import AUDIENCES, ROLES

QUESTIONS, TEXTS, MEASURES = "Questions", "Texts", "Outcome measures"


def layout(*own: str, required: bool = True, hint: bool = True) -> BlockGroup:
    """How a question stands in the editor: wording first, what is rarely changed behind the cog."""
    usual = [name for name, there in (("hint", hint), ("required", required)) if there]
    return BlockGroup(
        children=["title", *own, *usual, "when"],
        settings=["guidance", "role", "audience", "key", "library", "origin"],
    )


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    title = blocks.CharBlock(required=False, label="Question", form_attrs={"data-aimwell": "title"})
    hint = blocks.CharBlock(required=False, label="Hint", help_text="A line of help below the question.")
    required = blocks.BooleanBlock(
        required=False, label="Must be answered", help_text="Without it the form can’t be signed."
    )
    when = ConditionBlock()
    guidance = blocks.TextBlock(
        required=False, rows=2, label="Guidance for the practitioner", help_text="The person doesn’t see it."
    )
    role = blocks.ChoiceBlock(
        choices=ROLES, default="practitioner", label="Who answers", help_text="It stands beside the question."
    )
    audience = blocks.ChoiceBlock(
        choices=AUDIENCES,
        default="all",
        label="Who sees the answer",
        help_text="“Staff only” leaves it out of what is printed for the person.",
    )
    key = blocks.CharBlock(
        required=False,
        max_length=64,
        label="Name in exports",
        help_text="Leave empty: it is made from the question. It can’t be changed once published.",
    )
    library = HiddenBlock(form_attrs={"data-aimwell": "library"})
    origin = HiddenBlock()

    class Meta:
        label_format = "{title}"
        form_layout = layout()


class ShortTextBlock(QuestionBlock):
    """An answer of one line."""

    email = blocks.BooleanBlock(
        required=False,
        label="An email address",
        help_text="Then only an answer such as jo@example.org is taken.",
    )
    max_length = blocks.IntegerBlock(
        required=False, min_value=1, label="Most characters", help_text="Without: 200."
    )

    class Meta:
        icon = "pilcrow"
        label = "Short text"
        group = QUESTIONS
        form_layout = layout("email", "max_length")


class LongTextBlock(QuestionBlock):
    """An answer of several lines; with guidance, the prompt of a conversation."""

    max_length = blocks.IntegerBlock(
        required=False, min_value=1, label="Most characters", help_text="Without: 10,000."
    )

    class Meta:
        icon = "doc-full"
        label = "Long text"
        group = QUESTIONS
        form_layout = BlockGroup(
            children=["title", "guidance", "hint", "required", "when"],
            settings=["max_length", "role", "audience", "key", "library", "origin"],
        )


class NumberBlock(QuestionBlock):
    """A number."""

    whole = blocks.BooleanBlock(required=False, default=True, label="Whole numbers only")
    minimum = blocks.FloatBlock(required=False, label="From", help_text="The least that is taken, such as 0.")
    maximum = blocks.FloatBlock(required=False, label="To", help_text="The most that is taken, such as 24.")
    unit = blocks.CharBlock(required=False, label="Unit", help_text="Such as kg or hours a week.")
    step = blocks.FloatBlock(required=False, label="In steps of", help_text="Such as 0.5.")

    class Meta:
        icon = "order"
        label = "Number"
        group = QUESTIONS
        form_layout = BlockGroup(
            children=["title", "whole", "minimum", "maximum", "unit", "hint", "required", "when"],
            settings=["step", "guidance", "role", "audience", "key", "library", "origin"],
        )


class DateBlock(QuestionBlock):
    """A date."""

    not_future = blocks.BooleanBlock(required=False, label="Not in the future")

    class Meta:
        icon = "date"
        label = "Date"
        group = QUESTIONS
        form_layout = layout("not_future")


class YesNoBlock(QuestionBlock):
    """Yes or No."""

    class Meta:
        icon = "check"
        label = "Yes or no"
        group = QUESTIONS


def _options() -> blocks.TextBlock:
    return blocks.TextBlock(
        required=False,
        rows=4,
        label="Answers to choose from, one a line",
        help_text="To be free to reword an answer later, begin it with a code: “mostly = Most of the time”.",
        form_attrs={"data-aimwell": "options"},
    )


class OneOfBlock(QuestionBlock):
    """One answer out of several."""

    options = _options()

    class Meta:
        icon = "radio-full"
        label = "One answer of several"
        group = QUESTIONS
        form_layout = layout("options")


class PathBlock(QuestionBlock):
    """Whether the form is short or full this time. What is only on the full path stands after it."""

    short_label = blocks.CharBlock(
        required=False, label="Short is shown as", help_text="Such as “Short, about 10 minutes”."
    )
    full_label = blocks.CharBlock(
        required=False, label="Full is shown as", help_text="Such as “Full, about 40 minutes”."
    )

    class Meta:
        icon = "arrow-right"
        label = "Short or full"
        group = QUESTIONS
        form_layout = layout("short_label", "full_label")


class SeveralOfBlock(QuestionBlock):
    """Any number of answers out of several."""

    options = _options()
    least = blocks.IntegerBlock(required=False, min_value=0, label="Fewest answers")
    most = blocks.IntegerBlock(required=False, min_value=1, label="Most answers")

    class Meta:
        icon = "list-ul"
        label = "Several answers"
        group = QUESTIONS
        form_layout = BlockGroup(
            children=["title", "options", "hint", "required", "when"],
            settings=["least", "most", "guidance", "role", "audience", "key", "library", "origin"],
        )


class AnchorsBlock(blocks.StructBlock):
    """What the two ends of a scale mean."""

    left = blocks.CharBlock(required=False, label="At 0", help_text="Such as “Not at all”.")
    right = blocks.CharBlock(required=False, label="At the top", help_text="Such as “As bad as it can be”.")

    class Meta:
        label = "What the ends mean"


class ScaleBlock(QuestionBlock):
    """A point on a scale. It has no starting position."""

    top = blocks.ChoiceBlock(
        choices=[("10", "0 to 10"), ("100", "0 to 100")],
        default="10",
        label="Scale",
        help_text="0 to 10 is asked as eleven points, 0 to 100 as a line to mark.",
    )
    anchors = AnchorsBlock()

    class Meta:
        icon = "sliders"
        label = "Scale, 0 to 10 or 100"
        group = QUESTIONS
        form_layout = layout("top", "anchors")


class GuidanceBlock(QuestionBlock):
    """A text between questions."""

    title = blocks.CharBlock(required=False, label="Heading", form_attrs={"data-aimwell": "title"})
    text = blocks.TextBlock(required=False, rows=3, label="Text")
    hint = None
    required = None
    guidance = None

    class Meta:
        icon = "info-circle"
        label = "Guidance text"
        group = TEXTS
        form_layout = BlockGroup(
            children=["title", "text", "when"], settings=["role", "audience", "key", "library", "origin"]
        )


class MeasureBlock(QuestionBlock):
    """An outcome measure: its questions and scoring come from its plugin."""

    title = blocks.CharBlock(required=False, label="Heading", form_attrs={"data-aimwell": "title"})
    measure = ChosenInBrowserBlock("measure", label="Measure", help_text="Those that are on under Plugins.")
    settings = blocks.CharBlock(
        required=False,
        label="Settings for this use",
        help_text="For this form only. Left empty, they are as the organisation set them.",
        form_attrs={"data-aimwell": "settings"},
    )

    class Meta:
        icon = "success"
        label = "Measure"
        group = MEASURES
        form_layout = layout("measure", "settings")


class RowQuestionsBlock(CarryingStreamBlock):
    """What each row of a group asks."""

    short_text = in_row(ShortTextBlock, "short-text")
    long_text = in_row(LongTextBlock, "long-text")
    number = in_row(NumberBlock, "number")
    date = in_row(DateBlock, "date")
    yes_no = in_row(YesNoBlock, "yes-no")
    one_of = in_row(OneOfBlock, "one-of")
    several_of = in_row(SeveralOfBlock, "several-of")
    scale = in_row(ScaleBlock, "scale")

    class Meta:
        # A form is first seen as the list of its questions; one opens at a click.
        collapsed = True


class GroupBlock(QuestionBlock):
    """Questions that are asked again for each row: each child, each medicine, each goal."""

    noun = blocks.CharBlock(required=False, label="What one row is called", help_text="Such as “Person”.")
    questions = RowQuestionsBlock(required=False, label="Questions of each row")
    least = blocks.IntegerBlock(required=False, min_value=0, label="Fewest rows", help_text="Without: 0.")
    most = blocks.IntegerBlock(required=False, min_value=1, label="Most rows", help_text="Without: 20.")

    class Meta:
        icon = "table"
        label = "Repeating group"
        group = QUESTIONS
        form_layout = BlockGroup(
            children=["title", "noun", "questions", "hint", "required", "when"],
            settings=["least", "most", "guidance", "role", "audience", "key", "library", "origin"],
        )
