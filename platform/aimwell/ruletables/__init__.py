"""Decision tables: what a service’s rules recommend, as data that a manager edits. Pure, no Django.

From text to table and back::

    table = read_table(text)              # Table; raises TableRefused, .problems: [Problem(id, place, …)]
    document_problems(document)           # the same problems for a parsed draft: [] when it can be used
    table_of(document)                    # the Table of a document that has no problems
    written(table), document_of(table)    # text and document again
    rule_of(table, version="3")           # contracts.TriageRule: facts, decisions, decide, roles, .table

``place`` is a JSON pointer into the document: ``/rules/2/when/timing``, ``/inputs/0/options/1/value``.
The document’s shape is ``schemas/rule-table.schema.json``; docs/rule-tables.md tells it with examples.

(Up to here it is landed; below, the names that follow.)

Cells, as a manager types them (``column``: one of ``table.columns``)::

    read_cell("2..3, unknown", column)    # Condition, or None for an empty cell and “-”; raises CellRefused
    cell_text(condition)                  # “2..3, unknown”; “-” for None
    condition_json(condition)             # what stands in the document under rules/…/when/<column>
    condition_words(condition, column)    # “2 to 3, or not known”
    facts_words(table, facts)             # (“Timing: Harm that can be undone”, …)

Deciding::

    decide(table, facts)                  # contracts.Recommendation; never raises, always with reasons

Checking while she edits::

    check(table)                          # Checked: .findings (Finding: id, place, message, remedy, example,
                                          #   stops: whether it stops an approval), .is_complete
    counts(table, with_unknown=True)      # {rule id or “otherwise” or guard: combinations}; raises TooLarge
    case_results(table)                   # saved cases: expected and found, as_expected
    replay(table, decisions)              # Replay: iterate for Replayed rows; .tally counts as it goes

The tables that ship, and those of other plugins: ``aimwell.plugins.offered_tables(installed_plugins())``.
"""

from aimwell.ruletables.columns import Column, Derived, Input, Option, Value
from aimwell.ruletables.conditions import Condition, condition_json, condition_of
from aimwell.ruletables.deciding import decide
from aimwell.ruletables.offering import facts_schema, fingerprint, rule_of
from aimwell.ruletables.problems import TableRefused
from aimwell.ruletables.reading import FORMAT, document_problems, read_table, table_of
from aimwell.ruletables.rules import Case, Decision, Otherwise, Rule, Then
from aimwell.ruletables.table import Policy, Table
from aimwell.ruletables.walking import TooLarge
from aimwell.ruletables.writing import document_of, written

__all__ = [
    "FORMAT",
    "Case",
    "Column",
    "Condition",
    "Decision",
    "Derived",
    "Input",
    "Option",
    "Otherwise",
    "Policy",
    "Rule",
    "Table",
    "TableRefused",
    "Then",
    "TooLarge",
    "Value",
    "condition_json",
    "condition_of",
    "decide",
    "document_of",
    "document_problems",
    "facts_schema",
    "fingerprint",
    "read_table",
    "rule_of",
    "table_of",
    "written",
]
