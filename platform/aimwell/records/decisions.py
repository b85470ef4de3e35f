"""A triage rule recommends; a practitioner confirms, or decides otherwise and says why."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.dispatch import receiver

from aimwell.contracts import Answers, Json, Recommendation, TriageRule
from aimwell.formschema import Outline
from aimwell.formschema import facts as facts_of
from aimwell.organisations.models import Organisation
from aimwell.organisations.offers import choices_of
from aimwell.organisations.tables import known_rule
from aimwell.plugins import Failure, Plugin, decide_safely
from aimwell.records.models import Decision, Draft, Record
from aimwell.records.scoring import keep_failure
from aimwell.records.signing import record_signed


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What a rule made of a form's answers; where it failed, ``failure`` says so instead."""

    rule: TriageRule
    plugin: Plugin
    facts: dict[str, Json]
    settings: dict[str, Json]
    recommendation: Recommendation | None
    failure: str = ""


def advice_for(organisation: Organisation, outline: Outline, answers: Answers) -> Advice | None:
    """The recommendation for a triage form's answers, by the rule as it is in force today.

    None where the form names no rule that is installed, and no table of the organisation's own in force.
    """
    known = known_rule(organisation, outline.triage.rule) if outline.triage else None
    if known is None:
        return None
    rule = known.rule
    facts = facts_of(outline, answers)
    settings = choices_of(organisation).settings_of(rule.name)
    decided = decide_safely(known.plugin, rule, facts, settings)
    failed = isinstance(decided, Failure)
    return Advice(
        rule=rule,
        plugin=known.plugin,
        facts=facts,
        settings=settings,
        recommendation=None if failed else decided,
        failure=keep_failure(organisation.pk, decided) if failed else "",
    )


def decide(draft: Draft, advice: Advice, *, decision: str, reason: str) -> str:
    """Keep the practitioner's decision on the draft; returns what is wrong with it, or an empty string.

    The facts and the rule's version are kept with it: where one of them changes, the decision is asked again.
    """
    if decision not in advice.rule.decisions:
        return "Choose a decision."
    recommended = advice.recommendation.decision if advice.recommendation else None
    if decision != recommended and not reason.strip():
        return "Say why you decide otherwise than the rule recommends."
    draft.decision = {
        "decision": decision,
        "reason": reason.strip(),
        "facts": advice.facts,
        "version": _version_of(advice),
    }
    draft.save(update_fields=["decision"])
    return ""


def is_decided(draft: Draft, advice: Advice | None) -> bool:
    """Whether the practitioner has decided on the facts and by the rule as they are now (or needn't)."""
    if advice is None:
        return True
    decided = draft.decision
    if decided is None or decided["facts"] != advice.facts:
        return False
    # A draft from before versions were kept was decided by a plugin's rule.
    return decided.get("version") in (None, _version_of(advice))


def _version_of(advice: Advice) -> str:
    return f"{advice.plugin.name} {advice.rule.version}"


@receiver(record_signed)
def keep_decision(
    sender: type[Record], record: Record, draft: Draft, advice: Advice | None = None, **_: Any
) -> None:
    """Freeze the decision with the record it was made on."""
    if draft.decision is None:
        return
    outline = record.version.outline
    if advice is None or advice.facts != facts_of(outline, record.answers):
        advice = advice_for(record.organisation, outline, record.answers)
    if advice is None:
        return
    recommendation = advice.recommendation
    decided = draft.decision["decision"]
    Decision.objects.create(
        organisation=record.organisation,
        record=record,
        rule=advice.rule.name,
        rule_version=advice.rule.version,
        plugin=advice.plugin.name,
        plugin_version=advice.plugin.version,
        settings=advice.settings,
        facts=advice.facts,
        recommended=recommendation.decision if recommendation else "",
        recommended_label=advice.rule.decisions[recommendation.decision] if recommendation else "",
        level=recommendation.level if recommendation else None,
        intent=recommendation.intent if recommendation else "",
        number=recommendation.number if recommendation else None,
        rules=[asdict(rule) for rule in recommendation.rules] if recommendation else [],
        purpose=advice.rule.purpose,
        decided=decided,
        role=advice.rule.role_of(decided),
        decided_label=advice.rule.decisions.get(decided, decided),
        reason=draft.decision["reason"],
        decided_by=record.signed_by,
        decided_at=record.signed_at,
    )
