"""A replay as a page that is sent while it goes on: a line of progress after each chunk, then the result."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.html import format_html

from aimwell.organisations.models import Organisation, RuleTable, RuleTableReplay, User
from aimwell.organisations.scope import acting_for
from aimwell.organisations.table_making import fingerprint_of
from aimwell.records.replaying import SHOWN, Running, replay
from aimwell.ruletables import table_of

HERE = "<!-- what is streamed -->"
"""Where, in the page around it, it stands."""


@dataclass(frozen=True, kw_only=True)
class Streamed:
    """One replay of a text over the decisions of a rule (``plugin/name``) since a day."""

    organisation: Organisation
    user: User
    table: RuleTable
    text: str
    key: str
    since: date
    may_read_records: bool

    def lines(self, page: str) -> Iterator[str]:
        """The page in pieces. Acts for the organisation itself: the view is over when it is asked for."""
        head, _, tail = page.partition(HERE)
        yield head
        yield '<div class="aimwell-progress" role="log" aria-label="Progress">\n'
        with acting_for(self.organisation):
            for running in replay(self.organisation, table_of(json.loads(self.text)), self.key, self.since):
                done, total = f"{running.tally.total:,}", f"{running.total:,}"
                yield format_html("<p>{} of {} decisions replayed.</p>\n", done, total)
            kept = self._keep(running)
        yield "</div>\n"
        yield render_to_string(
            "aimwell_authoring/rules_replay_result.html",
            {
                "organisation": self.organisation,
                "table": self.table,
                "first": running.first,
                "replayed": kept,
                "shown": SHOWN,
                "may_read_records": self.may_read_records,
            },
        )
        yield tail

    def _keep(self, running: Running) -> RuleTableReplay:
        return RuleTableReplay.objects.create(
            organisation=self.organisation,
            table=self.table,
            fingerprint=fingerprint_of(self.text),
            of_rule=self.key,
            since=self.since,
            total=running.tally.total,
            changed=running.tally.changed,
            unread=running.partly,
            moves=running.moved(),
            made_by=self.user,
        )
