"""What is typed into a cell, and what a draft keeps of it: a condition, or the text where it is none yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aimwell.contracts import Json
from aimwell.ruletables import (
    CellRefused,
    Column,
    Derived,
    Input,
    Option,
    condition_json,
    condition_of,
    condition_words,
    read_cell,
)
from aimwell.ruletables import cell_text as text_of


def column_of(entry: Mapping[str, Json]) -> Column:
    """The column of a draft's entry, as far as it can be understood."""
    if "kind" not in entry:
        return Derived(
            name=entry["name"], label=entry["label"], how=entry["how"], of=tuple(entry.get("of", ()))
        )
    options = tuple(
        Option(value=option["value"], label=option["label"]) for option in entry.get("options", ())
    )
    low, high = (entry.get(end) for end in ("minimum", "maximum"))
    return Input(
        name=entry["name"],
        label=entry["label"],
        kind=entry["kind"],
        options=options,
        minimum=low if isinstance(low, int) else 0,
        maximum=high if isinstance(high, int) else 0,
    )


def columns_of(document: Mapping[str, Json]) -> dict[str, Column]:
    """The columns of a draft by name: what it asks for, then what is worked out."""
    entries = (*document.get("inputs", ()), *document.get("derived", ()))
    return {entry["name"]: column_of(entry) for entry in entries}


def cell_of(text: str, entry: Mapping[str, Json]) -> Json:
    """What a draft keeps of a cell's text."""
    try:
        condition = read_cell(text, column_of(entry))
    except CellRefused:
        return text
    return text if condition is None else condition_json(condition)


def cell_text(cell: Json) -> str:
    """The text of what a draft keeps of a cell."""
    return cell if isinstance(cell, str) else text_of(condition_of(cell))


def cell_words(cell: Json, column: Column) -> str:
    """What a cell says, in words; empty where it can't be understood, or says just that."""
    if isinstance(cell, str):
        return ""
    words = condition_words(condition_of(cell), column)
    return "" if words == cell_text(cell) else words


def unread_cells(document: Mapping[str, Json]) -> Iterator[tuple[str, str, CellRefused]]:
    """Each cell whose text is no condition: its place, the id of its rule, and why."""
    columns = columns_of(document)
    for index, rule in enumerate(document.get("rules", ())):
        for name, cell in rule.get("when", {}).items():
            if isinstance(cell, str) and name in columns:
                try:
                    read_cell(cell, columns[name])
                except CellRefused as refused:
                    yield f"/rules/{index}/when/{name}", rule["id"], refused
