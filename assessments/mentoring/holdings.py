"""What mentoring holds about a person, and what becomes of it."""

from django.utils.translation import gettext_lazy as _

from assessments.mentoring.services import erasing
from training_site.privacy.holdings import Counts, Erasing, Holding, Table, about, acts, register


def erase(what: Erasing) -> Counts:
    """End the pairs, erase the words."""
    return erasing.erase(person=what.person, by=what.by, now=what.now)


MENTORING = Holding(
    key="mentoring.pairs",
    title=_("Mentoring"),
    purpose=_("So that two people can work together, and what they agreed and showed can be relied on."),
    stays=_(
        "Dates, levels, signatures and counts, as a number without a name. What you wrote into the record of somebody "
        "else's meeting stays as well, encrypted: it is their record."
    ),
    tables=(
        about("mentoring.Relationship", "learner", "conflict"),
        about("mentoring.Relationship", "mentor", "conflict"),
        about("mentoring.Agreement", "relationship__learner", "words"),
        about("mentoring.Session", "relationship__learner"),
        about("mentoring.SessionRecord", "session__relationship__learner", "shared"),
        about("mentoring.SessionRecord", "writer", "shared"),
        about("mentoring.RecordVersion", "by", "shared"),
        about("mentoring.Entry", "author", "words"),
        about("mentoring.Commitment", "learner", "body"),
        about("mentoring.Action", "owner", "body"),
        about("mentoring.PrivateNote", "author", "body"),
        about("mentoring.Annex", "author", "body"),
        about("mentoring.Comment", "author", "body"),
        about("mentoring.Addendum", "author", "body"),
        about("mentoring.Signature", "signer", "comment"),
        about("mentoring.Observation", "learner", "observer_part", "learner_part"),
        about("mentoring.Evidence", "learner", "rationale"),
        about("mentoring.Decision", "learner", "rationale"),
        about("mentoring.Dispute", "learner", "statement", "answer"),
        about("mentoring.Review", "learner", "mentor_part", "learner_part"),
        about("mentoring.SelfRating", "learner"),
        about("mentoring.GroupMember", "learner"),
        about("mentoring.Attendance", "learner"),
        about("mentoring.AccessEvent", "learner"),
        about("mentoring.BreakGlass", "learner", "words"),
        Table(model="mentoring.Pin", person="person", hidden=("hash",), goes=True),
        acts("mentoring.AccessEvent", "actor"),
        acts("mentoring.BreakGlass", "requester"),
        acts("mentoring.BreakGlass", "approver"),
        acts("mentoring.Comment", "settled_by"),
        acts("mentoring.Decision", "decided_by"),
        acts("mentoring.Dispute", "heard_by"),
        acts("mentoring.Escalation", "raised_by"),
        acts("mentoring.Event", "by"),
        acts("mentoring.Evidence", "approved_by"),
        acts("mentoring.Evidence", "validator"),
        acts("mentoring.Group", "facilitator"),
        acts("mentoring.Invitation", "invited_by"),
        acts("mentoring.LocalTerm", "added_by"),
        acts("mentoring.Observation", "observer"),
        acts("mentoring.PolicyVersion", "made_by"),
        acts("mentoring.Sample", "supervisor"),
        acts("mentoring.Session", "attested_by"),
        acts("mentoring.Session", "fact_approved_by"),
        acts("mentoring.Tutorial", "entered_by"),
        acts("mentoring.Withdrawal", "by"),
    ),
    erase=erase,
)


def register_all() -> None:
    """Make it known."""
    register(MENTORING)
