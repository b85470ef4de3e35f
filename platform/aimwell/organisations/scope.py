"""Act for one organisation: inside, its rows are there; outside, no organisation's are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from aimwell.organisations.models import Organisation
from aimwell.organisations.rowsecurity import SETTING

_acting_for: ContextVar[int | None] = ContextVar("acting_for", default=None)


@contextmanager
def acting_for(organisation: Organisation) -> Iterator[None]:
    """Show the rows of ``organisation``, and no other's, to everything inside the block.

    Opens a transaction where there is none, since the setting lives as long as its transaction.
    Blocks may be nested; the outer organisation comes back when the inner block ends.
    """
    if not connection.in_atomic_block:
        # The setting ends with the transaction, so there is nothing to restore.
        with transaction.atomic(), _marked(organisation):
            yield
        return
    outer = _acting_for.get()
    try:
        with _marked(organisation):
            yield
    finally:
        if _takes_statements():
            _set(outer)


@contextmanager
def _marked(organisation: Organisation) -> Iterator[None]:
    token = _acting_for.set(organisation.pk)
    try:
        _set(organisation.pk)
        yield
    finally:
        _acting_for.reset(token)


def _set(organisation_id: int | None) -> None:
    with connection.cursor() as cursor:
        value = "" if organisation_id is None else str(organisation_id)
        cursor.execute("select set_config(%s, %s, true)", [SETTING, value])


def _takes_statements() -> bool:
    """Whether the transaction still takes statements. One that PostgreSQL has aborted does not, and its
    rollback drops the setting anyway."""
    live = connection.connection
    return (
        live is not None
        and not connection.needs_rollback
        and live.info.transaction_status == TransactionStatus.INTRANS
    )
