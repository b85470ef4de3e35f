"""HTML to PDF/UA-1: tagged, titled, with its language; and not one request, whatever the HTML says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

_STYLES = Path(__file__).parent / "styles"
# The fonts and the styles are read once a process and shared; WeasyPrint does not say that threads may do so.
_ONE_AT_A_TIME = Lock()


def make_pdf(html: str, *, large: bool = False) -> bytes:
    """The PDF of a whole HTML page. ``large``: 18 point, for people who need large print."""
    from weasyprint import HTML

    with _ONE_AT_A_TIME:
        fonts, styles = _prepared(large)
        return HTML(string=html, url_fetcher=fetch_nothing()).write_pdf(
            stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1"
        )


@cache
def _prepared(large: bool) -> tuple[FontConfiguration, list[CSS]]:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    names = ["print.css", "large.css"] if large else ["print.css"]
    return fonts, [
        CSS(string=(_STYLES / name).read_text(), font_config=fonts, url_fetcher=fetch_nothing())
        for name in names
    ]


@cache
def fetch_nothing() -> URLFetcher:
    """Refuses every address: our documents carry all that they show, so one in them was smuggled in."""
    from weasyprint.urls import URLFetcher

    class FetchNothing(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> NoReturn:
            raise ValueError("A document fetches nothing.")

    return FetchNothing()
