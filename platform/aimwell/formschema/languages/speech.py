"""Our own words around a form, in the language of its page: ``say("Save and continue")``.

The English words are the keys of a table for each language; what a table lacks is said in English, and a test
finds it. See docs/decisions/0017-languages.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType

from aimwell.formschema.languages.locales import ENGLISH, Locale, locale_of, spoken
from aimwell.formschema.languages.welsh import WELSH

_NO_OTHER_WORDS: Mapping[str, str] = MappingProxyType({})
TABLES: Mapping[str, Mapping[str, str]] = {"en": _NO_OTHER_WORDS, "cy": WELSH}


@dataclass(frozen=True)
class Speech:
    """Words, dates and numbers of one language. Call it with the English words."""

    language: str
    words: Mapping[str, str]
    locale: Locale

    def __call__(self, english: str, **values: object) -> str:
        """The words; ``{name}`` in them is replaced by a value."""
        words = self.words.get(english, english)
        return words.format(**values) if values else words

    def day(self, day: date) -> str:
        """A date written out."""
        return self.locale.day(day)

    def short_day(self, day: date) -> str:
        """A date for a table: 3 Mar 2026. Only English months have short names that all know."""
        return f"{day.day} {day:%b %Y}" if self.locale is ENGLISH else self.locale.day(day)

    def moment(self, at: datetime) -> str:
        """A date with the time of day, as the clock on the wall shows it (``at`` is local)."""
        return f"{self.locale.day(at)}, {at:%H:%M}"


@lru_cache(maxsize=64)
def speech(language: str) -> Speech:
    """How we speak on a page in a language: English where we have no words of it."""
    language = spoken(language)
    return Speech(language, TABLES[language.partition("-")[0]], locale_of(language))
