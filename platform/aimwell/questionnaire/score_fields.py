"""Check the single fields of the scores of a definition."""

from __future__ import annotations

from collections.abc import Iterator

from aimwell.formschema import Problem
from aimwell.questionnaire.field_values import Entry, is_number, is_text, is_whole, problem, text_problems


def score_problems(document: Entry) -> Iterator[Problem]:
    scales = document.get("scales", [])
    if not scales:
        yield problem("no-scores", "/scales", "Nothing is scored yet.", "Add a score, such as a total.")
    known = {item.get("key") for item in document.get("items", ())}
    for index, scale in enumerate(scales):
        place, name = f"/scales/{index}", scale.get("label") or f"Score {index + 1}"
        yield from text_problems(
            f"{place}/label",
            scale.get("label"),
            f"Score {index + 1} has no name.",
            "Name it, such as Total.",
            "scale",
        )
        if [other.get("name") for other in scales].index(scale.get("name")) < index:
            yield problem("named-twice", f"{place}/label", f"Two scores are named “{name}”.", "Rename one.")
        chosen = scale.get("items")
        if chosen is not None and not set(chosen) & known:
            yield problem(
                "no-items", f"{place}/items", f"{name}: no item counts.", "Tick the items that count."
            )
        elif chosen is not None and set(chosen) - known:
            yield problem(
                "item-unknown",
                f"{place}/items",
                f"{name}: an item that counted was removed.",
                "Save the page once more.",
            )
        yield from _rule_fields(scale, place, name)


def _rule_fields(scale: Entry, place: str, name: str) -> Iterator[Problem]:
    most = scale.get("missing", {}).get("most")
    if not (is_whole(most) and 0 <= most <= 99):
        yield problem(
            "most-refused",
            f"{place}/missing/most",
            f"{name}: how many items may be without an answer must be a whole number.",
            "Write 0 when every item must be answered.",
        )
    for end, words in (("minimum", "lowest"), ("maximum", "highest")):
        if end in scale and not is_number(scale[end]):
            yield problem(
                "not-a-number",
                f"{place}/{end}",
                f"{name}: the {words} score must be a number.",
                "Correct it, or leave it empty.",
            )
    for number, band in enumerate(scale.get("bands", ()), start=1):
        at = f"{place}/bands/{number - 1}"
        yield from text_problems(
            f"{at}/label",
            band.get("label"),
            f"{name}: band {number} has no name.",
            "Write: Mild = 5 to 9.",
            "band",
        )
        if not (is_number(band.get("from")) and is_number(band.get("to"))):
            yield problem(
                "band-refused",
                f"{at}/from",
                f"{name}: the band “{band.get('label')}” must say from where to where it goes.",
                "Write: Mild = 5 to 9.",
            )
    if "change" in scale:
        yield from _threshold_problems(scale["change"], f"{place}/change", name)


def _threshold_problems(change: Entry, place: str, name: str) -> Iterator[Problem]:
    for end in ("improved", "declined"):
        if not (is_number(change.get(end)) and change[end] > 0):
            yield problem(
                "threshold-refused",
                f"{place}/{end}",
                f"{name}: “{end} from” must be a number of points above 0.",
                "Write it, or empty both fields and the source: change is then shown without a judgement.",
            )
    if not is_text(change.get("citation")):
        yield problem(
            "no-citation",
            f"{place}/citation",
            f"{name}: a threshold must say who states it.",
            "Write the source, such as a paper and its year, or who agreed it.",
        )
