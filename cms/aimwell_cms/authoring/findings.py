"""What is found when a form is made ready, and what a check is given to find it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from aimwell.contracts import Measure
from aimwell.formschema import Outline, Problem
from aimwell.formschema.plainwords.advice import advice_on
from aimwell.organisations.models import Organisation
from aimwell_cms.authoring.convert.writing import Written
from aimwell_cms.authoring.problems import Told

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

Json = Any


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of the readiness list.

    ``state``: “ok”; “advice”, which stops nothing; “stop”, which keeps the form from being published in any
    way. ``detail`` says what to do; ``url`` leads to where it is done.
    """

    id: str
    state: Literal["ok", "advice", "stop"]
    title: str
    detail: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What every check needs, worked out once.

    ``measures``: what the organisation has on, by name. ``problems``: what keeps the template from being one.
    """

    organisation: Organisation
    measures: Mapping[str, Measure]
    written: Written
    problems: tuple[Told, ...]

    @property
    def template(self) -> Mapping[str, Json]:
        """The template as it stands; it may have problems."""
        return self.written.template

    @property
    def outline(self) -> Outline:
        """Its sections and questions."""
        return self.written.outline

    @cached_property
    def wording(self) -> list[Problem]:
        """The advice on its wording."""
        return advice_on(self.template)


Check: TypeAlias = "Callable[[TemplatePage, Context], Iterable[Finding]]"
"""Finds what it can, and never raises. The page may be new (``pk`` None) or never published."""
