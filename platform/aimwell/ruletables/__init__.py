"""Decision tables: what a service’s rules recommend, as data that a manager edits. Pure, no Django.

From text to table and back::

    table = read_table(text)              # Table; raises TableRefused, .problems: [Problem(id, place, …)]
    document_problems(document)           # the same problems for a parsed draft: [] when it can be used
    table_of(document)                    # the Table of a document that has no problems
    written(table), document_of(table)    # text and document again
    rule_of(table, version="3")           # contracts.TriageRule: facts, decisions, decide, roles, .table

``place`` is a JSON pointer into the document: ``/rules/2/when/timing``, ``/inputs/0/options/1/value``.
The document’s shape is ``schemas/rule-table.schema.json``; docs/rule-tables.md tells it with examples.

Cells, as a manager types them (``column``: one of ``table.columns``)::

    read_cell("2..3, unknown", column)    # Condition, or None for an empty cell and “-”; raises CellRefused
    cell_text(condition)                  # “2..3, unknown”; “-” for None
    condition_json(condition)             # what stands in the document under rules/…/when/<column>
    condition_words(condition, column)    # “2 to 3, or not known”
    facts_words(table, facts)             # (“Timing: Harm that can be undone”, …)

Deciding::

    decide(table, facts)                  # contracts.Recommendation; never raises, always with reasons

Checking while she edits::

    check(table)                          # Checked: .findings, .combinations, .is_complete. A Finding has
                                          #   id, place, message, remedy, count, facts, example (lines of
                                          #   words) and .stops: whether it stops an approval
    counts(table)                         # {rule id, or otherwise’s id: combinations}; raises TooLarge
    case_results(table)                   # CaseResult: .case, .found (Recommendation), .is_as_expected
    run = Replay(table, past)             # past: any iterable of Past(key=…, facts=…, recommended=…)
    for replayed in run: …                # Replayed: .past, .now (Recommendation), .is_changed
    str(run.tally)                        # “12 of 340 would change”; also .total, .changed, .moves

``check`` takes up to a few seconds for the largest tables: show progress, or check on a button.

The tables that ship, and those of other plugins: ``aimwell.plugins.offered_tables(installed_plugins())``.
"""

from aimwell.ruletables.cases import CaseResult, case_results
from aimwell.ruletables.cells import CellRefused, cell_text, read_cell
from aimwell.ruletables.checking import Checked, check, counts
from aimwell.ruletables.columns import Column, Derived, Input, Option, Value
from aimwell.ruletables.conditions import Condition, condition_json, condition_of
from aimwell.ruletables.deciding import decide
from aimwell.ruletables.findings import Finding
from aimwell.ruletables.guards import GUARDS
from aimwell.ruletables.offering import fingerprint, rule_of
from aimwell.ruletables.problems import TableRefused
from aimwell.ruletables.reading import FORMAT, document_problems, read_table, table_of
from aimwell.ruletables.replaying import Past, Replay, Replayed, Tally
from aimwell.ruletables.rules import Case, Decision, Otherwise, Rule, Then
from aimwell.ruletables.table import Policy, Table
from aimwell.ruletables.walking import TooLarge
from aimwell.ruletables.words import condition_words, facts_words
from aimwell.ruletables.writing import document_of, written

__all__ = [
    "FORMAT",
    "GUARDS",
    "Case",
    "CaseResult",
    "CellRefused",
    "Checked",
    "Column",
    "Condition",
    "Decision",
    "Derived",
    "Finding",
    "Input",
    "Option",
    "Otherwise",
    "Past",
    "Policy",
    "Replay",
    "Replayed",
    "Rule",
    "Table",
    "TableRefused",
    "Tally",
    "Then",
    "TooLarge",
    "Value",
    "case_results",
    "cell_text",
    "check",
    "condition_json",
    "condition_of",
    "condition_words",
    "counts",
    "decide",
    "document_of",
    "document_problems",
    "facts_words",
    "fingerprint",
    "read_cell",
    "read_table",
    "rule_of",
    "table_of",
    "written",
]
