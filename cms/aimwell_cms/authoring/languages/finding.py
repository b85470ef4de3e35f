"""Whether a form's translations are whole and up to date, for its readiness list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from aimwell.formschema.languages.locales import english_name_of
from aimwell.formschema.languages.translations import coverage, languages
from aimwell_cms.authoring.findings import Context, Finding

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

TRANSLATIONS = "translations"


def translations_to_do(page: TemplatePage, context: Context) -> Iterable[Finding]:
    """For each language what is out of date and what is missing: advice, for both are shown all the same."""
    for language in languages(context.template)[1:]:
        states = [one.state for one in coverage(context.template, language)]
        stale, missing = states.count("stale"), states.count("missing")
        name = english_name_of(language)
        url = f"{reverse('aimwell_language', args=[page.pk, language])}?show=work" if page.pk else ""
        if not stale and not missing:
            yield Finding(id=TRANSLATIONS, state="ok", title=f"Everything is in {name}.", detail="", url=url)
            continue
        told = [f"{stale} out of date"] if stale else []
        told += [f"{missing} missing"] if missing else []
        yield Finding(
            id=TRANSLATIONS,
            state="advice",
            title=f"Translations in {name}: {', '.join(told)}.",
            detail="What is out of date is shown as it is; what is missing, in the form’s own language.",
            url=url,
        )
