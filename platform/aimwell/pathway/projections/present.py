"""The rows that are there of a person in every derived table, read with one statement."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from aimwell.pathway.models import DerivedRow
from aimwell.people.models import Person

Rows = Mapping[uuid.UUID, Mapping[str, Any]]
"""The values of rows (``DerivedRow.values``) by their keys."""


def rows_of(person: Person, models: Sequence[type[DerivedRow]]) -> dict[type[DerivedRow], Rows]:
    """The rows of a person in each of these tables, as they stand.

    A statement a table would cost most of the time of a derivation: most of them have nothing to tell. As
    JSON, rows of all tables come in one.
    """
    found: dict[type[DerivedRow], dict[uuid.UUID, Mapping[str, Any]]] = {model: {} for model in models}
    with connection.cursor() as cursor:
        cursor.execute(
            " union all ".join(_select(number, model) for number, model in enumerate(models)),
            [person.pk] * len(models),
        )
        for number, text in cursor.fetchall():
            model = models[number]
            values = _values(model, json.loads(text))
            found[model][values["id"]] = values
    return dict(found)


def _select(number: int, model: type[DerivedRow]) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    # Nothing of it was typed by anybody.
    return f"select {number}, row_to_json(found)::text from {table} found where found.person_id = %s"  # noqa: S608


def _values(model: type[DerivedRow], row: Mapping[str, Any]) -> dict[str, Any]:
    return {field.attname: field.to_python(row[field.column]) for field in model._meta.concrete_fields}
