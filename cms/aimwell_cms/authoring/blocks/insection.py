"""What a question can say by where it stands: in a section, or in the rows of a group."""

from __future__ import annotations

from collections.abc import Mapping

from wagtail import blocks
from wagtail.blocks import BlockGroup

from aimwell_cms.authoring.blocks.feeding import feeds_of
from aimwell_cms.authoring.blocks.prefilling import PrefillBlock


def not_asked() -> blocks.BooleanBlock:
    """Whether “not asked today, because …” is an answer too."""
    return blocks.BooleanBlock(
        required=False,
        label="May be left out today, with a reason",
        help_text="Then “not asked today, because …” is an answer too, and is told apart from no answer.",
    )


def full_only() -> blocks.BooleanBlock:
    """Whether a section or question is left out on the short path."""
    return blocks.BooleanBlock(
        required=False,
        label="Only on the full path",
        help_text="Left out when “Short or full”, further up, is answered with short.",
    )


def review() -> blocks.BooleanBlock:
    """Whether a question is asked again at review."""
    return blocks.BooleanBlock(
        required=False,
        label="Ask again at review",
        help_text="The review form is made from these questions: see the tab “Review”.",
    )


def in_section(kind: type[blocks.StructBlock], *widgets: str) -> blocks.StructBlock:
    """A question's block as it stands in a section. ``widgets``: how it may be asked."""
    usual: BlockGroup = kind._meta_class.form_layout
    fields: dict[str, blocks.Block] = {"full_only": full_only()}
    behind = feeds_of(*widgets, in_a_row=False)
    if "required" in usual.children:  # A text between questions is never answered.
        fields = {"not_asked": not_asked(), "review": review(), **fields}
        behind |= {} if "measure" in usual.children else {"prefill": PrefillBlock()}
    return _with(kind, fields, behind)


def in_row(kind: type[blocks.StructBlock], *widgets: str) -> blocks.StructBlock:
    """A question's block as it stands in the rows of a group. ``widgets``: how it may be asked."""
    return _with(kind, {}, feeds_of(*widgets, in_a_row=True))


def _with(
    kind: type[blocks.StructBlock], fields: Mapping[str, blocks.Block], behind: Mapping[str, blocks.Block]
) -> blocks.StructBlock:
    """A block with more fields, and with more behind its cog."""
    usual: BlockGroup = kind._meta_class.form_layout
    layout = BlockGroup(children=[*usual.children, *fields], settings=[*behind, *usual.settings])
    meta = type("Meta", (), {"form_layout": layout})
    made = type(kind)(
        kind.__name__, (kind,), {**fields, **behind, "Meta": meta, "__module__": kind.__module__}
    )
    return made()
