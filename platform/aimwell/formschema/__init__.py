"""Form templates as JSON Schema documents: read, check, compile, prune, validate, outline. Knows no Django."""

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
from aimwell.formschema.wording import words

__all__ = [
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
    "outline",
    "shown",
    "walk",
    "words",
]
