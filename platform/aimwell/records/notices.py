"""Tell an organisation's plugins of a record once it is safe in the database; keep their remarks."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from aimwell.contracts import Score as ScoreValue
from aimwell.contracts import Scored, SignedRecord
from aimwell.organisations.offers import choices_of
from aimwell.organisations.scope import acting_for
from aimwell.plugins import installed_plugins
from aimwell.records.models import Record, RecordNotice
from aimwell.records.scoring import keep_failure
from aimwell.records.signing import record_signed


@receiver(record_signed)
def tell_plugins_after_commit(sender: type[Record], record: Record, **_: Any) -> None:
    transaction.on_commit(partial(tell_plugins, record))


def tell_plugins(record: Record) -> None:
    """Call ``record_signed`` of every plugin that the organisation has on, each alone."""
    plugins = installed_plugins()
    if not plugins.listeners:
        return
    with acting_for(record.organisation):
        for told in plugins.record_signed(choices_of(record.organisation).plugins_on, _plain(record)):
            if told.failure is not None:
                keep_failure(record.organisation_id, told.failure)
            RecordNotice.objects.bulk_create(
                RecordNotice(
                    organisation_id=record.organisation_id,
                    record=record,
                    plugin=told.plugin,
                    plugin_version=plugins.plugins[told.plugin].version,
                    text=notice.text,
                )
                for notice in told.notices
            )


def _plain(record: Record) -> SignedRecord:
    scored = {
        score.pointer: Scored(
            scores=tuple(
                ScoreValue(name=one["name"], value=one["value"], missing=tuple(one["missing"]))
                for one in score.values
            ),
            working=tuple(score.working),
        )
        for score in record.scores.filter(failure="")
    }
    return SignedRecord(kind=record.version.kind, answers=record.answers, scores=scored)
