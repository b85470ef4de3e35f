"""Phrases that speak of the service where the person should be heard, and what to say instead.

The lists are this project's own, from the principle that an outcome is what changes in a person's life, not
what a service does (see docs/managers/wording.md). They are advice: an author may dismiss any of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A phrase that was found, why it is in the way, and what to try instead."""

    found: str
    why: str
    instead: str


_DOES_FOR = (
    "It says what a service does, not what the person wants to be able to do.",
    "Ask what the person wants to do, and what would make it possible.",
)
_LABELS = (
    "It names a person by a condition or by a service.",
    "Say “the person”, their name, or “you”.",
)
_BLAMES = (
    "It sounds as if the person were at fault.",
    "Say what happened, and what the person thought of it.",
)
_SERVICE = (
    "It speaks of a service before anybody has said what should change.",
    "Ask first what matters, then what could help.",
)

_PHRASES: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        r"(?:needs?|requires?) (?:\w+ )?(?:assistance|help|support|prompting|supervision) (?:with|to|for)",
        _DOES_FOR,
    ),
    (r"(?:to be|is|being) (?:assisted|toileted|fed|washed|dressed|transferred|bathed)", _DOES_FOR),
    (r"(?:provide|provision of|deliver) (?:\w+ )?(?:care|support|assistance|services?)", _DOES_FOR),
    (r"maintain(?:ed)? (?:safety|hygiene needs)", _DOES_FOR),
    (r"service users?", _LABELS),
    (r"(?:the )?(?:bed ?blockers?|frequent flyers?|non-ambulant|wheelchair[- ]bound|bed[- ]?bound)", _LABELS),
    (r"suffer(?:s|ing)? (?:from|with)|victim of|afflicted", _LABELS),
    (r"(?:non-?complian(?:t|ce)|non-?adheren(?:t|ce)|un-?cooperative|refus(?:es|ed|al))", _BLAMES),
    (r"fail(?:s|ed|ure) to|did not attend|dna\b|challenging behaviours?|attention[- ]seeking", _BLAMES),
    (r"package of care|care package|placement|day care|respite|meals on wheels|signposted", _SERVICE),
)
_COMPILED = tuple(
    (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), words) for pattern, words in _PHRASES
)


def service_led(text: str) -> Iterator[Phrase]:
    """Each such phrase in an English text, once."""
    for pattern, (why, instead) in _COMPILED:
        if match := pattern.search(text):
            yield Phrase(found=match.group(), why=why, instead=instead)


_TWO_QUESTIONS = re.compile(r"\?.*\?", re.DOTALL)
_JOINED = re.compile(
    r"(?:\band/or\b|\band (?:do|does|did|are|is|can|could|have|has|how|what|when|why|were|was|will|would) )",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|n[’']t|unable|without)\b|n[’']t\b", re.IGNORECASE)
_SHORT_FORM = re.compile(r"\b[A-Z][A-Z0-9]{1,5}s?\b")
_KNOWN = frozenset(
    "NHS GP UK A&E TV ID OK PDF SMS AM PM BSL DVD CD MP GPs EU USA COVID VAT PIN WC".split()  # noqa: SIM905
)


def is_double(text: str) -> bool:
    """Whether a text asks two things at once."""
    return bool(_TWO_QUESTIONS.search(text) or _JOINED.search(text))


def is_negative(text: str) -> bool:
    """Whether Yes to this question would mean that something is not so."""
    return bool(_NOT.search(text))


def short_forms(text: str) -> list[str]:
    """Abbreviations that not everybody knows. A text all in capitals has none."""
    if text.upper() == text:
        return []
    return [form for form in dict.fromkeys(_SHORT_FORM.findall(text)) if form not in _KNOWN]
