"""What a public page is made of: the NHS.UK blocks that suit a text for everybody, and no more."""

from __future__ import annotations

from wagtail.blocks import RichTextBlock, StreamBlock
from wagtailnhsukfrontend import blocks as nhsuk

RICH_TEXT = ["bold", "ol", "ul", "link", "document-link"]


class TextStream(StreamBlock):
    """Running text with its headings, lists of what to do, and what to notice."""

    text = RichTextBlock(features=["h3", *RICH_TEXT])
    do = nhsuk.DoBlock()
    dont = nhsuk.DontBlock()
    details = nhsuk.DetailsBlock()
    inset = nhsuk.InsetTextBlock()
    warning = nhsuk.WarningCalloutBlock()


class RedFlagStream(StreamBlock):
    """Care cards: what to look out for and what to do then, from “can wait” to “at once”."""

    care_card = nhsuk.CareCardBlock()
