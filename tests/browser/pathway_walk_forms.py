"""Short forms for the walk along a pathway: triage, assessment and review, each with its rule or measure."""

from __future__ import annotations

from typing import Any

from pathway_forms import told
from wizard_forms import form, question, section

LEVELS = ["0", "1", "2", "3", "unknown"]
TRIAGE = form(
    "triage",
    factors=section(
        "What is known",
        functional_ability=question("string", "What the person can do", enum=LEVELS),
        daily_life_and_carer_impact=question("string", "Daily life and carers", enum=LEVELS),
        context=question("string", "What is around them", enum=LEVELS),
        congruency=question("string", "Worry and insight", enum=["congruent", "insight_below_impact"]),
        timing=question("string", "What waiting would do", enum=["none", "reversible", "irreversible"]),
        harm=told("string", "Harm that can be foreseen", "triage.harm"),
    ),
)
TRIAGE["title"] = "Triage"
FACTORS = {
    "What the person can do": "1",
    "Daily life and carers": "1",
    "What is around them": "1",
    "Worry and insight": "congruent",
    "What waiting would do": "none",
}

READY = ["0", "1", "2", "unknown"]
ASSESSMENT = form(
    "assessment",
    need=section(
        "What we make of it",
        need=told("string", "Which impact is to be reduced?", "formulation.need"),
        motivation=question("string", "How ready is the person?", enum=READY),
        likely_outcome=question("string", "How likely is it that help changes something?", enum=READY),
        stability=question("string", "Is now a good time?", enum=READY),
        other_help=question("string", "How much does this service add?", enum=READY),
    ),
    goals=section("Goals", copm={"title": "Goals", "x-aimwell": {"widget": "measure", "measure": "copm"}}),
)
ASSESSMENT["title"] = "Assessment"
PRIORITY = (
    "How ready is the person?",
    "How likely is it that help changes something?",
    "Is now a good time?",
    "How much does this service add?",
)
MEASURE: dict[str, Any] = form(
    "other",
    goals=section(
        "The goals again", copm={"title": "Goals", "x-aimwell": {"widget": "measure", "measure": "copm"}}
    ),
)
MEASURE["title"] = "The goals again"


def _asks(document: dict[str, Any], rule: str, part: str, *facts: str) -> None:
    document["x-aimwell"]["triage"] = {"rule": rule, "facts": {fact: f"{part}/{fact}" for fact in facts}}


_asks(
    TRIAGE, "intended_outcome", "factors",
    "functional_ability", "daily_life_and_carer_impact", "context", "congruency", "timing",
)  # fmt: skip
_asks(ASSESSMENT, "priority", "need", "motivation", "likely_outcome", "stability", "other_help")
