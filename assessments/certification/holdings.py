"""What certification holds about a person. A certificate that was earned can be checked afterwards, without a name."""

from dataclasses import asdict

from django.utils.translation import gettext_lazy as _

from assessments.certification.services import removing
from training_site.privacy.holdings import Counts, Erasing, Holding, Table, register

REASON = "erasure_request"


def erase(what: Erasing) -> Counts:
    """The name leaves the certificates, and words leave requests."""
    return asdict(removing.remove(holder=what.person, by=what.by, reason=REASON, now=what.now))


def _table(name: str, person: str, *texts: str, acts: bool = False) -> Table:
    return Table(model=f"certification.{name}", person=person, texts=texts, acts=acts)


def _acts(name: str, person: str) -> Table:
    return _table(name, person, acts=True)


CERTIFICATES = Holding(
    key="certification.certificates",
    title=_("Certificates"),
    purpose=_("So that you can show what you have shown, and others can check it."),
    stays=_(
        "That a certificate was issued, for what, until when, and how it was decided, without a name: whoever was shown it can still "
        "check its code."
    ),
    tables=(
        _table("Credential", "holder"),
        _table("Cycle", "learner"),
        _table("Assignment", "learner"),
        _table("Evidence", "learner"),
        _table("NameConfirmation", "learner"),
        _table("Leave", "learner"),
        _table("Conflict", "learner"),
        _table("Appeal", "learner", "statement", "answer"),
        _table("Claim", "cycle__learner", "statement", "question", "rationale"),
        _table("Extension", "cycle__learner", "reason", "answer"),
        _table("Vote", "learner"),
        _table("Attestation", "learner", "grounds", "retraction"),
        _table("Share", "by"),
        _table("Showing", "by"),
        _acts("Appeal", "heard_by"),
        _acts("Assignment", "assigned_by"),
        _acts("Attestation", "said_by"),
        _acts("Certification", "created_by"),
        _acts("Certification", "retired_by"),
        _acts("CertificationEvent", "by"),
        _acts("CertificationVersion", "created_by"),
        _acts("CertificationVersion", "published_by"),
        _acts("Change", "by"),
        _acts("Change", "second"),
        _acts("Claim", "assessor"),
        _acts("Conflict", "by"),
        _acts("Evidence", "entered_by"),
        _acts("Evidence", "verified_by"),
        _acts("Extension", "decided_by"),
        _acts("Leave", "approved_by"),
        _acts("Measure", "proposed_by"),
        _acts("Measure", "second"),
        _acts("Vote", "by"),
        _acts("Waiver", "by"),
    ),
    erase=erase,
)


def register_all() -> None:
    """Make it known."""
    register(CERTIFICATES)
