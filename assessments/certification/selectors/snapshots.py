"""Everything that will stand on a certificate, gathered once when it is issued, in the holder's language. Plain JSON."""

from datetime import datetime
from typing import Any

from django.utils import timezone, translation

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.tree import leaves
from assessments.certification.models import Cycle, Decision
from assessments.certification.models.certifications import in_language
from assessments.certification.selectors.rules import path_of, rules_of
from assessments.mentoring.selectors.indicators import framework

TEMPLATE_VERSION = "1"
SOURCE_LANGUAGE = "en"


def of_cycle(cycle: Cycle, *, language: str, now: datetime) -> dict[str, Any]:
    """The snapshot of a certified round (four queries)."""
    language = language or SOURCE_LANGUAGE
    certification = cycle.certification
    zone = rules_of(cycle.version).zone
    decision = Decision.objects.filter(cycle=cycle, state="awarded").first()
    decided_on = day_in(decision.decided_at if decision and decision.decided_at else now, zone)
    with translation.override(language):
        return {
            "language": language,
            "zone": str(zone),
            "decided_on": decided_on.isoformat(),
            "title": in_language(certification.titles, language),
            "summary": in_language(certification.summaries, language),
            "issuer": certification.issuer.name,
            "signatories": certification.signatories,
            "competencies": _competencies(cycle),
            "certification": certification.code,
            "version": cycle.version.number,
            "rules": cycle.version.digest,
            "decision": decision.digest if decision else "",
            "cycle": cycle.number,
            "template": TEMPLATE_VERSION,
            "issued_on": timezone.localdate(now).isoformat(),
        }


def _competencies(cycle: Cycle) -> list[dict[str, str]]:
    """The indicators that the path asks for, in the framework's order."""
    asked = {code for leaf in leaves(path_of(cycle).tree) if isinstance(leaf, CompetencyAt) for code in leaf.indicators}
    known = framework(cycle.certification.programme_key)
    return [
        {"code": code, "text": one.text, "domain": known.domains.get(one.domain, "")}
        for code, one in known.indicators.items()
        if code in asked
    ]
