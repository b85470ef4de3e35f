"""What plugins hand over and receive: frozen, keyword-only dataclasses over plain JSON data.

Nothing here knows Django, a database or a request. A plugin is given plain data and returns plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

Json = Any
"""Anything that ``json.loads`` returns."""

Answers = Mapping[str, Json]
Settings = Mapping[str, Json]

Tier = Literal["open", "data_only", "external"]
Direction = Literal["better", "worse", "same"]
Meaning = Literal["improved", "no meaningful change", "declined", "not computable"]
Intent = Literal["", "treatment", "management"]

NO_SETTINGS: Settings = {"type": "object", "properties": {}, "additionalProperties": False}
"""The settings schema of an offer that has nothing to set."""


@dataclass(frozen=True, kw_only=True)
class Licence:
    """Who owns an instrument and what an organisation must hold to use it.

    ``open``: the wording ships. ``data_only``: structure and scoring ship; the organisation records its
    licence and uploads the wording. ``external``: only totals are typed in.
    """

    tier: Tier
    rights_holder: str = ""
    terms: str = ""
    url: str = ""
    attribution: str = ""

    @property
    def needs_reference(self) -> bool:
        """Whether an organisation must record its licence before it switches the offer on."""
        return self.tier != "open"


@dataclass(frozen=True, kw_only=True)
class Band:
    """What values from ``minimum`` to ``maximum``, both included, are called."""

    label: str
    minimum: float
    maximum: float


@dataclass(frozen=True, kw_only=True)
class Scale:
    """One number that a measure yields: its range, its direction and how to show it."""

    name: str
    label: str
    minimum: float
    maximum: float
    higher_is: Literal["better", "worse"] | None
    """None: the direction depends on what is measured and comes from the settings. Never inferred."""
    ordinal: bool = False
    unit: str = ""
    decimals: int = 1
    bands: tuple[Band, ...] = ()

    def band_of(self, value: float | None) -> str:
        """What a value is called, as it is shown: with the scale's decimals. Empty where no band has it."""
        if value is None:
            return ""
        step = Decimal(1).scaleb(-self.decimals)
        shown = float(Decimal(repr(value)).quantize(step, rounding=ROUND_HALF_UP))
        labels = (band.label for band in self.bands if band.minimum <= shown <= band.maximum)
        return next(labels, "")


@dataclass(frozen=True, kw_only=True)
class Score:
    """The value on one scale; None when it can't be computed, never zero for a missing answer."""

    name: str
    value: float | None
    missing: tuple[str, ...] = ()
    """JSON pointers, into the measure's answers, of what was not answered."""


@dataclass(frozen=True, kw_only=True)
class Scored:
    """What a measure makes of one set of answers: its scores and, line by line, how it came to them."""

    scores: tuple[Score, ...]
    working: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Change:
    """The change on one scale (or one row of it) between two sets of answers, and what it means."""

    name: str
    before: float | None
    after: float | None
    change: float | None
    direction: Direction | None
    meaning: Meaning
    reason: str = ""
    citation: str = ""


@dataclass(frozen=True, kw_only=True)
class PairedRows:
    """Rows that a person chose at the baseline and re-rates at review.

    ``rows``: the list; ``key``: what tells its rows apart; ``carry``: what is carried over.
    What is not carried is asked anew.
    """

    rows: str
    key: str
    carry: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """An outcome measure: the questions it asks, its scores, and what a change in them means.

    ``answers`` is a JSON Schema in the vocabulary of ``schemas/form-template.schema.json``: an object whose
    properties are questions. ``score`` and ``change`` are pure; they get answers that passed ``answers`` and
    settings that passed ``settings``. A scoring rule that changes is a new ``version``.
    """

    name: str
    version: str
    label: str
    licence: Licence
    answers: Mapping[str, Json]
    scales: tuple[Scale, ...]
    score: Callable[[Answers, Settings], Scored]
    change: Callable[[Answers, Answers, Settings], tuple[Change, ...]]
    settings: Settings = field(default_factory=lambda: NO_SETTINGS)
    paired: PairedRows | None = None
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class MatchedRule:
    """A rule of a decision table that matched, and why, in words for the person who decides."""

    id: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """What a triage rule recommends. A person decides."""

    decision: str
    level: int | None
    rules: tuple[MatchedRule, ...]
    intent: Intent = ""
    """Of a rule for priority: whether to treat or to manage."""
    number: float | None = None
    """What a collecting decision table adds up to."""


Purpose = Literal["triage", "priority", "eligibility"]
"""What a rule's decision is about: whether to help, how soon, or who can meet an outcome."""

DecisionRole = Literal["urgent", "routine", "not_necessary", "more_information"]
"""What a triage decision does to a request, whatever an organisation calls it."""


@dataclass(frozen=True, kw_only=True)
class TriageRule:
    """A rule that recommends a decision from facts. ``facts`` is the JSON Schema of what it asks for.

    ``roles``: decision code to what it does to a request; a code that is not in it is its own role.
    """

    name: str
    version: str
    label: str
    facts: Mapping[str, Json]
    decisions: Mapping[str, str]
    """Decision code to its label, in the order in which they are offered."""
    decide: Callable[[Answers, Settings], Recommendation]
    settings: Settings = field(default_factory=lambda: NO_SETTINGS)
    summary: str = ""
    purpose: Purpose = "triage"
    roles: Mapping[str, DecisionRole] = field(default_factory=dict)
    table: str = ""
    """The text of the decision table that it is made from; empty for a rule in code."""

    def role_of(self, decision: str) -> str:
        """What a decision of this rule does to a request."""
        return self.roles.get(decision, decision)


@dataclass(frozen=True, kw_only=True)
class QuoteLine:
    """One line of a quote: what it is for, the sum before and after rounding (pounds, as text), how."""

    label: str
    unrounded: str
    amount: str
    working: str


@dataclass(frozen=True, kw_only=True)
class Quote:
    """What a tariff makes of a case. ``total`` is the sum of the lines' amounts, in pounds, as text."""

    lines: tuple[QuoteLine, ...]
    total: str


@dataclass(frozen=True, kw_only=True)
class Tariff:
    """A payment rule: settings agreed in a contract and a case give a quote. Money is text, never a float."""

    name: str
    version: str
    label: str
    case: Mapping[str, Json]
    quote: Callable[[Settings, Mapping[str, Json]], Quote]
    settings: Settings = field(default_factory=lambda: NO_SETTINGS)
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class SignedRecord:
    """What a plugin is told of a record that was signed: no name, no number, no date of birth."""

    kind: str
    answers: Answers
    scores: Mapping[str, Scored]
    """JSON pointer of the measure's question to what was scored there."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A remark of a plugin on a signed record, shown beside it to the practitioner."""

    text: str


@dataclass(frozen=True, kw_only=True)
class InputFault:
    """What is wrong with an input, and where (a JSON pointer)."""

    pointer: str
    message: str


class InputRefused(ValueError):
    """An input that a function can't take. Carries every fault found, each with its place."""

    def __init__(self, *faults: InputFault) -> None:
        super().__init__("; ".join(f"{fault.pointer or '/'}: {fault.message}" for fault in faults))
        self.faults = faults
