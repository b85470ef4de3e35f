"""Small tables for worked examples, and large ones made up by chance, the same each time."""

from random import Random

from aimwell.ruletables import FORMAT, document_problems, table_of

DECISIONS = [
    {"code": "urgent", "label": "Urgent", "role": "urgent", "level": 3},
    {"code": "routine", "label": "Routine", "role": "routine", "level": 3},
    {"code": "not_necessary", "label": "Not necessary", "role": "not_necessary", "level": 1},
    {"code": "more_information", "label": "Ask more", "role": "more_information"},
]
INPUTS = [
    {"name": "impact", "label": "Impact", "kind": "whole-number", "minimum": 0, "maximum": 3},
    {
        "name": "timing",
        "label": "Timing",
        "kind": "one-of",
        "options": [
            {"value": "none", "label": "No harm"},
            {"value": "reversible", "label": "Can be undone"},
            {"value": "irreversible", "label": "Lasting, whatever is done"},
        ],
    },
    {"name": "alone", "label": "Alone", "kind": "yes-no"},
]
DERIVED = [{"name": "highest", "label": "Highest", "how": "highest", "of": ["impact"]}]


def document_with(*, rules, policy="U", otherwise=None, purpose="triage"):
    """A document; ``rules``: (id, when, decision) or (id, when, then as an object)."""
    document = {
        "format": FORMAT,
        "name": "worked",
        "label": "Worked",
        "purpose": purpose,
        "policy": policy,
        "inputs": INPUTS,
        "derived": DERIVED,
        "decisions": DECISIONS,
        "rules": [
            {
                "id": rule_id,
                "when": when,
                "then": then if isinstance(then, dict) else {"decision": then},
                "reason": f"Because of {rule_id}.",
            }
            for rule_id, when, then in rules
        ],
    }
    if otherwise:
        document["otherwise"] = {"then": {"decision": otherwise}, "reason": "Nothing else fits."}
    return document


def table_with(**parts):
    """The table of such a document, which has no problems."""
    document = document_with(**parts)
    assert document_problems(document) == []
    return table_of(document)


def random_table(*, rules, cells, policy, inputs=10, values=6, seed=1):
    """A table of choices: each rule looks at ``cells`` inputs and takes one to three values of each."""
    chance = Random(seed)
    options = [{"value": f"v{value}", "label": f"V{value}"} for value in range(values)]
    document = document_with(
        policy=policy,
        rules=[
            (
                f"R{number}",
                {
                    f"i{place}": [f"v{value}" for value in chance.sample(range(values), chance.randint(1, 3))]
                    for place in chance.sample(range(inputs), cells)
                },
                chance.choice(["urgent", "routine", "more_information"]),
            )
            for number in range(rules)
        ],
    )
    document["derived"] = []
    document["inputs"] = [
        {"name": f"i{place}", "label": f"I{place}", "kind": "one-of", "options": options}
        for place in range(inputs)
    ]
    return table_of(document)
