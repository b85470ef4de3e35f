"""What staff do at each level: stable codes, with the words that are shown for them."""

from __future__ import annotations

from dataclasses import dataclass

OTHER = "other"

KINDS: dict[int, dict[str, str]] = {
    1: {
        "promotion": "Health promotion and prevention",
        "commissioners": "Informing commissioners and service leads",
        "referrers": "Informing those who ask for help for others",
        "self_help": "Making self-help material",
        OTHER: "Something else for everybody",
    },
    2: {
        "consultation": "Consultation",
        "coaching": "Coaching",
        "training": "Training",
        "advocacy": "Advocacy",
        "open_dialogue": "Open dialogue",
        "environment": "Improving an environment or access",
        OTHER: "Something else for a group or a workforce",
    },
    3: {
        "direct": "Direct package",
        "indirect": "Indirect package",
        OTHER: "Something else for an individual",
    },
    4: {
        "direct": "Direct package, level 4",
        "indirect": "Indirect package, level 4",
        OTHER: "Something else for an individual, level 4",
    },
}


@dataclass(frozen=True)
class Kind:
    """What was done: a level and a code of that level. As text ``2-training``."""

    level: int
    code: str

    def __str__(self) -> str:
        return f"{self.level}-{self.code}"

    @property
    def label(self) -> str:
        """The words for it."""
        return KINDS[self.level][self.code]


def kind_of(text: str) -> Kind | None:
    """The kind that a text such as ``2-training`` names; None where there is none."""
    level, _, code = text.partition("-")
    if level not in {"1", "2", "3", "4"} or code not in KINDS[int(level)]:
        return None
    return Kind(int(level), code)
