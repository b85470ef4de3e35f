"""The Jinja2 environment of the pages: NHS.UK components beside our own templates."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.template.defaultfilters import date
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localtime
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from aimwell.formschema.languages.locales import ENGLISH
from aimwell.formschema.languages.speech import speech
from aimwell.workspace.alerts import waiting_alerts


def environment(**options: Any) -> Environment:
    """Called by Django with its own options, autoescape among them.

    `request`, `csrf_input` and `csrf_token` come from Django when a page is rendered.
    """
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    # The NHS.UK macros read parameters of parameters that were never given.
    options["undefined"] = ChainableUndefined
    environment = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701
    # ``say`` is our own words; a page in another language than English is given another one.
    environment.globals.update(static=cache(static), url=url, messages=get_messages, say=speech(ENGLISH.tag))
    environment.globals.update(waiting_alerts=waiting_alerts)
    environment.filters.update(date=date, localtime=localtime)
    return environment


@lru_cache(maxsize=4096)
def url(name: str, *args: object, **kwargs: object) -> str:
    """`{{ url('workspace:person', organisation=o.slug, person=p.pk) }}`.

    Kept, since a page names a dozen addresses, and most of them each time.
    """
    return reverse(name, args=args, kwargs=kwargs)
