"""“Offer what stands elsewhere”: where the answer to a question may be taken from."""

from __future__ import annotations

from wagtail import blocks

from aimwell.formschema import PERSON_FIELDS
from aimwell.library.models import Kind
from aimwell_cms.authoring.blocks.conditions import ChosenInBrowserBlock

SOURCES = (
    ("", "Nothing is offered"),
    ("person", "From the person’s record"),
    ("record", "From the last signed form of a kind"),
)


class PrefillBlock(blocks.StructBlock):
    """The source of an answer. ``editor.js`` shows what belongs to the source chosen, and lists questions."""

    source = blocks.ChoiceBlock(
        choices=SOURCES,
        default="",
        required=False,
        label="From where",
        help_text="Whoever fills the form in sees it with its source and date, and uses it or not.",
    )
    field = blocks.ChoiceBlock(
        choices=[("", "Choose"), *PERSON_FIELDS.items()],
        default="",
        required=False,
        label="From the person",
        help_text="What the person’s record says of this.",
    )
    kind = blocks.ChoiceBlock(
        choices=[("", "Choose"), *Kind.choices],
        default="",
        required=False,
        label="Kind of form",
        help_text="The last signed one is looked at.",
    )
    question = ChosenInBrowserBlock(
        "source", label="Question of that form", help_text="Its answer is what is offered."
    )

    class Meta:
        icon = "download"
        label = "Offer what stands elsewhere"
        form_classname = "struct-block aimwell-prefill"
        label_format = ""
