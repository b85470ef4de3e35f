"""Form templates as JSON Schema documents: read, check, compile, prune, validate, outline. No Django."""

from aimwell.formschema.calculations.calculating import NOTHING_KNOWN, Known, Worked
from aimwell.formschema.checking import check
from aimwell.formschema.compiling import compile_template as compile
from aimwell.formschema.conditions import Condition
from aimwell.formschema.feeds import FEEDS, Feed, fed
from aimwell.formschema.fitting import misfit
from aimwell.formschema.languages.translations import languages, localised
from aimwell.formschema.outline import (
    Option,
    Outline,
    Question,
    Route,
    Section,
    TriageLink,
    shown,
    walk,
)
from aimwell.formschema.outlining import outline
from aimwell.formschema.paths import expanded
from aimwell.formschema.prefilling import PERSON_FIELDS, Prefill
from aimwell.formschema.problems import AnswerError, Problem, TemplateRefused
from aimwell.formschema.pruning import Pruned, prune, prune_and_work_out
from aimwell.formschema.reading import read
from aimwell.formschema.shape import NOT_ASKED
from aimwell.formschema.triage import facts
from aimwell.formschema.validation import validate
from aimwell.formschema.wording import words

__all__ = [
    "FEEDS",
    "NOTHING_KNOWN",
    "NOT_ASKED",
    "PERSON_FIELDS",
    "AnswerError",
    "Condition",
    "Feed",
    "Known",
    "Option",
    "Outline",
    "Prefill",
    "Problem",
    "Pruned",
    "Question",
    "Route",
    "Section",
    "TemplateRefused",
    "TriageLink",
    "Worked",
    "check",
    "compile",
    "expanded",
    "facts",
    "fed",
    "languages",
    "localised",
    "misfit",
    "outline",
    "prune",
    "prune_and_work_out",
    "read",
    "shown",
    "validate",
    "walk",
    "words",
]
