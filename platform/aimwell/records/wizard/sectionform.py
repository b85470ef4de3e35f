"""One step of the wizard: a section with what was entered, as django-formtools wants a form to be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import QueryDict

from aimwell.formschema import Known, Pruned, Section, prune_and_work_out
from aimwell.records.calculating import known_of
from aimwell.records.drafts import Entry, entry_of
from aimwell.records.faults import faults_of
from aimwell.records.models import Draft
from aimwell.records.wizard.fields import read_section


class SectionForm:
    """What was entered in a section: posted just now (``data``), or held by the draft."""

    base_fields: Mapping[str, Any] = {}  # for formtools, which looks for files in them

    def __init__(
        self, *, draft: Draft, section: Section, data: QueryDict | None = None, **formtools: Any
    ) -> None:
        self.draft = draft
        self.section = section
        self.data = data
        self.files: Mapping[str, Any] = {}

    @cached_property
    def entry(self) -> Entry:
        """The answers and the texts that can't be read as answers."""
        if self.data is None:
            return entry_of(self.draft, self.section)
        return read_section(self.section, self.data)

    @cached_property
    def whole(self) -> Pruned:
        """The whole draft's answers with these in it, pruned, and what is worked out from them."""
        answers = {**self.draft.answers, self.section.key: dict(self.entry.answers)}
        return prune_and_work_out(self.draft.schema, answers, self.known)

    @cached_property
    def known(self) -> Known:
        """What calculated answers use beside the draft's."""
        return known_of(self.draft)

    @cached_property
    def errors(self) -> dict[str, str]:
        """What is wrong in this section: a message by JSON pointer."""
        own, prefix = self.section.pointer, f"{self.section.pointer}/"
        unread = {
            pointer: text for pointer, text in self.draft.unread.items() if not pointer.startswith(prefix)
        }
        answers = {**self.draft.answers, self.section.key: dict(self.entry.answers)}
        faults = faults_of(
            self.draft,
            answers,
            {**unread, **self.entry.unread},
            section=self.section.key,
            known=self.known,
        )
        return {
            fault.pointer: fault.message
            for fault in faults
            if fault.pointer == own or fault.pointer.startswith(prefix)
        }

    def is_valid(self) -> bool:
        """Whether the section can be left as it is."""
        return not self.errors


class CheckForm(SectionForm):
    """The last step: nothing is entered there."""

    def __init__(self, **formtools: Any) -> None:
        self.data = None
        self.files = {}

    def is_valid(self) -> bool:
        """The answers are validated when they are signed."""
        return True
