"""The difference between two templates: exact to the letter, and told in an author's words."""

from __future__ import annotations

import copy
import json
from itertools import pairwise
from typing import Any

import pytest
from factories import TWO_SECTIONS
from formschema_answering import ANYTHING
from formschema_strategies import templates
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aimwell.formschema.differences.diffing import apply, diff
from aimwell.formschema.differences.edits import CannotApply
from aimwell.formschema.differences.side_by_side import side_by_side
from aimwell.places import SCHEMAS

Json = Any
quick = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
NAMES = [
    "properties",
    "required",
    "x-aimwell",
    "items",
    "enum",
    "oneOf",
    "const",
    "title",
    "when",
    "a",
    "b",
    "s0",
]
LISTS = st.permutations(["a", "b", "title"]).flatmap(lambda names: st.integers(0, 3).map(lambda n: names[:n]))
WILD = st.recursive(
    ANYTHING | LISTS | LISTS.map(lambda names: [{"title": 1, "const": name} for name in names]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=20,
)
DOCUMENTS = st.dictionaries(st.sampled_from(NAMES), WILD, max_size=5)


def holds_exactly(a: Json, b: Json) -> None:
    texts = json.dumps(a), json.dumps(b)
    changes = diff(a, b)
    assert json.dumps(apply(a, changes)) == texts[1]
    assert json.dumps(apply(a, reversed(changes))) == texts[1]
    assert (json.dumps(a), json.dumps(b)) == texts, "neither is changed"
    assert bool(changes) == (texts[0] != texts[1])
    assert all(change.words.endswith(".") and change.edits for change in changes)
    side_by_side(a, b)


@quick
@given(templates(), templates())
def test_the_changes_applied_to_the_older_give_the_newer(a: Json, b: Json) -> None:
    holds_exactly(a, b)


@quick
@given(DOCUMENTS, DOCUMENTS)
def test_they_do_so_whatever_the_documents_hold(a: Json, b: Json) -> None:
    holds_exactly(a, b)


@quick
@given(templates(), st.data())
def test_they_do_so_after_any_edits(template: Json, data: st.DataObject) -> None:
    edited = copy.deepcopy(template)
    for _ in range(data.draw(st.integers(1, 4))):
        data.draw(st.sampled_from([shuffle, remove, replace]))(edited, data)
    holds_exactly(template, edited)


def holders(value: Json) -> list[Json]:
    if isinstance(value, dict):
        return [value, *(holder for inner in value.values() for holder in holders(inner))]
    return [holder for inner in value for holder in holders(inner)] if isinstance(value, list) else []


def shuffle(template: Json, data: st.DataObject) -> None:
    holder = data.draw(st.sampled_from(holders(template)))
    entries = data.draw(st.permutations(list(holder.items())))
    holder.clear()
    holder.update(entries)


def remove(template: Json, data: st.DataObject) -> None:
    holder = data.draw(st.sampled_from(holders(template)))
    if holder:
        del holder[data.draw(st.sampled_from(list(holder)))]


def replace(template: Json, data: st.DataObject) -> None:
    holder = data.draw(st.sampled_from(holders(template)))
    holder[data.draw(st.sampled_from([*holder, "title", "required", "x-aimwell"]))] = data.draw(WILD)


@quick
@given(DOCUMENTS)
def test_nothing_changed_is_no_change(a: Json) -> None:
    assert diff(a, copy.deepcopy(a)) == ()


def test_every_pair_of_our_own_templates() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((SCHEMAS / "starter").glob("*.json"))]
    documents = [json.loads(text) for text in texts]
    assert len(documents) > 2
    for a, b in pairwise(documents):
        holds_exactly(a, b)


def changed(path: str, value: Json = None, document: Json = None) -> Json:
    """The short assessment with one place changed; None takes it out."""
    found = copy.deepcopy(document or TWO_SECTIONS)
    *steps, last = path.split("/")
    holder = found
    for step in steps:
        holder = holder.setdefault(step, {})
    if value is None:
        del holder[last]
    else:
        holder[last] = value
    return found


ABOUT = "properties/about/properties"
WORDS = [
    ("title", "Assessment", "form-wording", "The form is now worded ‘Assessment’."),
    (
        "properties/days/title",
        "Your week",
        "section-wording",
        "The section ‘Your days’ is now worded ‘Your week’.",
    ),
    (
        f"{ABOUT}/matters/title",
        "What matters?",
        "question-wording",
        "The question ‘What matters to you?’ is now worded ‘What matters?’.",
    ),
    (
        f"{ABOUT}/matters/x-aimwell/hint",
        "Today",
        "question-help",
        "‘What matters to you?’: hint is now ‘Today’, there was none.",
    ),
    (
        f"{ABOUT}/lives_alone",
        None,
        "question-removed",
        "The question ‘Do you live alone?’ (yes or no) was taken out in ‘About you’.",
    ),
    ("properties/days", None, "section-removed", "The section ‘Your days’ with 1 question was taken out."),
    (
        "properties/days/properties/steady",
        {"type": "boolean"},
        "question-added",
        "The question ‘Steady’ (yes or no) was added in ‘Your days’.",
    ),
    (
        "properties/about/required",
        ["matters", "who"],
        "question-required",
        "‘Who lives with you?’ must now be answered.",
    ),
    (
        "properties/about/required",
        None,
        "question-required",
        "‘What matters to you?’ no longer has to be answered.",
    ),
    (
        f"{ABOUT}/who/x-aimwell/when",
        None,
        "question-condition",
        "‘Who lives with you?’: always asked; it was asked when ‘Do you live alone?’ is No.",
    ),
    (
        "properties/days/properties/falls/maximum",
        50,
        "question-limits",
        "‘Falls in the last month’: largest value is now 50, it was 99.",
    ),
    (
        f"{ABOUT}/who/x-aimwell/role",
        "person",
        "question-who",
        "‘Who lives with you?’: who answers is now ‘person’, there was none.",
    ),
    (
        "properties/days/properties/falls/type",
        "number",
        "question-kind",
        "‘Falls in the last month’ takes fractions too.",
    ),
    (
        f"{ABOUT}/who/examples",
        ["My sister"],
        "question-other",
        "‘Who lives with you?’: examples was added.",
    ),
]


@pytest.mark.parametrize(("path", "value", "kind", "words"), WORDS)
def test_each_change_in_words(path: str, value: Json, kind: str, words: str) -> None:
    (change,) = diff(TWO_SECTIONS, changed(path, value))
    assert (change.id, change.words) == (kind, words)


def choice(**options: str) -> Json:
    return {"type": "string", "enum": list(options), "x-aimwell": {"labels": options}}


def test_options_in_words() -> None:
    path = f"{ABOUT}/who"
    before = changed(path, choice(a="Alone", b="Partner", c="Children"))
    after = changed(path, choice(c="Children", b="My partner", d="Others"))
    (change,) = diff(before, after)
    assert change.id == "question-options"
    assert change.words == (
        "‘Who’: answers added: ‘Others’; answers taken out: ‘Alone’; "
        "the answer ‘Partner’ now reads ‘My partner’; "
        "the answers stand in another order: ‘Children’, ‘My partner’, ‘Others’."
    )


def test_a_question_that_moves_within_its_section_and_one_that_moves_to_another() -> None:
    within = copy.deepcopy(TWO_SECTIONS)
    questions = within["properties"]["about"]["properties"]
    questions["matters"] = questions.pop("matters")
    (change,) = diff(TWO_SECTIONS, within)
    assert change.words == "‘What matters to you?’ now stands after ‘Who lives with you?’."
    across = copy.deepcopy(TWO_SECTIONS)
    moved = across["properties"]["about"]["properties"].pop("who")
    across["properties"]["days"]["properties"]["who"] = moved
    (change,) = diff(TWO_SECTIONS, across)
    assert change.id == "question-moved-section"
    assert change.words == "‘Who lives with you?’ moved from ‘About you’ to ‘Your days’."
    assert change.question == "days/who"


def test_changes_stand_in_the_order_of_the_form() -> None:
    after = changed(
        f"{ABOUT}/lives_alone", None, changed("properties/days/title", "Days", changed("title", "X"))
    )
    assert [change.id for change in diff(TWO_SECTIONS, after)] == [
        "form-wording",
        "question-removed",
        "section-wording",
    ]


def test_one_change_alone_fits_another_document_of_the_same_making() -> None:
    newer = changed(f"{ABOUT}/matters/title", "What matters?", changed("properties/days/title", "Days"))
    wording, section = diff(TWO_SECTIONS, newer)
    ours = changed(f"{ABOUT}/own", {"type": "string"})
    merged = apply(ours, [wording])
    assert merged == changed(f"{ABOUT}/matters/title", "What matters?", ours)
    with pytest.raises(CannotApply):
        apply(changed("properties/days"), [section])


def test_side_by_side_marks_the_words_that_changed() -> None:
    newer = changed(f"{ABOUT}/matters/title", "What matters most to you?", changed("properties/days"))
    rows = side_by_side(TWO_SECTIONS, newer)
    assert [(row.title, row.state) for row in rows] == [
        ("Short assessment", "same"),
        ("About you", "same"),
        ("What matters most to you?", "changed"),
        ("Do you live alone?", "same"),
        ("Who lives with you?", "same"),
        ("Your days", "gone"),
        ("Falls in the last month", "gone"),
    ]
    (line,) = [line for line in rows[2].lines if line.is_changed]
    assert line.name == "Wording"
    assert "".join(piece.text for piece in line.after if piece.kind == "new").strip() == "most"
    assert "".join(piece.text for piece in line.before) == "What matters to you?"
