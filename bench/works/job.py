"""The whole job, every request that a browser makes; beside it, the one valid POST of a Wagtail form page.

Start, four steps of ten questions (three of them measures), check the answers, sign, and open the record with
its scores: each page is opened as the redirect before it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import questions
from browser import Answer, Browser, expect
from measuring import Pair
from world import World, job_fields

STEPS = {"one": range(10), "two": range(10, 20), "three": range(20, 30), "four": range(30, 37)}


def pairs(world: World) -> Iterator[Pair]:
    person = world.new_person()
    world.new_record(person, world.whole_job)  # A baseline, so that each job computes changes too.
    start = world.address("draft-start", person=person.pk, version=world.whole_job.pk)
    steps = [
        (step, {**questions.posted(numbers), "page": step, "number": "1"}) for step, numbers in STEPS.items()
    ]
    steps[-1][1].update({name: value for name, value in job_fields().items() if not name.startswith("q")})
    posted = world.posted_to_page()
    yield Pair(
        work="The whole job: start, 4 steps of 10 questions, check, sign, score 3 measures",
        reference="The valid POST of a Wagtail form page with 40 questions",
        ours=lambda: Walk(world.browser).whole_job(start, steps),
        theirs=lambda: expect(world.browser.post(world.page.url, posted), 200).seconds,
        target=6,
        rounds=world.rounds(40),
    )


class Walk:
    """Goes where each redirect leads, and adds up the time of every request."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.seconds = 0.0
        self.requests = 0

    def whole_job(self, start: str, steps: list[tuple[str, dict[str, Any]]]) -> float:
        """Begin, fill in, check, sign and look at the scores; returns the seconds of all requests."""
        here = self.send(start, {})
        for revision, (step, fields) in enumerate(steps):
            if not here.endswith(f"/{step}/"):
                raise AssertionError(f"Expected the step {step}, but was led to {here}.")
            here = self.send(here, {**fields, "base": str(revision), "action": "next"})
        here = self.send(here, {"action": "sign", "statement": "yes"})
        if "/records/" not in here:
            raise AssertionError(f"Expected the record, but was led to {here}.")
        return self.seconds

    def send(self, address: str, fields: dict[str, Any]) -> str:
        """Post a form and open the page that it leads to; returns that page's address."""
        answer = self._count(expect(self.browser.post(address, fields), 302))
        while answer.status == 302:
            address = answer.location
            answer = self._count(self.browser.get(address))
        expect(answer, 200)
        return address

    def _count(self, answer: Answer) -> Answer:
        self.seconds += answer.seconds
        self.requests += 1
        return answer
