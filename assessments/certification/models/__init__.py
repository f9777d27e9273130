"""The rows of certification, one family per file."""

from assessments.certification.models.attestations import Attestation
from assessments.certification.models.certifications import Assignment, Certification, CertificationVersion
from assessments.certification.models.credentials import Change, Credential, IssuerKey, Lookup, Measure
from assessments.certification.models.cycles import Cycle, Extension, Leave, RequirementStatus, Waiver
from assessments.certification.models.decisions import Appeal, Conflict, Decision, Vote
from assessments.certification.models.evidence import Claim, Evidence, NameConfirmation, Refresher
from assessments.certification.models.ledger import CertificationEvent
from assessments.certification.models.sharing import Share, Showing

__all__ = [
    "Appeal",
    "Assignment",
    "Attestation",
    "Certification",
    "CertificationEvent",
    "CertificationVersion",
    "Change",
    "Claim",
    "Conflict",
    "Credential",
    "Cycle",
    "Decision",
    "Evidence",
    "Extension",
    "IssuerKey",
    "Leave",
    "Lookup",
    "Measure",
    "NameConfirmation",
    "Refresher",
    "RequirementStatus",
    "Share",
    "Showing",
    "Vote",
    "Waiver",
]
