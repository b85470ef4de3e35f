"""Templates with conditions and groups, for property tests."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from aimwell.formschema.feeds import fitting
from aimwell.formschema.shape import widget_of

Json = Any

OPTIONS = ["a", "b", "c"]

SIMPLE: dict[str, Json] = {
    "text": {"type": "string", "maxLength": 8},
    "code": {"type": "string", "pattern": "^[A-Z]{1,3}[0-9]*$"},
    "email": {"type": "string", "format": "email"},
    "long": {"type": "string", "maxLength": 900},
    "yes": {"type": "boolean"},
    "number": {"type": "number", "minimum": -2, "maximum": 9, "multipleOf": 0.5},
    "whole": {"type": ["integer", "null"], "exclusiveMinimum": 0, "exclusiveMaximum": 20},
    "date": {"type": "string", "format": "date"},
    "one": {"type": "string", "enum": OPTIONS},
    "titled": {"type": "string", "oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]},
    "several": {"type": "array", "items": {"type": "string", "enum": OPTIONS}, "minItems": 1},
    "scale": {"type": "integer", "minimum": 0, "maximum": 10, "x-aimwell": {"widget": "scale"}},
}
PATH: Json = {"type": "string", "enum": ["short", "full"], "x-aimwell": {"widget": "path"}}
ORDERED = ["less_than", "at_most", "at_least", "more_than"]


def _value(kind: str) -> st.SearchStrategy[Json]:
    return {
        "yes": st.booleans(),
        "one": st.sampled_from(OPTIONS),
        "titled": st.sampled_from(OPTIONS[:2]),
        "path": st.sampled_from(["short", "full"]),
        "several": st.sampled_from(OPTIONS),
        "number": st.sampled_from([-1, 0, 0.5, 1, 3.0]),
        "whole": st.integers(1, 9),
        "scale": st.integers(0, 10),
        "date": st.just("2026-03-27"),
    }.get(kind, st.sampled_from(["x", "AB1", "a@b.uk"]))


@st.composite
def comparison(draw: st.DrawFn, name: str, kind: str) -> Json:
    operators = ["answered", "not_answered"]
    if kind in ("number", "whole", "scale"):
        operators += ["equals", "not_equals", *ORDERED]
    elif kind == "several":
        operators += ["includes"]
    elif kind not in ("long", "group"):
        operators += ["equals", "not_equals"] + ([] if kind == "yes" else ["one_of"])
    operator = draw(st.sampled_from(operators))
    found: Json = {"question": name, "operator": operator}
    if operator == "one_of":
        found["value"] = draw(st.lists(_value(kind), min_size=1, max_size=2))
    elif operator not in ("answered", "not_answered"):
        found["value"] = draw(_value(kind))
    return found


@st.composite
def condition(draw: st.DrawFn, earlier: list[tuple[str, str]]) -> Json:
    parts = [
        draw(comparison(*draw(st.sampled_from(earlier))))
        for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3])))
    ]
    shape = draw(st.sampled_from(["plain", "plain", "all", "any", "not"]))
    if shape == "plain":
        return parts[0]
    if shape == "not":
        return {"not": parts[0] if len(parts) == 1 else {"any": parts}}
    return {shape: parts}


def sources(kind: str) -> st.SearchStrategy[Json]:
    """Where the answer to a question of this kind may come from."""
    record = st.fixed_dictionaries(
        {
            "source": st.just("record"),
            "kind": st.sampled_from(["request", "review"]),
            "question": st.just("s/q"),
        }
    )
    if kind not in ("text", "code", "email", "long"):
        return record
    return record | st.just({"source": "person", "field": "preferred_name"})


CALCULATED = {"number": {"type": "number"}, "whole": {"type": "integer"}}
NUMERIC = {"number", "whole", "scale"}


@st.composite
def expressions(draw: st.DrawFn, earlier: list[tuple[str, str]], depth: int = 3) -> Json:
    """An expression of a number that `check` has nothing against. ``earlier``: names and kinds."""
    numbers = [name for name, kind in earlier if kind in NUMERIC]
    leaves = [draw(st.sampled_from([0, 1, -3, 0.1, 10**15]))]
    if numbers:
        leaves += [{"answer": draw(st.sampled_from(numbers))}] * 3
    if depth == 0:
        return draw(st.sampled_from(leaves))
    dates = [{"answer": name} for name, kind in earlier if kind == "date"]
    dates += [{"date": "today"}, {"date": "birth"}, {"date": "2024-02-29"}]
    groups_of = sorted({name.partition("/*/")[0] for name, kind in earlier if "/*/" in name})
    part = expressions(earlier, depth - 1)
    single = (
        part
        if not any("/*/" in name for name in numbers)
        else expressions([one for one in earlier if "/*/" not in one[0]], depth - 1)
    )
    shape = draw(st.sampled_from(["leaf", "many", "two", "count", "round", "between", "age", "if", "rows"]))
    if shape == "many":
        more = {"needs": "all"} if draw(st.booleans()) else {}
        found = draw(st.lists(part, min_size=1, max_size=3))
        return {"op": draw(st.sampled_from(["sum", "mean", "min", "max"])), "of": found, **more}
    if shape == "two":
        operation = draw(st.sampled_from(["subtract", "multiply", "divide"]))
        return {"op": operation, "of": [draw(single), draw(single)]}
    if shape == "count":
        return {
            "op": "count",
            "of": [draw(part), *({"answer": name} for name, kind in earlier if kind != "group")],
        }
    if shape == "round":
        return {"op": "round", "of": draw(single), "decimals": draw(st.integers(0, 6))}
    if shape == "between":
        unit = draw(st.sampled_from(["days", "weeks", "months", "years"]))
        plain = [one for one in dates if "/*/" not in one.get("answer", "")]
        start, end = draw(st.sampled_from(plain)), draw(st.sampled_from(plain))
        return {"op": "between", "from": start, "to": end, "unit": unit}
    if shape == "age":
        return {"op": "age"}
    asked = [one for one in earlier if "/*/" not in one[0]]
    if shape == "if" and asked:
        return {"op": "if", "when": draw(condition(asked)), "then": draw(single), "else": draw(single)}
    if shape == "rows" and groups_of:
        return {"op": "rows", "in": draw(st.sampled_from(groups_of))}
    return {"op": "sum", "of": [draw(st.sampled_from(leaves))]}


@st.composite
def calculated(draw: st.DrawFn, kind: str, earlier: list[tuple[str, str]]) -> Json:
    notes = {"widget": "calculated", "calculate": draw(expressions(earlier))}
    return {**CALCULATED[kind], "x-aimwell": notes}


def _copy(kind: str) -> Json:
    schema = PATH if kind == "path" else SIMPLE[kind]
    return {**schema, "x-aimwell": {**schema.get("x-aimwell", {})}}


@st.composite
def templates(draw: st.DrawFn) -> Json:
    """A template of one to three sections that `check` has nothing against."""
    earlier: list[tuple[str, str]] = []
    columns: list[tuple[str, str]] = []
    told: set[str] = set()
    sections: Json = {}
    has_paths = draw(st.booleans())
    for number in range(draw(st.integers(1, 3))):
        section: Json = {"type": "object", "properties": {}, "required": []}
        if earlier and draw(st.booleans()):
            section["x-aimwell"] = {"when": draw(condition(list(earlier)))}
        if number > 0 and has_paths and draw(st.booleans()):
            section.setdefault("x-aimwell", {})["path"] = "full"
        for index in range(draw(st.integers(1, 4))):
            key = f"q{index}"
            kind = draw(st.sampled_from([*SIMPLE, "group", "group", "calculated"]))
            if (number, index) == (0, 0) and has_paths:
                kind = "path"
            is_calculated = kind == "calculated"
            if is_calculated:
                kind = draw(st.sampled_from(sorted(CALCULATED)))
                question = draw(calculated(kind, [*earlier, *columns]))
            else:
                question = draw(groups(list(earlier))) if kind == "group" else _copy(kind)
            if earlier and draw(st.booleans()):
                question["x-aimwell"]["when"] = draw(condition(list(earlier)))
            if draw(st.booleans()) and not is_calculated:
                section["required"].append(key)
            if kind != "path" and draw(st.integers(0, 3)) == 0 and not is_calculated:
                question["x-aimwell"]["notAsked"] = True
            if kind != "path" and not is_calculated and draw(st.integers(0, 3)) == 0:
                question["x-aimwell"] |= {"review": True, "prefill": draw(sources(kind))}
            if (number, index) > (0, 0) and has_paths and draw(st.integers(0, 2)) == 0:
                question["x-aimwell"]["path"] = "full"
            if draw(st.integers(0, 2)) == 0:
                tell(draw, question, told)
            if kind == "group":
                inner = question["items"]["properties"]
                columns += [(f"s{number}/{key}/*/{name}", _kind_of(inner[name])) for name in inner]
            section["properties"][key] = question
            earlier.append((f"s{number}/{key}", kind))
        sections[f"s{number}"] = section
    return {"type": "object", "x-aimwell": {"kind": "other"}, "properties": sections}


def tell(draw: st.DrawFn, question: Json, told: set[str], group: str = "") -> None:
    """Let a question tell the pathway something that it can tell and nothing else tells yet."""
    known = fitting(widget_of(question) or "", in_a_row=bool(group))
    names = [
        name
        for name, feed in known.items()
        if name.startswith(f"{group}." if group else "") and not feed.codes and name not in told
    ]
    if not names:
        return
    name = question["x-aimwell"]["feeds"] = draw(st.sampled_from(names))
    told.add(name)
    for column in question["items"]["properties"].values() if widget_of(question) == "group" else ():
        tell(draw, column, told, name)


def _kind_of(column: Json) -> str:
    plain = {key: value for key, value in column.items() if key != "x-aimwell"}
    return next(
        kind
        for kind, schema in SIMPLE.items()
        if plain == {key: value for key, value in schema.items() if key != "x-aimwell"}
    )


@st.composite
def groups(draw: st.DrawFn, earlier: list[tuple[str, str]]) -> Json:
    columns: Json = {}
    required: list[str] = []
    in_row: list[tuple[str, str]] = []
    for index in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(sorted(SIMPLE)))
        column = _copy(kind)
        if draw(st.booleans()):
            if in_row:
                column["x-aimwell"]["when"] = draw(condition(list(in_row)))
            elif earlier:
                column["x-aimwell"]["when"] = draw(condition(earlier))
        if draw(st.booleans()):
            required.append(f"c{index}")
        columns[f"c{index}"] = column
        in_row.append((f"./c{index}", kind))
    items = {"type": "object", "properties": columns, "required": required}
    return {"type": "array", "items": items, "maxItems": 3, "x-aimwell": {}}
