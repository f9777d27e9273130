"""Papers that learners enter for a requirement, and details about them."""

from uuid import UUID

from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.requirements.evidence_shown import EvidenceShown
from assessments.certification.laws.requirements.profile_verified import ProfileVerified
from assessments.certification.laws.tree import leaves
from assessments.certification.models import Cycle, Evidence
from assessments.certification.selectors.rules import path_of

Kind = Evidence.Kind
PAPERS = (Kind.DOCUMENT, Kind.COMPLETION, Kind.PROFILE)
"""Kinds of evidence that are a paper; every other kind has a door of its own."""
PAGE = 60


def enterable(cycle: Cycle, key: str) -> EvidenceShown | ProfileVerified | None:
    """A requirement of a round at work that a paper meets; None for every other."""
    if cycle.state not in OPEN:
        return None
    asked = next((leaf for leaf in leaves(path_of(cycle).tree) if leaf.key == key), None)
    if isinstance(asked, EvidenceShown):
        return asked if asked.kind in PAPERS else None
    return asked if isinstance(asked, ProfileVerified) else None


def kept_as(requirement: EvidenceShown | ProfileVerified) -> tuple[str, str]:
    """Kind and subject of the evidence that such a paper becomes."""
    if isinstance(requirement, ProfileVerified):
        return Kind.PROFILE, requirement.field
    return requirement.kind, requirement.subject


def papers_of(learner_id: int, kind: str = "", subject: str = "") -> tuple[Evidence, ...]:
    """What somebody has entered, the newest first; no reasons (one query)."""
    rows = Evidence.objects.filter(learner=learner_id, kind__in=PAPERS, source=Evidence.Source.PLATFORM).defer("answer")
    if kind:
        rows = rows.filter(kind=kind, subject=subject)
    return tuple(rows.order_by("-created_at", "-pk")[:PAGE])


def entered(pk: UUID) -> Evidence | None:
    """Hours or a paper, as somebody entered them (one query)."""
    rows = Evidence.objects.filter(pk=pk, kind__in=(Kind.HOURS, *PAPERS))
    return rows.select_related("learner", "verified_by").first()
