"""“What this answer tells the pathway”: a choice among what a question of a kind can tell."""

from __future__ import annotations

from wagtail import blocks

from aimwell.formschema.feeds import fitting

Choices = list[tuple[str, str | list[tuple[str, str]]]]


def feeds_of(*widgets: str, in_a_row: bool) -> dict[str, blocks.Block]:
    """The choice for a question that is asked as one of ``widgets``; none where it can tell nothing."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for widget in widgets:
        for name, feed in fitting(widget, in_a_row=in_a_row).items():
            grouped.setdefault(feed.about, []).append((name, feed.label))
    if not grouped:
        return {}
    choices: Choices = [("", "Nothing"), *grouped.items()]
    choice = blocks.ChoiceBlock(
        choices=choices,
        default="",
        required=False,
        label="What this answer tells the pathway",
        help_text="The person’s pathway takes it from here once the form is signed.",
    )
    return {"feeds": choice}
