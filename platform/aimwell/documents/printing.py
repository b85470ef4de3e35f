"""Documents on paper: a record, its summary for the person, and a blank form."""

from __future__ import annotations

from functools import partial

from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from aimwell.documents.chart import draw, marker
from aimwell.documents.pdf import make_pdf
from aimwell.documents.plan import plan_html
from aimwell.documents.scorecards import score_cards
from aimwell.documents.series import series_of_person
from aimwell.documents.summary import groups_of, results_of
from aimwell.formschema import Outline, Question, Section
from aimwell.formschema.languages.speech import speech
from aimwell.formschema.wording import phrase
from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell.people.models import Person
from aimwell.records.answers import WHOM, differences, told
from aimwell.records.calculating import told_calculations
from aimwell.records.models import Record
from aimwell.records.prefilling import in_words_by_pointer

BLOCKS = 5
"""Most rows of a repeating group that are drawn on a blank form."""

COLUMNS = 6
ONE_CELL = frozenset({"short-text", "number", "date", "yes-no"})
"""A group with no more columns than that, all of these widgets, is drawn as a table."""


def record_pdf(record: Record, *, by: User, large: bool = False, language: str | None = None) -> bytes:
    """A signed record with its scores, as they stood when it was signed.

    ``language``: empty: the form's own; None: the one in which it was filled in.
    """
    return make_pdf(record_html(record, by=by, language=language), large=large)


def summary_pdf(record: Record, *, by: User, large: bool = False, language: str | None = None) -> bytes:
    """What a person takes home of a record: their own words first, nothing that is for staff alone.

    ``language`` as for ``record_pdf``.
    """
    return make_pdf(summary_html(record, by=by, language=language), large=large)


def plan_pdf(person: Person, *, by: User, large: bool = False) -> bytes:
    """A person’s own copy of their support plan."""
    return make_pdf(plan_html(person, by=by), large=large)


def blank_pdf(
    version: TemplateVersion,
    *,
    organisation: Organisation,
    by: User,
    large: bool = False,
    language: str = "",
) -> bytes:
    """A form to fill in with a pen, in a language (empty: its own)."""
    html = blank_html(version, organisation=organisation, by=by, large=large, language=language)
    return make_pdf(html, large=large)


def record_html(record: Record, *, by: User, language: str | None = None) -> str:
    """The HTML of a record's document."""
    outline = _outline(record, language)
    cards = score_cards(record)
    measured = {score.series for score in record.scores.all() if not score.failure}
    series = series_of_person(record.person, carer=record.carer, until=record.signed_at) if measured else ()
    amends = record.amends
    return render_to_string(
        "print/record.jinja",
        _frame(record.organisation, record.version, by, outline)
        | {
            "record": record,
            "person": record.person,
            "sections": told(outline, record.answers, in_words_by_pointer(record.prefilled)),
            "cards": cards,
            "calculations": told_calculations(record),
            "series": [one for one in series if one.name in measured and len(one.scores) > 1],
            "decision": getattr(record, "decision", None),
            "notices": record.notices.all(),
            "changed": differences(record.version.outline, amends.answers, record.answers) if amends else (),
            "amended_by": getattr(record, "amended_by", None),
            "draw": draw,
            "marker": marker,
        },
    )


def summary_html(record: Record, *, by: User, language: str | None = None) -> str:
    """The HTML of a person's summary."""
    outline = _outline(record, language)
    return render_to_string(
        "print/summary.jinja",
        _frame(record.organisation, record.version, by, outline)
        | {
            "record": record,
            "person": record.person,
            "groups": groups_of(record, outline),
            "results": results_of(record),
            "amended_by": getattr(record, "amended_by", None),
        },
    )


def blank_html(
    version: TemplateVersion,
    *,
    organisation: Organisation,
    by: User,
    large: bool = False,
    language: str = "",
) -> str:
    """The HTML of a blank form. In large print no group is drawn as a table: it would not fit."""
    outline = version.outline_in(language)
    return render_to_string(
        "print/blank.jinja",
        _frame(organisation, version, by, outline)
        | {
            "when": partial(_when, outline),
            "blocks": _blocks,
            "whom": WHOM,
            "fits_a_table": lambda group: not large and _fits_a_table(group),
        },
    )


def _outline(record: Record, language: str | None) -> Outline:
    return record.version.outline_in(record.language if language is None else language)


def _frame(
    organisation: Organisation, version: TemplateVersion, by: User, outline: Outline
) -> dict[str, object]:
    say = speech(outline.language)
    return {
        "organisation": organisation,
        "version": version,
        "outline": outline,
        "language": outline.tongue.page,
        "say": say,
        "in_english": Markup(' lang="en-GB"') if say.words else "",
        "printed_by": by,
        "printed_at": timezone.now(),
    }


def _when(outline: Outline, asked: Section | Question) -> str:
    asker = asked if isinstance(asked, Question) else None
    say = speech(outline.language)
    return say("Answer this if {condition}.", condition=phrase(asked.when, outline, asker, say=say))


def _fits_a_table(group: Question) -> bool:
    columns = [column for column in group.questions if column.widget != "row-id"]
    return len(columns) <= COLUMNS and all(
        column.widget in ONE_CELL and column.when is None for column in columns
    )


def _blocks(group: Question) -> int:
    return max(1, group.min_rows, min(BLOCKS, group.max_rows))
