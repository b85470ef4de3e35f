"""A content pack brings words to a measure, and nothing but words."""

import json
from copy import deepcopy

import pytest
from jsonschema import Draft202012Validator

from aimwell import InputRefused
from aimwell.places import SCHEMAS
from aimwell.plugins.content_pack import ContentPack, read_pack, worded
from aimwell_plugins.measures import copm, toms, vas

(TOMS,) = toms.measures()
(COPM,) = copm.measures()
EXAMPLE = (SCHEMAS / "examples/content-packs/toms.json").read_bytes()


def pack(texts, measure=TOMS, version=None):
    return ContentPack(
        measure=measure.name, version=version or measure.version, licence="Licence 1", texts=texts
    )


def places(call, *arguments):
    with pytest.raises(InputRefused) as refused:
        call(*arguments)
    return [fault.pointer for fault in refused.value.faults]


def without_words(schema):
    if isinstance(schema, dict):
        words = {"title", "description", "hint", "guidance", "labels"}
        return {key: without_words(value) for key, value in schema.items() if key not in words}
    return schema


def test_the_schema_is_valid():
    Draft202012Validator.check_schema(json.loads((SCHEMAS / "content-pack.schema.json").read_text()))


def test_the_example_words_the_measure_and_changes_nothing_else():
    before = deepcopy(TOMS.answers)
    own = worded(TOMS, read_pack(EXAMPLE))
    assert own.answers["title"] == "Where things stand today"
    assert own.answers["properties"]["activity"]["title"] == "What the person can do"
    assert own.answers["properties"]["impairment"]["x-aimwell"]["guidance"].startswith("Example wording")
    assert without_words(own.answers) == without_words(TOMS.answers)
    assert before == TOMS.answers


def test_columns_of_rows_have_words_too():
    own = worded(COPM, pack({"/problems/*/performance": {"title": "How well?"}}, COPM))
    assert own.answers["properties"]["problems"]["items"]["properties"]["performance"]["title"] == "How well?"


def test_labels_are_for_answers_that_there_are():
    measure = vas.measures()[0]
    labels = {"vas": "Line", "faces": "Faces"}
    assert places(worded, measure, pack({"/mode": {"labels": labels}}, measure)) == [
        "/texts/~1mode/labels/faces"
    ]
    own = worded(measure, pack({"/mode": {"labels": {**vas.MODES, "vas": "Line"}}}, measure))
    assert own.answers["properties"]["mode"]["x-aimwell"]["labels"]["vas"] == "Line"


def test_another_measure_another_version_and_unknown_places_are_refused():
    other = ContentPack(measure="copm", version="2.0", licence="…", texts={"/speed": {"title": "Speed"}})
    assert places(worded, TOMS, other) == ["/measure", "/version", "/texts/~1speed"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", ""),
        ("[]", ""),
        ("[" * 100_000, ""),
        ('{"measure": "toms", "measure": "copm"}', ""),
        ('{"measure": 1, "version": "1", "licence": "x", "texts": {}}', "/measure"),
        ('{"measure": "toms", "version": "1", "texts": {}}', "/licence"),
        (
            '{"measure": "a", "version": "1", "licence": "x", "texts": {"/a": {"maximum": 9}}}',
            "/texts/~1a/maximum",
        ),
        ('{"measure": "a", "version": "1", "licence": "x", "texts": {"a": {}}}', "/texts"),
    ],
)
def test_what_is_no_pack_is_refused_by_its_place(text, place):
    assert places(read_pack, text) == [place]
