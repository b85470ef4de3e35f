"""What a carer told in confidence: shown to staff, marked, and not given to the person."""

from __future__ import annotations

from aimwell.contracts import Answers
from aimwell.formschema import fed
from aimwell.library.models import Kind
from aimwell.records.models import Draft


def is_third_party(draft: Draft, answers: Answers) -> bool:
    """Whether the person may not see what is signed: a form asks (``carer.may_be_seen``).

    A carer's contribution of which nobody said that the person may see it is kept from them too.
    """
    outline = draft.version.outline
    said = fed(outline, answers).get("carer", {}).get("may_be_seen")
    return said is False or (said is None and _is_a_carers(draft))


def _is_a_carers(draft: Draft) -> bool:
    return draft.carer_id is not None or draft.version.kind == Kind.CARER
