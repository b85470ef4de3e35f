"""Which language each text of a form is in, for the ``lang`` attributes of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aimwell.formschema.languages.locales import OWN, spoken
from aimwell.formschema.shape import note

Json = Any


@dataclass(frozen=True)
class Tongue:
    """The languages that meet in a form.

    ``form``: the one that its texts are in; ``source``: the one that texts without a translation are in;
    ``page``: the one of our own words around it.
    """

    form: str = OWN
    source: str = OWN
    page: str = OWN

    def of(self, name: str, untranslated: frozenset[str]) -> str:
        """The language to mark a text with; empty where it is the page's."""
        language = self.source if name in untranslated else self.form
        return "" if language == self.page else language


ENGLISH_ONLY = Tongue()


def tongue_of(language: str, source: str) -> Tongue:
    """The languages of a form shown in ``language``. ``source``: the one it is translated from, if any."""
    return Tongue(form=language, source=source or language, page=spoken(language))


def untranslated(schema: Json) -> frozenset[str]:
    """The names of a part's texts that have no translation, as ``localised`` noted them."""
    names = note(schema).get("untranslated")
    return (
        frozenset(name for name in names if isinstance(name, str)) if isinstance(names, list) else frozenset()
    )
