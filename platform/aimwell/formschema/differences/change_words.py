"""What changed in a part of a template, as a sentence that an author reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from aimwell.formschema.differences.change_names import NAMES, WIDGET_NAMES
from aimwell.formschema.differences.change_sides import Side, Sides
from aimwell.formschema.differences.edits import Edit, Path
from aimwell.formschema.feeds import label_of
from aimwell.formschema.outline import Outline, Question, Section
from aimwell.formschema.shape import NOTE
from aimwell.formschema.wording import words

Json = Any

LONGEST = 200
LISTED = 10


def words_of(owner: Path, aspect: str, edits: tuple[Edit, ...], sides: Sides) -> str:
    """The change of one aspect of one part as a sentence."""
    teller = _TELLERS.get(aspect, _named)
    return teller(owner, edits, sides)


def _added(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    if sides.schema(owner, "old") is not None and sides.schema(owner, "new") is not None:
        return f"{_called(owner, sides)} was written anew."
    return f"{_whole(owner, sides, 'new')} was added{_inside(owner, sides, 'new')}."


def _removed(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    return f"{_whole(owner, sides, 'old')} was taken out{_inside(owner, sides, 'old')}."


def _whole(owner: Path, sides: Sides, side: Side) -> str:
    part = sides.part(owner, side)
    name, title, _ = sides.told(owner, side)
    if isinstance(part, Section):
        number = len(part.questions)
        return f"The section ‘{_short(title)}’ with {number} question{'' if number == 1 else 's'}"
    widget = WIDGET_NAMES.get(part.widget) if part is not None else None
    return f"The {name} ‘{_short(title)}’{f' ({widget})' if widget else ''}"


def _inside(owner: Path, sides: Sides, side: Side) -> str:
    holder = sides.holder_title(owner, side)
    return f" in ‘{_short(holder)}’" if holder else ""


def _moved_section(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    before = next((edit.path for edit in edits if edit.verb == "drop" and edit.path[-1] == owner[-1]), owner)
    was, now = sides.holder_title(before, "old"), sides.holder_title(owner, "new")
    return f"{_called(owner, sides)} moved from ‘{_short(was)}’ to ‘{_short(now)}’."


def _moved(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    told = []
    for edit in edits:
        inside = (*owner, "items", "properties") if edit.path[-2:-1] == ("items",) else (*owner, "properties")
        for key, before in sides.stepped_over(edit.path, edit.among):
            title = sides.told((*inside, key), "new")[1]
            other = sides.told((*inside, before), "new")[1] if before else ""
            told.append(f"‘{_short(title)}’ now stands {f'after ‘{_short(other)}’' if other else 'first'}")
    return f"{'; '.join(told) or 'The order changed'}."


def _wording(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    name = sides.told(owner, "new")[0]
    before, after = sides.told(owner, "old")[1], sides.told(owner, "new")[1]
    whole = "The form" if name == "form" else f"The {name} ‘{_short(before)}’"
    return f"{whole} is now worded ‘{_short(after)}’."


def _named(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    """Each setting with what it was and what it is."""
    told = []
    own = [edit for edit in edits if edit.verb not in ("ensure", "clear") and edit.path != owner]
    for inner in dict.fromkeys(_setting(edit.path[len(owner) :]) for edit in own):
        name = NAMES.get(inner[-1], inner[-1])
        if inner == ("description",) and sides.is_guidance(owner):
            name = "text"
        before, after = sides.value(owner, inner, "old"), sides.value(owner, inner, "new")
        if inner == (NOTE, "feeds"):
            before, after = label_of(before), label_of(after)
        told.append(_from_to(name, before, after))
    return f"{_called(owner, sides)}: {'; '.join(told) or 'a setting changed'}."


def _setting(rest: Path) -> Path:
    return rest[:2] if rest[:1] == (NOTE,) and len(rest) > 1 else rest[:1]


def _from_to(name: str, before: Json, after: Json) -> str:
    if isinstance(before, (dict, list)) or isinstance(after, (dict, list)):
        verb = "was added" if before is None else "was taken out" if after is None else "changed"
        return f"{name} {verb}"
    if before is None:
        return f"{name} is now {_value(after)}, there was none"
    if after is None:
        return f"{name} was taken out, it was {_value(before)}"
    return f"{name} is now {_value(after)}, it was {_value(before)}"


def _measure(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    told = []
    for name in ("measure", "measure_version"):
        before, after = sides.value(owner, (NOTE, name), "old"), sides.value(owner, (NOTE, name), "new")
        if json.dumps(before) != json.dumps(after):
            told.append(_from_to(NAMES[name], before, after))
    old = _mapping(sides.value(owner, (NOTE, "settings"), "old"))
    new = _mapping(sides.value(owner, (NOTE, "settings"), "new"))
    for key in dict.fromkeys((*old, *new)):
        if json.dumps(old.get(key)) != json.dumps(new.get(key)):
            told.append(_from_to(f"setting “{_short(key)}”", old.get(key), new.get(key)))
    return f"{_called(owner, sides)}: {'; '.join(told) or 'the settings of the measure changed'}."


def _options(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    old, new = sides.options(owner, "old"), sides.options(owner, "new")
    told = []
    if added := [label for value, label in new.items() if value not in old]:
        told.append(f"answers added: {_list(added)}")
    if removed := [label for value, label in old.items() if value not in new]:
        told.append(f"answers taken out: {_list(removed)}")
    for value, label in new.items():
        if value in old and old[value] != label:
            told.append(f"the answer ‘{_short(old[value])}’ now reads ‘{_short(label)}’")
    if [value for value in old if value in new] != [value for value in new if value in old]:
        told.append(f"the answers stand in another order: {_list(list(new.values()))}")
    return f"{_called(owner, sides)}: {'; '.join(told) or 'its answers are written differently'}."


def _required(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    if any(edit.verb == "put" for edit in edits):
        return f"{_called(owner, sides)} must now be answered."
    return f"{_called(owner, sides)} no longer has to be answered."


def _condition(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    before, after = _asked(owner, sides, "old"), _asked(owner, sides, "new")
    return f"{_called(owner, sides)}: {_lower(after)}; it was {_lower(before)}."


def _asked(owner: Path, sides: Sides, side: Side) -> str:
    part, form = sides.part(owner, side), sides.outline(side)
    return asked(part, form) if part is not None else "a condition that can’t be read"


def asked(part: Section | Question, form: Outline) -> str:
    """When a section or question is asked, in words."""
    if part.when is None:
        return "Always asked"
    return words(part.when, form, part if isinstance(part, Question) else None)


def _kind(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    old, new = sides.part(owner, "old"), sides.part(owner, "new")
    if not isinstance(old, Question) or not isinstance(new, Question):
        return f"{_called(owner, sides)}: its kind changed."
    before, after = (WIDGET_NAMES.get(part.widget, part.widget) for part in (old, new))
    if before == after and old.whole != new.whole:
        return (
            f"{_called(owner, sides)} {'takes whole numbers only' if new.whole else 'takes fractions too'}."
        )
    if before == after:
        return f"{_called(owner, sides)}: the answer is kept differently."
    return f"{_called(owner, sides)} is now a {after}; it was a {before}."


def _unseen(owner: Path, edits: tuple[Edit, ...], sides: Sides) -> str:
    return f"{_called(owner, sides)} is written differently; nobody who fills it in sees it."


_TELLERS: Mapping[str, Callable[[Path, tuple[Edit, ...], Sides], str]] = {
    "added": _added,
    "removed": _removed,
    "moved": _moved,
    "moved-section": _moved_section,
    "wording": _wording,
    "help": _named,
    "limits": _named,
    "who": _named,
    "options": _options,
    "required": _required,
    "condition": _condition,
    "measure": _measure,
    "kind": _kind,
    "unseen": _unseen,
}


def _called(owner: Path, sides: Sides) -> str:
    name, title, _ = sides.told(owner, sides.side_of(owner))
    return "The form" if name == "form" else f"‘{_short(title)}’"


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _list(labels: list[str]) -> str:
    return ", ".join(f"‘{_short(label)}’" for label in labels[:10]) + (
        " and others" if len(labels) > 10 else ""
    )


def _value(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"‘{_short(value)}’" if isinstance(value, str) else _short(json.dumps(value))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
