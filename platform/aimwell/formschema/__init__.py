"""Form templates as JSON Schema documents: read, check, compile, prune, validate, outline. No Django."""

from aimwell.formschema.checking import check
from aimwell.formschema.compiling import compile_template as compile
from aimwell.formschema.conditions import Condition
from aimwell.formschema.outline import (
    Option,
    Outline,
    Question,
    Route,
    Section,
    TriageLink,
    outline,
    shown,
    walk,
)
from aimwell.formschema.problems import AnswerError, Problem, TemplateRefused
from aimwell.formschema.pruning import prune
from aimwell.formschema.reading import read
from aimwell.formschema.shape import NOT_ASKED
from aimwell.formschema.translations import languages, localised
from aimwell.formschema.triage import facts
from aimwell.formschema.validation import validate
from aimwell.formschema.wording import words

__all__ = [
    "NOT_ASKED",
    "AnswerError",
    "Condition",
    "Option",
    "Outline",
    "Problem",
    "Question",
    "Route",
    "Section",
    "TemplateRefused",
    "TriageLink",
    "check",
    "compile",
    "facts",
    "languages",
    "localised",
    "outline",
    "prune",
    "read",
    "shown",
    "validate",
    "walk",
    "words",
]
