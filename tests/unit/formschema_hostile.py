"""Documents made to hurt, run in a process of their own: 256 MB, no network. Prints what became of each."""

from __future__ import annotations

import json
import resource
import socket
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from aimwell import formschema

Json = Any

MEMORY = 256 * 1024 * 1024


def section(**questions: Json) -> str:
    return json.dumps(whole({"s": {"type": "object", "properties": questions}}))


def whole(sections: Json) -> Json:
    return {"type": "object", "x-aimwell": {"kind": "other"}, "properties": sections}


def nested_object(depth: int) -> str:
    return '{"type":"object","properties":{"a":' * depth + "{}" + "}}" * depth


def nested_condition(depth: int) -> Json:
    condition: Json = {"question": "s/a", "operator": "answered"}
    for _ in range(depth):
        condition = {"not": condition}
    return condition


def cyclic_conditions(count: int) -> str:
    """Each question depends on all others."""
    return section(
        **{
            f"q{index}": {
                "type": "string",
                "x-aimwell": {
                    "when": {
                        "all": [
                            {"question": f"s/q{(index + step) % count}", "operator": "answered"}
                            for step in range(1, 50)
                        ]
                    }
                },
            }
            for index in range(count)
        }
    )


def calculated(expression: Json) -> Json:
    return {"type": "number", "x-aimwell": {"widget": "calculated", "calculate": expression}}


def nested_expression(depth: int) -> Json:
    expression: Json = 1
    for _ in range(depth):
        expression = {"op": "sum", "of": [expression]}
    return expression


def cyclic_calculations(count: int) -> str:
    """Each is worked out from all others."""
    names = [f"q{index}" for index in range(count)]
    return section(
        **{
            name: calculated({"op": "sum", "of": [{"answer": f"s/{one}"} for one in names[:50]]})
            for name in names
        }
    )


TEXTS: dict[str, str | bytes] = {
    "nothing": "",
    "not JSON": "{",
    "not UTF-8": b'{"title": "\xff"}',
    "a list": "[]",
    "deep lists": "[" * 400_000,
    "deep lists that end": "[" * 100_000 + "]" * 100_000,
    "deep objects": nested_object(10_000),
    "deep objects within the size": nested_object(20),
    "deep examples": section(a={"type": "string", "examples": json.loads("[" * 60 + "]" * 60)}),
    "5 MB of text": json.dumps({"title": "x" * 5_000_000}),
    "5 MB of blanks": " " * 5_000_000,
    "a million commas": "[" + "0," * 490_000 + "0]",
    "100,000 options": section(a={"type": "string", "enum": [str(n) for n in range(100_000)]}),
    "100,000 options twice": section(a={"type": "string", "enum": ["a"] * 100_000}),
    "options as titles": section(a={"oneOf": [{"const": str(n), "title": "x"} for n in range(20_000)]}),
    "30,000 questions": section(**{f"q{n}": {"type": "string"} for n in range(30_000)}),
    "30,000 sections": json.dumps(whole({f"s{n}": {"type": "object"} for n in range(30_000)})),
    "30,000 faults": section(**{f"q{n}": {"$ref": "#"} for n in range(900)}),
    "$ref to itself": '{"$ref": "#"}',
    "$ref loop": section(
        a={"$ref": "#/properties/s/properties/b"}, b={"$ref": "#/properties/s/properties/a"}
    ),
    "remote $ref": section(a={"$ref": "http://127.0.0.1:9/schema.json"}),
    "$ref to a file": section(a={"$ref": "file:///etc/passwd"}),
    "$dynamicRef": section(a={"$dynamicRef": "https://example.org/x"}),
    "another dialect": json.dumps({"$schema": "http://127.0.0.1:9/own", **whole({})}),
    "catastrophic pattern": section(a={"type": "string", "pattern": "(" * 200 + "a+" + ")+" * 200 + "$"}),
    "(a+)+": section(a={"type": "string", "pattern": "^(a+)+$"}),
    "(a|aa)+": section(a={"type": "string", "pattern": "^(a|aa)+$"}),
    "a*a*a*a*": section(a={"type": "string", "pattern": "^a*a*a*a*b$"}),
    "(a?a?)*": section(a={"type": "string", "pattern": "^(a?a?)*$"}),
    "(a{1,30}){1,30}": section(a={"type": "string", "pattern": "^(a{1,30}){1,30}$"}),
    "huge repetition": section(a={"type": "string", "pattern": "((a{1,1000}){1,1000}){1,1000}"}),
    "long pattern": section(a={"type": "string", "pattern": "a" * 100_000}),
    "look-behind": section(a={"type": "string", "pattern": "(?<=a)b"}),
    "back-reference": section(a={"type": "string", "pattern": r"(a)\1"}),
    "pattern that is none": section(a={"type": "string", "pattern": "("}),
    "__proto__": section(__proto__={"type": "string"}),
    "constructor": section(constructor={"type": "boolean"}),
    "__proto__ as a section": json.dumps(whole({"__proto__": {"type": "object", "properties": {}}})),
    "a path as a name": section(**{"../../x": {"type": "string"}}),
    "1e400": '{"type": "object", "properties": {"a": {"type": "number", "maximum": 1e400}}}',
    "huge integer": '{"type": "object", "properties": {"a": {"minimum": ' + "9" * 900_000 + "}}}",
    "NaN": '{"type": "object", "properties": {"a": {"type": "number", "minimum": NaN}}}',
    "the same name twice": '{"type": "object", "type": "object"}',
    "lone surrogate": r'{"type": "object", "title": "\ud800"}',
    "lone surrogate as a name": r'{"type": "object", "properties": {"\udc00": {"type": "string"}}}',
    "null character": r'{"type": "object", "title": "\u0000"}',
    "deep condition": section(
        a={"type": "string"}, b={"type": "string", "x-aimwell": {"when": nested_condition(9)}}
    ),
    "everything depends on everything": cyclic_conditions(150),
    "deep expression": section(a=calculated(nested_expression(11))),
    "wide expression": section(a=calculated({"op": "sum", "of": [{"op": "sum", "of": [1] * 50}] * 50})),
    "everything is worked out from everything": cyclic_calculations(150),
    "if without end": section(a={"type": "string", "if": {}, "then": {}, "else": {}}),
    "wrong types everywhere": json.dumps(
        {"$schema": [], "title": 1, "type": [], "properties": [], "required": {}, "x-aimwell": []}
    ),
    "wrong types inside": section(
        a={"type": {}, "enum": 1, "x-aimwell": {"widget": [], "when": [], "labels": 1}},
        b={"type": ["null", "null"]},
        c={"type": "array", "items": {"type": "object", "properties": 7}},
        d=None,
        e=[],
        f={"type": "array", "items": []},
        g={"oneOf": [1, None, {"const": []}]},
    ),
}


def harmless() -> Json:
    """A template that uses every keyword that looks at an answer, to give hostile answers to."""
    return formschema.compile(
        whole(
            {
                "s": {
                    "type": "object",
                    "properties": {
                        "text": {"type": "string", "pattern": "^a+$", "maxLength": 100_000},
                        "number": {"type": "number", "multipleOf": 0.5},
                        "many": {"type": "array", "items": {"type": "string", "enum": ["a"]}},
                        "one": {"type": "string", "enum": ["a", "b"]},
                        "date": {"type": "string", "format": "date"},
                        "rows": {
                            "type": "array",
                            "items": {"type": "object", "properties": {"c": {"type": "boolean"}}},
                        },
                    },
                }
            }
        )
    )


def deep(depth: int) -> Json:
    value: Json = []
    for _ in range(depth):
        value = [value]
    return value


ANSWERS: dict[str, Callable[[], Json]] = {
    "deep": lambda: deep(50_000),
    "deep section": lambda: {"s": deep(50_000)},
    "deep option": lambda: {"s": {"one": deep(50_000)}},
    "deep options": lambda: {"s": {"many": [deep(50_000), deep(50_000)]}},
    "deep row": lambda: {"s": {"rows": [deep(50_000)]}},
    "deep unknown": lambda: {"zz": deep(50_000)},
    "many rows": lambda: {"s": {"rows": [{"c": 1}] * 100_000}},
    "many options": lambda: {"s": {"many": [{"a": 1}] * 100_000}},
    "many unknown": lambda: {"s": {f"k{n}": n for n in range(100_000)}},
    "huge integer": lambda: {"s": {"number": 10**5000}},
    "huge integer as text": lambda: {"s": {"text": 10**5000}},
    "infinity": lambda: {"s": {"number": float("inf")}},
    "long text": lambda: {"s": {"text": "a" * 1_000_000 + "b"}},
    "a date in other digits": lambda: {"s": {"date": "２０２６-０１-０１"}},
    "nothing": lambda: None,
    "__proto__": lambda: {"__proto__": {"polluted": True}},
}


def results() -> Iterator[Json]:
    """For each case: its name, whether it ended in problems, and the seconds of work it took."""
    for name, text in TEXTS.items():
        start = time.process_time()
        try:
            problems = formschema.check(formschema.read(text))
        except formschema.TemplateRefused as refused:
            problems = list(refused.problems)
        yield f"template: {name}", bool(problems), time.process_time() - start
    schema = harmless()
    formschema.validate(schema, {"s": {}})
    for name, make in ANSWERS.items():
        answers = make()
        start = time.process_time()
        errors = formschema.validate(schema, answers)
        formschema.prune(schema, answers)
        yield f"answers: {name}", bool(errors), time.process_time() - start
        # A deep value is taken apart from outside, so that freeing it can't overflow either.
        del answers


def no_network(*args: object, **kwargs: object) -> None:
    raise AssertionError("a connection was tried")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    socket.socket.connect = no_network
    socket.getaddrinfo = no_network
    json.dump(list(results()), sys.stdout)
