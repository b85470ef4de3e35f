"""Help to phrase a personal outcome: remarks for a conversation. None of it stops anything.

The lists are this project's own. The words stay the person's: a remark says what to ask them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aimwell.formschema.plainwords.phrasing import service_led


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What may be in the way, and what to ask the person."""

    about: str
    message: str
    ask: str


_VAGUE = re.compile(
    r"\b(better|improve[ds]?|more|independent(?:ly)?|cope|manage|normal(?:ly)?|happy|happier|safe(?:r|ly)?"
    r"|healthy|healthier|well-?being|confident|confidence|things|stuff|quality of life)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:;|[.!?]\s+\S|,? and (?:to|I want|I would|I’d|I'd|be|get|go|have|do|see)\b)", re.IGNORECASE
)
_TELLS = re.compile(
    r"\d|\b(?:once|twice|three|four|five|every|each|daily|weekly|monthly|again|alone|by myself|on my own"
    r"|without|with my|with our|morning|afternoon|evening|night|day|week|month|year|spring|summer|autumn"
    r"|winter|christmas|birthday|wedding|monday|tuesday|wednesday|thursday|friday|saturday|sunday|until|minutes?|hours?|miles?)\b",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:staff|carers?|nurses?|therapists?|the (?:team|service|client|patient|person|service user)"
    r"|(?:he|she|they|mum|dad|mr|mrs|ms) (?:will|should|must|needs?|is to|are to))\b",
    re.IGNORECASE,
)


def remarks_on(words: str) -> tuple[Remark, ...]:
    """Remarks on an outcome in English words, in the order in which to ask."""
    return tuple(_remarks(words)) if words.strip() else ()


def _remarks(words: str) -> Iterator[Remark]:
    for phrase in service_led(words):
        yield Remark(
            about="Service or outcome?", message=f"It says “{phrase.found}”. {phrase.why}", ask=phrase.instead
        )
    if found := _SOMEBODY_ELSE.search(words):
        yield Remark(
            about="Whose outcome?",
            message=f"“{found.group()}” speaks of somebody else.",
            ask="Is this what the person wants, or what others want for them? Whose life would it change?",
        )
    if _JOINED.search(words):
        yield Remark(
            about="One or several?",
            message="It may be several outcomes in one.",
            ask="Which matters most? Write each down on its own: one may be reached without the other.",
        )
    if found := _VAGUE.search(words):
        yield Remark(
            about="Specific?",
            message=f"“{found.group()}” can mean many things.",
            ask="What would you be doing on a good day that you can’t do now? Where, and with whom?",
        )
    if not _TELLS.search(words):
        yield Remark(
            about="Measurable?",
            message="Nothing in it says how often, how long, with whom or by when.",
            ask="How will we both know that it has happened?",
        )
