"""To whom a duty of care is owed where a pathway stands."""

from __future__ import annotations

from aimwell.levels.duty import duty_of
from aimwell.pathway.rules.states import BEFORE_CARE, ENDED, State
from aimwell.pathway.rules.story import Pathway


def duty_on(pathway: Pathway) -> str:
    """A sentence for whoever reads the pathway, with the level of the help.

    By level as domain.md A5 has it. That the duty to the individual begins when a request is accepted and
    ends with the handover is A3's, of middling confidence.
    """
    if pathway.state in BEFORE_CARE:
        return f"A duty of care to {duty_of(3)} begins when the request is accepted."
    if pathway.state is State.HELPED_OTHERWISE:
        return f"At level 1 a duty of care is owed to {duty_of(1)}, at level 2 to {duty_of(2)}."
    if pathway.state in ENDED:
        return f"The duty of care to {duty_of(3)} ended here."
    level = max((episode.level for episode in pathway.episodes if episode.open), default=3)
    return f"Level {level}: a duty of care is owed to {duty_of(level)}."
