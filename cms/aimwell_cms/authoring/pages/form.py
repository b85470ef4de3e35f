"""The form in which a template page is edited: saves any draft, publishes only what is ready."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from aimwell_cms.authoring.approval.rules import NOT_APPROVED
from aimwell_cms.authoring.pages.organisation import organisation_of
from aimwell_cms.authoring.problems import Told
from aimwell_cms.authoring.readiness import context_of, findings_of, other_stops

Json = Any


class TemplatePageForm(WagtailAdminPageForm):
    """What isn't ready stops publishing and asking for approval; it never stops saving."""

    drafting = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # What changed in the published version isn't what changes in the next one.
        if self.instance.live and not self.instance.has_unpublished_changes:
            self.initial["note"] = ""

    def defer_required_fields(self) -> None:
        """Wagtail calls this when a draft is saved or previewed."""
        super().defer_required_fields()
        self.drafting = True

    def clean(self) -> dict[str, Any]:
        """Refuse to publish what isn't ready; each problem stands beside its question."""
        cleaned = super().clean()
        organisation = organisation_of(self.parent_page) if self.parent_page else None
        if self.drafting or self.errors or organisation is None:
            return cleaned
        page = self.instance
        for name in ("title", "description", "kind", "language", "body"):
            if name in cleaned:
                setattr(page, name, cleaned[name])
        page.organisation = organisation
        context = context_of(page)
        self._refuse(context.problems, page.body.get_prep_value())
        if organisation.approval_needed and "action-publish" in self.data:
            self.add_error(None, ValidationError(f"{NOT_APPROVED.message} {NOT_APPROVED.remedy}"))
        for finding in other_stops(findings_of(page, context)):
            self.add_error(None, ValidationError(f"{finding.title} {finding.detail}"))
        return cleaned

    def _refuse(self, found: Sequence[Told], stream: list[Json]) -> None:
        messages: dict[str, list[str]] = {}
        for told in found:
            messages.setdefault(told.block, []).append(f"{told.problem.message} {told.problem.remedy}")
        for message in messages.pop("", []):
            self.add_error(None, ValidationError(message))
        errors = _block_errors(stream, messages)
        if errors is not None:
            self.add_error("body", errors)


def _block_errors(stream: list[Json], messages: dict[str, list[str]]) -> StreamBlockValidationError | None:
    """The messages as Wagtail wants them: nested as the blocks are, so that each is shown beside its own."""
    errors = {}
    for index, block in enumerate(stream):
        inner = _block_errors(block["value"].get("questions") or [], messages)
        own = messages.get(block.get("id") or "")
        if inner or own:
            errors[index] = StructBlockValidationError(
                block_errors={"questions": inner} if inner else None,
                non_block_errors=[ValidationError(message) for message in own or ()],
            )
    return StreamBlockValidationError(block_errors=errors) if errors else None
