"""Sign a triage form that a table of forty rules decided on; beside it, the same form without a table.

Only the signing counts: the record, the frozen decision, and where the person stands on the pathway now.
"""

from __future__ import annotations

from collections.abc import Iterator

from browser import expect
from measuring import Pair
from triage_table import form, make_table, typed
from world import Typed, World, make_version

from aimwell.library.models import TemplateVersion
from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform
from aimwell.records.decisions import advice_for, decide
from aimwell.records.drafts import Source, save_section, start
from aimwell.records.models import Draft
from aimwell.records.wizard.fields import read_section

ROUNDS = 40
BEFORE = 3
"""Runs of each side before the rounds: see ``measuring.measure``."""


def pairs(world: World) -> Iterator[Pair]:
    make_table(world.organisation, world.user)
    rounds = world.rounds(ROUNDS)
    asked, plain = (
        iter(_drafts(world, form(with_table=with_table), rounds + BEFORE)) for with_table in (True, False)
    )
    yield Pair(
        work="Sign a triage form by a table of 40 rules, and derive",
        reference="Sign the same form without a table",
        ours=lambda: _sign(world, next(asked)),
        theirs=lambda: _sign(world, next(plain)),
        target=1.5,
        rounds=rounds,
    )


def _sign(world: World, draft: Draft) -> float:
    address = world.address("draft-step", token=draft.token, step="check")
    answer = expect(world.browser.post(address, {"action": "sign", "statement": "yes"}), 302)
    if "/records/" not in answer.location:
        raise AssertionError(f"Expected the record, but was led to {answer.location}.")
    return answer.seconds


def _drafts(world: World, document: dict[str, object], number: int) -> list[Draft]:
    version = make_version(world.organisation, world.user, document)
    return [_draft(world, version, index) for index in range(number)]


def _draft(world: World, version: TemplateVersion, number: int) -> Draft:
    """A form of somebody who asked for help, filled in and decided on; only the signature is missing."""
    person = world.new_person()
    with acting_for(world.organisation):
        perform(person, "conversation", {}, by=world.user)
        draft = start(version=version, person=person, user=world.user)
        fields = Typed(typed(number))
        for section in version.outline.sections:
            entry = read_section(section, fields)
            save_section(draft, section, entry, source=Source(base=draft.revision), user=world.user)
        advice = advice_for(world.organisation, version.outline, draft.answers)
        if advice is not None and (fault := decide(draft, advice, decision="urgent", reason="We know her.")):
            raise AssertionError(f"The decision could not be taken: {fault}")
    return draft
