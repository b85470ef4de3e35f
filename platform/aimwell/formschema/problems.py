"""What can be wrong with a template or with answers, as values that are shown beside the question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One fault of a template: an id for tests and links, its place (a JSON pointer), fault and remedy."""

    id: str
    place: str
    message: str
    remedy: str


class TemplateRefused(ValueError):
    """A document that can't be used as a template. ``problems`` holds every fault found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{problem.place or '/'}: {problem.message}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class AnswerError:
    """One fault of the answers: a JSON pointer into them, the JSON Schema keyword, and plain words.

    Holds no answer, so it may be logged.
    """

    pointer: str
    keyword: str
    message: str
