"""A template goes through the editor's blocks and comes out the same, key by key."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aimwell import places
from aimwell_cms.authoring.convert.reading import read_template
from aimwell_cms.authoring.convert.writing import write

FILES = sorted([*(places.SCHEMAS / "starter").glob("*.json"), *(places.SCHEMAS / "examples").glob("*.json")])

_keys = st.sampled_from(["a", "b", "some-key", "Other_1", "title", "when", "properties", "x", "constructor"])
_texts = st.sampled_from(["", "Do you?", " spaced ", "two\nlines", "A = B", "code = Wording", "é", "x\r\ny"])
_scalars = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.floats(-5, 5), _texts)
_conditions = st.recursive(
    st.fixed_dictionaries(
        {"question": st.sampled_from(["s/a", "s/b", "t/a", "./a", "./x", "form/a", "nowhere", "s/a/b"])},
        optional={
            "operator": st.sampled_from(["equals", "one_of", "answered", "at_least", "strange", 5]),
            "value": st.one_of(_scalars, st.lists(_scalars, max_size=2)),
        },
    ),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(inner, max_size=3)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=4,
)
_parts = st.one_of(
    _scalars,
    st.fixed_dictionaries({"answer": st.sampled_from(["s/a", "form/a", "s/a/*/x", "nowhere", "/*/", 1])}),
    st.fixed_dictionaries(
        {"score": st.sampled_from(["s/a", "nowhere"]), "scale": st.sampled_from(["x", "#", 3])}
    ),
    st.fixed_dictionaries({"date": st.sampled_from(["today", "birth", "2026-03-27", "fixed", 4])}),
)
_expressions = st.recursive(
    _parts,
    lambda inner: st.fixed_dictionaries(
        {
            "op": st.sampled_from(
                ["sum", "max", "count", "divide", "rows", "between", "age", "if", "round", "advanced", "x", 1]
            )
        },
        optional={
            "of": st.one_of(st.lists(inner, max_size=3), inner),
            "needs": st.sampled_from(["all", "some"]),
            "in": st.sampled_from(["s/a", "form/a", "nowhere", 5]),
            "where": _conditions,
            "when": _conditions,
            "then": inner,
            "else": inner,
            "from": inner,
            "to": inner,
            "born": inner,
            "at": inner,
            "unit": st.sampled_from(["days", "weeks", "ages", 2]),
            "more": _scalars,
        },
    ),
    max_leaves=4,
)
_notes = st.fixed_dictionaries(
    {},
    optional={
        "widget": st.sampled_from(
            [
                "short-text",
                "long-text",
                "scale",
                "group",
                "guidance",
                "measure",
                "calculated",
                "one-of",
                "path",
                "row-id",
                "strange",
                1,
            ]
        ),
        "hint": st.one_of(_texts, st.just(3)),
        "guidance": _texts,
        "role": st.sampled_from(["practitioner", "person", "strange"]),
        "audience": st.sampled_from(["all", "staff"]),
        "labels": st.dictionaries(_texts, _texts, max_size=2),
        "anchors": st.one_of(st.lists(_texts, max_size=3), _texts),
        "when": st.one_of(_conditions, _scalars),
        "calculate": _expressions,
        "decimals": st.one_of(st.integers(-1, 7), _texts),
        "measure": _texts,
        "settings": st.one_of(st.dictionaries(_keys, _scalars, max_size=2), _texts),
        "notFuture": st.booleans(),
        "notAsked": st.one_of(st.booleans(), st.just(1)),
        "path": st.sampled_from(["full", "short", True]),
        "review": st.one_of(st.booleans(), st.just("yes")),
        "feeds": st.sampled_from(["episode.intended", "outcomes", "outcomes.words", "strange", "", 1]),
        "prefill": st.one_of(
            _texts,
            st.fixed_dictionaries(
                {"source": st.sampled_from(["person", "record", "elsewhere"])},
                optional={
                    "field": st.sampled_from(["preferred_name", "age", ""]),
                    "kind": st.sampled_from(["request", "x", 1]),
                    "question": st.sampled_from(["s/a", "", "s"]),
                    "strange": _scalars,
                },
            ),
        ),
        "unit": _texts,
        "strange": _scalars,
    },
)
_translations = st.one_of(
    st.dictionaries(
        st.sampled_from(["cy", "fr", "strange tag"]),
        st.one_of(
            st.dictionaries(
                st.sampled_from(
                    [
                        "/title",
                        "/description",
                        "/nowhere",
                        "title",
                        "",
                        "/properties/a/title",
                        "/properties/b/properties/a/title",
                        "/properties/b/properties/a/x-aimwell/hint",
                        "/properties/b/properties/a/x-aimwell/labels/Do you?",
                        "/properties/b/properties/a/strange",
                    ]
                ),
                st.one_of(st.fixed_dictionaries({"text": _texts, "of": _texts}), _scalars),
                max_size=4,
            ),
            _scalars,
        ),
        max_size=2,
    ),
    _scalars,
)
_root_notes = st.tuples(_notes, _translations).map(lambda pair: {**pair[0], "translations": pair[1]})
_root = {"x-aimwell": st.one_of(_notes, _root_notes), "$schema": _texts}
_extras = {
    "title": st.one_of(_texts, st.integers()),
    "description": _texts,
    "x-aimwell": st.one_of(_notes, _scalars),
    "maxLength": st.one_of(st.integers(0, 600), _texts),
    "minimum": st.one_of(st.integers(0, 1), st.just(0.0)),
    "maximum": st.sampled_from([10, 100, 10.0, 7]),
    "multipleOf": st.just(0.5),
    "format": st.sampled_from(["date", "email", "uri"]),
    "enum": st.lists(_texts, max_size=3),
    "oneOf": st.lists(st.fixed_dictionaries({"const": _texts}, optional={"title": _texts}), max_size=2),
    "minItems": st.integers(0, 3),
    "uniqueItems": st.booleans(),
    "allOf": st.just([{"type": "string"}]),
    "default": _scalars,
}


def _shuffled(strategy: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return strategy.flatmap(lambda found: st.permutations(list(found.items())).map(dict))


def _holder(inner: st.SearchStrategy[Any], **more: Any) -> st.SearchStrategy[dict[str, Any]]:
    return _shuffled(
        st.fixed_dictionaries(
            {},
            optional={
                "type": st.sampled_from(["object", "array", "string"]),
                "properties": st.one_of(st.dictionaries(_keys, inner, max_size=4), st.just([])),
                "required": st.one_of(
                    st.lists(_keys, max_size=3), st.just("a"), st.lists(st.integers(), max_size=1)
                ),
                "title": _texts,
                "description": _texts,
                "additionalProperties": st.booleans(),
                **more,
            },
        )
    )


_types = {
    "type": st.sampled_from(
        ["string", "number", "integer", "boolean", "array", "object", ["integer", "null"]]
    )
}
_plain = _shuffled(
    st.fixed_dictionaries(
        {}, optional={**_types, **_extras, "items": st.fixed_dictionaries({}, optional=_extras)}
    )
)
_questions = st.one_of(
    _plain,
    st.booleans(),
    _shuffled(st.fixed_dictionaries({"type": st.just("array"), "items": _holder(_plain)}, optional=_extras)),
)
_sections = _holder(_questions, **{"x-aimwell": st.one_of(_notes, _scalars)}).map(
    lambda s: {**s, "type": "object"}
)
_templates = st.one_of(
    _holder(st.one_of(_sections, _questions), **_root),
    _holder(_sections, **_root),
)


def through_the_editor(template: dict[str, Any]) -> dict[str, Any]:
    form = read_template(template)
    return write(form).template


@given(_templates)
@settings(max_examples=400, deadline=None)
def test_any_document_comes_out_as_it_went_in(template: dict[str, Any]) -> None:
    before = json.dumps(template)
    assert json.dumps(through_the_editor(deepcopy(template))) == before


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_our_own_templates_come_out_as_they_went_in(file: Path) -> None:
    template = json.loads(file.read_text(encoding="utf-8"))
    template = template.get("template", template)
    assert json.dumps(through_the_editor(template)) == json.dumps(template)
