"""Put a section's answers, texts that could not be read, and errors into its markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from markupsafe import Markup, escape

from aimwell.contracts import Json
from aimwell.formschema import Question, Section, Worked, shown
from aimwell.formschema.languages.locales import Locale, locale_of
from aimwell.formschema.languages.speech import speech
from aimwell.records.answers import reason_left
from aimwell.records.drafts import Entry
from aimwell.records.wizard import calculated, leaving
from aimwell.records.wizard.fieldmarkup import MOST_RADIOS, is_line, scale_ends
from aimwell.records.wizard.fields import DATE_SEPARATOR, new_row_id
from aimwell.records.wizard.markup import NOTHING, Piece
from aimwell.records.wizard.places import asked_elsewhere
from aimwell.records.wizard.slots import Slotted

TEMPLATE_ROW, TEMPLATE_NUMBER = "__row__", "__number__"
"""Stand for a row's number in the row that the browser copies when one is added."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An error of a page: where its field is, and what it says."""

    target: str
    message: str


@dataclass(kw_only=True)
class Page:
    """What a section's markup is filled with.

    ``pruned``: the draft's answers to questions that are asked, for conditions. ``worked``: what was worked
    out, by pointer. ``errors``: message by pointer. ``added``: the name of a group that gets one more row.
    ``beside``: markup beside a measure, by pointer. ``origins``: where a row came from, by row id.
    ``offers``: markup above a question, by pointer.
    ``faults`` and ``placed`` (pointers) are filled in on the way.
    """

    entry: Entry
    pruned: Mapping[str, Json]
    worked: Mapping[str, Worked] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    added: str = ""
    beside: Mapping[str, Markup] = field(default_factory=dict)
    origins: Mapping[str, Markup] = field(default_factory=dict)
    offers: Mapping[str, Markup] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)


def fill_section(section: Section, pieces: tuple[Piece, ...], page: Page) -> Markup:
    """The section's questions as markup; the errors met are listed in ``page.faults``, in order."""
    out: list[str] = []
    _fill_all(pieces, page, page.entry.answers, section.pointer, {}, out)
    return Markup("".join(out))  # noqa: S704 - made of escaped parts


def answers_elsewhere(section: Section, pruned: Mapping[str, Json]) -> dict[str, Json]:
    """The answers of other sections on which conditions of this section depend, by ``section/key``."""
    found = {}
    for reference in asked_elsewhere(section):
        section_key, _, key = reference.partition("/")
        found[reference] = pruned.get(section_key, {}).get(key)
    return found


Values = Mapping[str, str]


def _fill_all(
    pieces: tuple[Piece, ...], page: Page, answers: Mapping[str, Json], base: str, row: Values, out: list[str]
) -> None:
    for piece in pieces:
        question = piece.question
        pointer = f"{base}/{question.key}"
        answer = answers.get(question.key)
        values = dict(row)
        if question.when is not None and not shown(question, page.pruned, answers):
            values["h"] = " hidden"
        markup = piece.plain
        if message := page.errors.get(pointer):
            page.placed.add(pointer)
            values["e"] = str(escape(message))
            markup = piece.faulty
            page.faults.append(Fault(target=target_of(question, _named(piece, row)), message=message))
        values["b"] = str(page.offers.get(pointer, ""))
        out.append(piece.opens.fill(values))
        if question.widget == "group":
            _fill_group(piece, page, answer, pointer, values, markup.fill(values), out)
        elif question.widget == "measure":
            values["f"] = str(page.beside.get(pointer, ""))
            out.append(markup.fill(values))
            inside = answer if isinstance(answer, Mapping) else {}
            _fill_all(piece.inner, page, inside, pointer, row, out)
        elif question.widget == "calculated":
            out.append(markup.fill(values | calculated.slots_of(question, page.worked.get(pointer))))
        else:
            values.update(_values(question, answer, page.entry.unread.get(pointer)))
            out.append(markup.fill(values))
        out.append(piece.closes.fill(values))
        if piece.left is not NOTHING:
            _fill_left(piece, page, answers, out)
        out.append(piece.ends.fill(values))


def _fill_left(piece: Piece, page: Page, answers: Mapping[str, Json], out: list[str]) -> None:
    """Why a question of the section isn't asked today, or the offer to say so."""
    question = piece.question
    is_unsaid = question.reason_pointer in page.entry.unread
    reason = "" if is_unsaid else reason_left(answers, question.key) or None
    values = dict(leaving.slots_of(reason, speech(question.tongue.page), answered=question.key in answers))
    markup = piece.left
    if message := page.errors.get(question.reason_pointer):
        page.placed.add(question.reason_pointer)
        page.faults.append(Fault(target=leaving.field_of(piece.name), message=message))
        values["e"] = str(escape(message))
        markup = piece.left_faulty
    out.append(markup.fill(values))


def _named(piece: Piece, row: Values) -> str:
    return Slotted.of(piece.name).fill(row)


def _fill_group(
    piece: Piece, page: Page, answer: Json, pointer: str, values: dict[str, str], head: str, out: list[str]
) -> None:
    question = piece.question
    name = _named(piece, values)
    rows = [row if isinstance(row, Mapping) else {} for row in answer] if isinstance(answer, list) else []
    blank = max(question.min_rows - len(rows), int(page.added == name and len(rows) < question.max_rows))
    out.append(head)
    for index, row in enumerate([*rows, *({} for _ in range(blank))]):
        _fill_row(piece, page, row, f"{pointer}/{index}", {"r": str(index), "n": str(index + 1)}, out)
    out.append("<template data-row-template>")
    _fill_row(piece, _empty(page), {}, f"{pointer}/-", {"r": TEMPLATE_ROW, "n": TEMPLATE_NUMBER}, out)
    out.append("</template>")
    values["a"] = " hidden" if len(rows) + blank >= question.max_rows else ""


def _empty(page: Page) -> Page:
    return Page(entry=Entry(answers={}, unread={}), pruned=page.pruned)


def _fill_row(
    piece: Piece, page: Page, row: Mapping[str, Json], pointer: str, place: Values, out: list[str]
) -> None:
    origin = next(
        (page.origins[one] for one in row.values() if isinstance(one, str) and one in page.origins), ""
    )
    out.append(piece.row_opens.fill({**place, "f": str(origin)}))
    _fill_all(piece.inner, page, row, pointer, place, out)
    out.append(piece.row_closes.fill(place))


def target_of(question: Question, name: str) -> str:
    """The id that a link to a question leads to."""
    return f"{name}-day" if question.widget == "date" else name


def _values(question: Question, answer: Json, unread: str | None) -> dict[str, str]:
    widget = question.widget
    if widget == "date":
        return dict(zip(("d0", "d1", "d2"), map(_escaped, _date_parts(answer, unread)), strict=False))
    if widget in ("yes-no", "one-of", "path", "several-of") or (widget == "scale" and not is_line(question)):
        return {f"c{number}": _chosen(question) for number in _chosen_numbers(question, answer)}
    if widget == "row-id":
        return {"v": _escaped(answer or new_row_id())}
    text = unread if unread is not None else as_typed(answer, locale_of(question.tongue.form))
    # A browser drops the first line end of a textarea.
    return {"v": ("\n" if widget == "long-text" else "") + _escaped(text)}


def as_typed(answer: Json, locale: Locale) -> str:
    """A text or number as somebody would type it."""
    if isinstance(answer, float):
        return locale.number(format(Decimal(repr(answer)), "f"))
    return "" if answer is None else str(answer)


def _date_parts(answer: Json, unread: str | None) -> list[str]:
    if unread is not None:
        return [*unread.split(DATE_SEPARATOR), "", "", ""][:3]
    if not isinstance(answer, str):
        return ["", "", ""]
    year, month, day = [*answer.split("-"), "", ""][:3]
    return [day.lstrip("0"), month.lstrip("0"), year]


def _chosen(question: Question) -> str:
    is_select = question.widget == "one-of" and len(question.options) > MOST_RADIOS
    return " selected" if is_select else " checked"


def _chosen_numbers(question: Question, answer: Json) -> Iterator[int]:
    if question.widget == "yes-no":
        yield from {True: [0], False: [1]}.get(answer, []) if isinstance(answer, bool) else []
    elif question.widget == "scale":
        first, last = scale_ends(question)
        if isinstance(answer, (int, float)) and first <= answer <= last:
            yield int(answer) - first
    else:
        chosen = answer if isinstance(answer, list) else [answer]
        yield from (number for number, option in enumerate(question.options) if option.value in chosen)


def _escaped(text: str) -> str:
    return str(escape(text))
