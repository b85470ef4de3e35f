"""Any table that can be saved, and any facts, made up by Hypothesis."""

from hypothesis import strategies as st

from aimwell.ruletables import table_of

POLICIES = ("U", "A", "P", "F", "C", "C+", "C#", "C<", "C>")
DECISIONS = [
    {"code": "urgent", "label": "Urgent", "role": "urgent", "level": 3},
    {"code": "today", "label": "Today", "role": "urgent", "level": 4},
    {"code": "routine", "label": "Routine", "role": "routine", "level": 3},
    {"code": "not_necessary", "label": "Not necessary", "role": "not_necessary", "level": 1},
    {"code": "ask", "label": "Ask more", "role": "more_information"},
]


@st.composite
def _inputs(draw):
    kinds = draw(st.lists(st.sampled_from(["one-of", "whole-number", "yes-no"]), min_size=1, max_size=4))
    return [_input(draw, f"i{index}", kind) for index, kind in enumerate(kinds)]


def _input(draw, name, kind):
    asked = {"name": name, "label": f"Input {name}", "kind": kind}
    if kind == "one-of":
        count = draw(st.integers(1, 3))
        return {**asked, "options": [{"value": f"v{each}", "label": f"V {each}"} for each in range(count)]}
    if kind == "whole-number":
        least = draw(st.integers(-1, 1))
        return {**asked, "minimum": least, "maximum": least + draw(st.integers(1, 3))}
    return asked


def _values(column):
    if column["kind"] == "one-of":
        return [option["value"] for option in column["options"]]
    if column["kind"] == "yes-no":
        return [True, False]
    return list(range(column["minimum"], column["maximum"] + 1))


@st.composite
def _derived(draw, inputs):
    numbers = [asked["name"] for asked in inputs if asked["kind"] == "whole-number"]
    found = []
    for index in range(draw(st.integers(0, 2))):
        how = draw(st.sampled_from(["highest", "lowest", "sum", "all-known"] if numbers else ["all-known"]))
        names = [asked["name"] for asked in inputs] if how == "all-known" else numbers
        of = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        found.append({"name": f"d{index}", "label": f"Derived {index}", "how": how, "of": of})
    return found


@st.composite
def _conditions(draw, values, are_numbers):
    tests = [st.sampled_from(values), st.none(), st.just({"known": True})]
    if are_numbers:
        ends = st.tuples(st.sampled_from(values), st.sampled_from(values)).map(sorted)
        tests += [ends.map(lambda pair: {"from": pair[0], "to": pair[1]})]
        tests += [st.sampled_from(values).map(lambda low: {"from": low})]
    drawn = draw(st.lists(st.one_of(*tests), min_size=1, max_size=2))
    return {"not": drawn} if draw(st.integers(0, 3)) == 0 else drawn


@st.composite
def documents(draw, purpose="triage"):
    """The document of a table with up to four inputs and six rules."""
    inputs = draw(_inputs())
    derived = draw(_derived(inputs))
    columns = {asked["name"]: (_values(asked), asked["kind"] == "whole-number") for asked in inputs}
    for column in derived:
        yes_no = column["how"] == "all-known"
        columns[column["name"]] = ([True, False] if yes_no else [-1, 0, 1, 2, 3, 5], not yes_no)
    decisions = draw(st.permutations(DECISIONS))

    def then():
        return {"decision": draw(st.sampled_from(decisions))["code"], "number": draw(st.integers(-2, 9))}

    rules = [
        {
            "id": f"R{index}",
            "when": {
                name: draw(_conditions(*columns[name]))
                for name in draw(st.lists(st.sampled_from(sorted(columns)), max_size=3, unique=True))
            },
            "then": then(),
            "reason": f"Because of {{{draw(st.sampled_from(sorted(columns)))}}}.",
        }
        for index in range(draw(st.integers(0, 6)))
    ]
    document = {
        "format": "aimwell-rule-table-1",
        "name": "made_up",
        "label": "Made up",
        "purpose": purpose,
        "policy": draw(st.sampled_from(POLICIES)),
        "inputs": inputs,
        "derived": derived,
        "decisions": decisions,
        "rules": rules,
    }
    if draw(st.booleans()):
        document["otherwise"] = {"then": then(), "reason": "Nothing else fits."}
    return document


def tables():
    """Any small table that can be saved."""
    return documents().map(table_of)


def facts_for(table):
    """Facts of which any may be unknown."""
    return st.fixed_dictionaries(
        {asked.name: st.sampled_from([*asked.values, None]) for asked in table.inputs}
    )


@st.composite
def tables_and_facts(draw):
    """A table and facts for it."""
    table = draw(tables())
    return table, draw(facts_for(table))
