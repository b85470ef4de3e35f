"""The routes through a template: how much work it is to find them."""

from __future__ import annotations

import sys
from time import process_time
from typing import Any

import pytest
from routed_forms import Json, asks, form, only_problem, text, yes_no

from aimwell import formschema
from aimwell.formschema.routes import route_problems


def test_too_many_combinations_are_said_to_be_too_many():
    """Pigeons and holes: the classic that can only be tried out."""
    pigeons, holes = 8, 7
    seats = {(p, h): f"p{p}h{h}" for p in range(pigeons) for h in range(holes)}
    somewhere = [{"any": [asks(seats[p, h], "equals", True) for h in range(holes)]} for p in range(pigeons)]
    alone = [
        {"not": {"all": [asks(seats[p, h], "equals", True), asks(seats[q, h], "equals", True)]}}
        for h in range(holes)
        for p in range(pigeons)
        for q in range(p)
    ]
    groups = [{"all": alone[start : start + 50]} for start in range(0, len(alone), 50)]
    template = form(
        *((name, yes_no(name)) for name in seats.values()),
        ("x", text("Nest", {"all": [*somewhere, *groups]})),
    )
    began = process_time()
    name, message = only_problem(template)
    assert name == "routes-unchecked"
    assert "too many combinations" in message
    assert process_time() - began < 5


def chain(count: int) -> Json:
    """Each question asked when the one before it is Yes."""
    first = ("q0", yes_no("Q0"))
    rest = [(f"q{n}", yes_no(f"Q{n}", asks(f"q{n - 1}", "equals", True))) for n in range(1, count)]
    return form(first, *rest)


def fan(count: int) -> Json:
    """One question decides on all the others; each group of ten has its own as well."""
    rest = []
    for n in range(1, count):
        when = {"all": [asks("q0", "equals", True), asks(f"q{n - n % 10}", "answered")]} if n % 10 else None
        rest.append((f"q{n}", yes_no(f"Q{n}", when)))
    return form(("q0", yes_no("Q0")), *rest)


@pytest.mark.parametrize("shape", [chain, fan])
def test_work_grows_with_the_form_and_not_with_its_square(shape: Any):
    def calls(count: int) -> int:
        """How many functions are called, which doesn't depend on how busy the machine is."""
        template, made = shape(count), 0

        def profile(frame: Any, event: str, argument: Any) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        sys.setprofile(profile)
        try:
            found = [*formschema.check(template), *route_problems(template)]
        finally:
            sys.setprofile(None)
        assert found == []
        return made

    calls(20)
    assert calls(400) < 4.6 * calls(100)
