"""A guaranteed part, and the rest paid by outcomes achieved.

The mechanism is that of the IPC paper on outcome-based commissioning; the rules of rounding are defaults of
this project. The value is first reduced to the days of the period (inclusive), then the guaranteed part is
rounded half up to the penny and the rest is the pool. The pool is split over the outcomes by weight with the
largest-remainder method in pence, so that the parts add up; each part is paid as far as its outcome was
achieved, rounded half up.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

from aimwell import InputFault, InputRefused, Json, Quote, QuoteLine, Settings, Tariff, hookimpl

PENNY = Decimal("0.01")
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""Holds every product of the sums and shares that the schemas allow, to the last digit."""

MONEY = {
    "type": "string",
    "pattern": "^[0-9]{1,12}([.][0-9]{1,2})?$",
    "maxLength": 15,
    "x-aimwell": {"hint": "pounds with at most two decimals, not negative, such as 1234.56"},
}
SHARE = {
    "type": "string",
    "pattern": "^(0([.][0-9]{1,12})?|1([.]0{1,12})?)$",
    "maxLength": 14,
    "x-aimwell": {"hint": "a share from 0 to 1, such as 0.8"},
}
WEIGHT = {
    "type": ["string", "number"],
    "pattern": "^[0-9]{1,9}([.][0-9]{1,9})?$",
    "maxLength": 19,
    "minimum": 0,
    "maximum": 999999999,
    "x-aimwell": {"hint": "a number that is not negative, such as 5"},
}
SETTINGS = {
    "type": "object",
    "properties": {"guaranteed": {"title": "Guaranteed share of the value", **SHARE}},
    "required": ["guaranteed"],
    "additionalProperties": False,
}
CASE = {
    "type": "object",
    "title": "Case",
    "properties": {
        "value": {"title": "Value of the whole period", **MONEY},
        "days": {"type": "integer", "title": "Days delivered, first and last included", "minimum": 0},
        "of_days": {"type": "integer", "title": "Days in the whole period", "minimum": 1, "maximum": 36600},
        "outcomes": {
            "type": "array",
            "title": "Outcomes",
            "minItems": 1,
            "maxItems": 100,
            "items": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "title": "Outcome", "minLength": 1, "maxLength": 200},
                    "weight": {"title": "Weight", **WEIGHT},
                    "achieved": {"title": "Share achieved", **SHARE},
                },
                "required": ["name", "weight", "achieved"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["value", "outcomes"],
    "dependentRequired": {"days": ["of_days"], "of_days": ["days"]},
    "additionalProperties": False,
}


def quote(settings: Settings, case: Mapping[str, Json]) -> Quote:
    """What is due for the case. Raises InputRefused, with every fault, when it doesn't make sense."""
    faults = _faults(case)
    if faults:
        raise InputRefused(*faults)
    with localcontext(EXACT):
        value, reduced = _value(case)
        guaranteed_share = Decimal(settings["guaranteed"])
        unrounded = value * guaranteed_share
        guaranteed = _rounded(unrounded)
        pool = value - guaranteed
        lines = (
            QuoteLine(
                label="Guaranteed",
                unrounded=_plain(unrounded),
                amount=_plain(guaranteed),
                working=f"{reduced}£{value} × {guaranteed_share} = £{_plain(unrounded)}, paid £{guaranteed}",
            ),
            *_outcome_lines(pool, case["outcomes"]),
        )
        return Quote(lines=lines, total=_plain(sum((Decimal(line.amount) for line in lines), Decimal())))


def _faults(case: Mapping[str, Json]) -> list[InputFault]:
    faults = []
    if case.get("days", 0) > case.get("of_days", 0):
        faults.append(InputFault(pointer="/days", message="must not be more than of_days"))
    outcomes = case["outcomes"]
    if not any(_weight(outcome) for outcome in outcomes):
        faults.append(InputFault(pointer="/outcomes", message="at least one weight must be more than 0"))
    names = [outcome["name"] for outcome in outcomes]
    faults.extend(
        InputFault(pointer=f"/outcomes/{index}/name", message="is the name of an earlier outcome too")
        for index, name in enumerate(names)
        if name in names[:index]
    )
    return faults


def _value(case: Mapping[str, Json]) -> tuple[Decimal, str]:
    whole = Decimal(case["value"]).quantize(PENNY)
    if "days" not in case:
        return whole, ""
    days, of_days = int(case["days"]), int(case["of_days"])
    part = whole * days / of_days
    value = _rounded(part)
    return value, f"£{whole} × {days} ÷ {of_days} days = £{part:.6f}, so £{value}; "


def _outcome_lines(pool: Decimal, outcomes: list[Mapping[str, Json]]) -> list[QuoteLine]:
    parts = _split(pool, [_weight(outcome) for outcome in outcomes])
    total_weight = _plain_weight(sum((_weight(outcome) for outcome in outcomes), Fraction()))
    lines = []
    for outcome, part in zip(outcomes, parts, strict=True):
        achieved = Decimal(outcome["achieved"])
        unrounded = part * achieved
        amount = _rounded(unrounded)
        share = f"£{pool} × {_plain_weight(_weight(outcome))} ÷ {total_weight} = £{part} to the penny"
        lines.append(
            QuoteLine(
                label=outcome["name"],
                unrounded=_plain(unrounded),
                amount=_plain(amount),
                working=f"{share}; × {achieved} achieved = £{_plain(unrounded)}, paid £{amount}",
            )
        )
    return lines


def _split(pool: Decimal, weights: list[Fraction]) -> list[Decimal]:
    """Share a sum by weight in whole pence that add up to it: the largest remainders get a penny more."""
    pence = int(pool / PENNY)
    exact = [pence * weight / sum(weights) for weight in weights]
    parts = [int(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: parts[index] - exact[index])
    for index in by_remainder[: pence - sum(parts)]:
        parts[index] += 1
    return [part * PENNY for part in parts]


def _weight(outcome: Mapping[str, Json]) -> Fraction:
    return Fraction(str(outcome["weight"]))


def _plain_weight(weight: Fraction) -> str:
    return f"{float(weight):.10g}"


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def _plain(amount: Decimal) -> str:
    """The amount as text: all its digits, and two decimals at least."""
    pounds, _, decimals = f"{amount:f}".partition(".")
    return f"{pounds}.{decimals.rstrip('0'):0<2}"


@hookimpl
def tariffs() -> tuple[Tariff, ...]:
    return (
        Tariff(
            name="outcome_share",
            version="1.0",
            label="Guaranteed part and share by outcomes",
            summary="A guaranteed share of the value; the rest by outcomes, weighted and as far as achieved.",
            settings=SETTINGS,
            case=CASE,
            quote=quote,
        ),
    )
