"""Check the single fields of a definition: what is empty, named twice, or names what isn't there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aimwell.formschema import Problem
from aimwell.questionnaire.field_values import Entry, is_points, is_text, is_whole, problem, text_problems
from aimwell.questionnaire.score_fields import score_problems

ITEM_LIMIT = 100


def field_problems(document: Entry) -> Iterator[Problem]:
    """The problems of every field, in the order of the page on which they are filled in."""
    yield from text_problems("/label", document.get("label"), "The measure has no name.", "Name it.", "label")
    licence = document.get("licence", {})
    if licence.get("tier") != "open" and not is_text(licence.get("rights_holder")):
        yield problem(
            "rights-holder",
            "/licence/rights_holder",
            "A licensed measure must say who holds the rights.",
            "Write who licenses it, or choose that it is free to use.",
        )
    yield from _answer_scale_problems(document.get("answer_scales", []))
    yield from _item_problems(document)
    yield from score_problems(document)


def _answer_scale_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    if not entries:
        yield problem("no-answers", "/answer_scales", "There are no answers to choose from.", "Add answers.")
    labels = [entry.get("label") for entry in entries]
    for index, entry in enumerate(entries):
        place = f"/answer_scales/{index}"
        name = entry.get("label") or f"set {index + 1}"
        yield from text_problems(
            f"{place}/label", entry.get("label"), f"Answers, {name}: no name.", "Name them.", "scale"
        )
        if is_text(entry.get("label")) and labels.index(entry["label"]) < index:
            yield problem(
                "named-twice", f"{place}/label", f"Two sets of answers are named “{name}”.", "Rename one."
            )
        if "numbers" in entry:
            yield from _number_problems(entry["numbers"], f"{place}/numbers", name)
        else:
            yield from _option_problems(entry.get("options", []), f"{place}/options", name)


def _number_problems(numbers: Entry, place: str, name: str) -> Iterator[Problem]:
    low, high = numbers.get("from"), numbers.get("to")
    for end, value in (("from", low), ("to", high)):
        if not (is_whole(value) and abs(value) <= 1000):
            yield problem(
                "not-whole",
                f"{place}/{end}",
                f"Answers “{name}”: “{end}” must be a whole number from −1,000 to 1,000.",
                "Write one, such as 0 or 10.",
            )
    if is_whole(low) and is_whole(high) and low >= high:
        yield problem(
            "ends-crossed",
            f"{place}/to",
            f"Answers “{name}”: the highest number must be above the lowest.",
            "Correct it.",
        )


def _option_problems(options: Sequence[Entry], place: str, name: str) -> Iterator[Problem]:
    labels = [option.get("label") for option in options]
    for number, option in enumerate(options, start=1):
        at, label, points = f"{place}/{number - 1}", option.get("label"), option.get("points")
        yield from text_problems(
            f"{at}/label",
            label,
            f"Answers “{name}”: answer {number} is empty.",
            "Write it, or take the line out.",
            "option",
        )
        if is_text(label) and labels.index(label) < number - 1:
            yield problem(
                "named-twice",
                f"{at}/label",
                f"Answers “{name}”: “{label}” stands there twice.",
                "Take one out.",
            )
        if points is not None and not is_points(points):
            yield problem(
                "points-refused",
                f"{at}/points",
                f"Answers “{name}”: the points of “{label}” must be a number with at most 3 decimals, "
                "from −1,000 to 1,000.",
                "Write the answer, an equals sign and its points: Never = 0.",
            )
    counted = {option.get("points") for option in options} - {None}
    if len(counted) < 2:
        yield problem(
            "too-few-options",
            place,
            f"Answers “{name}” need at least two answers with different points.",
            "Write one a line, each with an equals sign and its points: Never = 0.",
        )
    if len(options) > 20:
        yield problem(
            "too-many-options", place, f"Answers “{name}” have more than 20 answers.", "Take some out."
        )


def _item_problems(document: Entry) -> Iterator[Problem]:
    items = document.get("items", [])
    if not items:
        yield problem("no-items", "/items", "The measure asks nothing yet.", "Add its items, one a line.")
    if len(items) > ITEM_LIMIT:
        yield problem(
            "too-many-items",
            "/items",
            f"The measure has {len(items)} items; {ITEM_LIMIT} are the most.",
            "Take some out, or make two measures.",
        )
    known = {entry.get("key") for entry in document.get("answer_scales", ())}
    for number, item in enumerate(items, start=1):
        place = f"/items/{number - 1}"
        yield from text_problems(
            f"{place}/wording",
            item.get("wording"),
            f"Item {number} has no wording.",
            "Write what is asked, or remove it.",
            "wording",
        )
        if item.get("answers") not in known:
            yield problem(
                "answers-unknown",
                f"{place}/answers",
                f"Item {number} has no answers to choose from.",
                "Choose a set of answers.",
            )
    keys = [item.get("key") for item in items]
    for index, key in enumerate(keys):
        if keys.index(key) < index:
            yield problem("named-twice", f"/items/{index}", f"Two items have the key “{key}”.", "Remove one.")
