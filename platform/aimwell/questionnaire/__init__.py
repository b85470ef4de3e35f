"""Measures without code: a document says what is asked and how it is scored. No Django."""

from aimwell.questionnaire.building import build, built
from aimwell.questionnaire.checking import advice, problems
from aimwell.questionnaire.definition import Definition
from aimwell.questionnaire.reading import DefinitionRefused, define, read, read_draft, write

__all__ = [
    "Definition",
    "DefinitionRefused",
    "advice",
    "build",
    "built",
    "define",
    "problems",
    "read",
    "read_draft",
    "write",
]
