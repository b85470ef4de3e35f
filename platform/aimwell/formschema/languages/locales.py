"""How languages write dates and numbers: those that a form can be translated into."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

OWN = "en-GB"
"""The language of a template that doesn't say which, and of our own words where we have no others."""

SPOKEN = frozenset({"en", "cy"})
"""The languages of our own words (``speech``)."""

_MOST_DIGITS = 15  # what a double holds exactly
_SPACES = " \u00a0\u202f"


@dataclass(frozen=True, kw_only=True)
class Locale:
    """A language: its tag, what it calls itself and what English calls it; its numbers and dates.

    ``grouping`` stands between thousands; a space there is any space. ``dates``: a pattern of ``{day}``,
    ``{month}`` and ``{year}``.
    """

    tag: str
    name: str
    english: str
    decimal: str
    grouping: str
    months: tuple[str, ...]
    dates: str = "{day} {month} {year}"

    def day(self, day: date) -> str:
        """A date written out: 3 March 2026, 3 Mawrth 2026."""
        return self.dates.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def number(self, plain: str) -> str:
        """A number, as Python writes it (``1,234.5``), as the language writes it."""
        return plain.translate({ord(","): self.grouping, ord("."): self.decimal})

    def plain(self, typed: str) -> str | None:
        """A number as people write it in the language, with a point and nothing between thousands.

        None when it isn't a number.
        """
        text = typed.strip().replace("−", "-")
        grouping = f"[{_SPACES}]" if self.grouping in _SPACES else re.escape(self.grouping)
        decimal = re.escape(self.decimal)
        number = rf"[+-]?(\d{{1,3}}({grouping}\d{{3}})+|\d+)?({decimal}\d+)?"
        if not re.fullmatch(number, text, re.ASCII) or not any(character.isdigit() for character in text):
            return None
        return re.sub(grouping, "", text).replace(self.decimal, ".")

    def read(self, typed: str) -> int | float | None:
        """The number that somebody typed; None when it isn't one, or is too long to be kept exactly."""
        plain = self.plain(typed)
        if plain is None or sum(character.isdigit() for character in plain) > _MOST_DIGITS:
            return None
        value = float(plain)
        return int(value) if value.is_integer() else value


def _months(names: str) -> tuple[str, ...]:
    return tuple(names.split())


ENGLISH = Locale(
    tag=OWN,
    name="English",
    english="English",
    decimal=".",
    grouping=",",
    months=_months("January February March April May June July August September October November December"),
)

_OTHERS = (
    Locale(
        tag="cy",
        name="Cymraeg",
        english="Welsh",
        decimal=".",
        grouping=",",
        months=_months(
            "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr"
        ),
    ),
    Locale(
        tag="fr",
        name="Français",
        english="French",
        decimal=",",
        grouping="\u202f",
        months=_months(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        ),
    ),
    Locale(
        tag="de",
        name="Deutsch",
        english="German",
        decimal=",",
        grouping=".",
        months=_months("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        dates="{day}. {month} {year}",
    ),
    Locale(
        tag="it",
        name="Italiano",
        english="Italian",
        decimal=",",
        grouping=".",
        months=_months(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
        ),
    ),
    Locale(
        tag="pl",
        name="Polski",
        english="Polish",
        decimal=",",
        grouping="\u00a0",
        months=_months(
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
            "grudnia"
        ),
    ),
    Locale(
        tag="pt",
        name="Português",
        english="Portuguese",
        decimal=",",
        grouping=".",
        months=_months(
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
        ),
        dates="{day} de {month} de {year}",
    ),
    Locale(
        tag="ro",
        name="Română",
        english="Romanian",
        decimal=",",
        grouping=".",
        months=_months(
            "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
            "decembrie"
        ),
    ),
    Locale(
        tag="es",
        name="Español",
        english="Spanish",
        decimal=",",
        grouping=".",
        months=_months(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
        ),
        dates="{day} de {month} de {year}",
    ),
)

LOCALES: Mapping[str, Locale] = {locale.tag: locale for locale in (ENGLISH, *_OTHERS)}
"""The languages that can be chosen, by tag; Welsh first among the others."""


def locale_of(language: str) -> Locale:
    """How a language writes; of one that we don't know, as English does."""
    return _known(language) or ENGLISH


def name_of(language: str) -> str:
    """What a language calls itself; its tag where we don't know it."""
    found = _known(language)
    return found.name if found is not None else language


def english_name_of(language: str) -> str:
    """What English calls a language; its tag where we don't know it."""
    found = _known(language)
    return found.english if found is not None else language


def spoken(language: str) -> str:
    """The language of our own words on a page in this language: that language, or English."""
    return language if _primary(language) in SPOKEN else OWN


def _known(language: str) -> Locale | None:
    return ENGLISH if _primary(language) == "en" else LOCALES.get(_primary(language))


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
