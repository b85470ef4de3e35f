"""The routes through a template: what can be asked, by which answers, and what never can. Pure.

A question counts as asked when the form could be signed with it on the page: whatever is required is answered
wherever it is asked, whatever is optional may be left out, and a hidden question counts as not answered, just
as ``prune`` has it.
"""

from aimwell.formschema.routes.cases import ProposedCase, proposed_cases
from aimwell.formschema.routes.reaching import NEVER_ASKED, Reach, analyse, route_problems
from aimwell.formschema.routes.uses import Use, uses_of

__all__ = [
    "NEVER_ASKED",
    "ProposedCase",
    "Reach",
    "Use",
    "analyse",
    "proposed_cases",
    "route_problems",
    "uses_of",
]
