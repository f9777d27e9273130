"""What certification holds about a person. A certificate that was earned can be checked afterwards, without a name."""

from dataclasses import asdict

from django.utils.translation import gettext_lazy as _

from assessments.certification.services import removing
from training_site.privacy.holdings import Counts, Erasing, Holding, about, acts, register

REASON = "erasure_request"


def erase(what: Erasing) -> Counts:
    """The name leaves the certificates, and words leave requests."""
    return asdict(removing.remove(holder=what.person, by=what.by, reason=REASON, now=what.now))


CERTIFICATES = Holding(
    key="certification.certificates",
    title=_("Certificates"),
    purpose=_("So that you can show what you have shown, and others can check it."),
    stays=_(
        "That a certificate was issued, for what, until when, and how it was decided, without a name: whoever was shown it can still "
        "check its code."
    ),
    tables=(
        about("certification.Credential", "holder"),
        about("certification.Cycle", "learner"),
        about("certification.Assignment", "learner"),
        about("certification.Evidence", "learner"),
        about("certification.NameConfirmation", "learner"),
        about("certification.Leave", "learner"),
        about("certification.Conflict", "learner"),
        about("certification.Appeal", "learner", "statement", "answer"),
        about("certification.Claim", "cycle__learner", "statement", "question", "rationale"),
        about("certification.Extension", "cycle__learner", "reason", "answer"),
        about("certification.Vote", "learner"),
        about("certification.Attestation", "learner", "grounds", "retraction"),
        about("certification.Share", "by"),
        about("certification.Showing", "by"),
        acts("certification.Appeal", "heard_by"),
        acts("certification.Assignment", "assigned_by"),
        acts("certification.Attestation", "said_by"),
        acts("certification.Certification", "created_by"),
        acts("certification.Certification", "retired_by"),
        acts("certification.CertificationEvent", "by"),
        acts("certification.CertificationVersion", "created_by"),
        acts("certification.CertificationVersion", "published_by"),
        acts("certification.Change", "by"),
        acts("certification.Change", "second"),
        acts("certification.Claim", "assessor"),
        acts("certification.Conflict", "by"),
        acts("certification.Evidence", "entered_by"),
        acts("certification.Evidence", "verified_by"),
        acts("certification.Extension", "decided_by"),
        acts("certification.Leave", "approved_by"),
        acts("certification.Measure", "proposed_by"),
        acts("certification.Measure", "second"),
        acts("certification.Vote", "by"),
        acts("certification.Waiver", "by"),
    ),
    erase=erase,
)


def register_all() -> None:
    """Make it known."""
    register(CERTIFICATES)
