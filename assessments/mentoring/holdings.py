"""What mentoring holds about a person, and what becomes of it."""

from django.utils.translation import gettext_lazy as _

from assessments.mentoring.services import erasing
from training_site.privacy.holdings import Counts, Erasing, Holding, Table, register


def erase(what: Erasing) -> Counts:
    """End the pairs, erase the words."""
    return erasing.erase(person=what.person, by=what.by, now=what.now)


def _table(name: str, person: str, *texts: str, acts: bool = False) -> Table:
    return Table(model=f"mentoring.{name}", person=person, texts=texts, acts=acts)


def _acts(name: str, person: str) -> Table:
    return _table(name, person, acts=True)


MENTORING = Holding(
    key="mentoring.pairs",
    title=_("Mentoring"),
    purpose=_("So that two people can work together, and what they agreed and showed can be relied on."),
    stays=_(
        "Dates, levels, signatures and counts, as a number without a name. What you wrote into the record of somebody "
        "else's meeting stays as well, encrypted: it is their record."
    ),
    tables=(
        _table("Relationship", "learner", "conflict"),
        _table("Relationship", "mentor", "conflict"),
        _table("Agreement", "relationship__learner", "words"),
        _table("Session", "relationship__learner"),
        _table("SessionRecord", "session__relationship__learner", "shared"),
        _table("SessionRecord", "writer", "shared"),
        _table("RecordVersion", "by", "shared"),
        _table("Entry", "author", "words"),
        _table("Commitment", "learner", "body"),
        _table("Action", "owner", "body"),
        _table("PrivateNote", "author", "body"),
        _table("Annex", "author", "body"),
        _table("Comment", "author", "body"),
        _table("Addendum", "author", "body"),
        _table("Signature", "signer", "comment"),
        _table("Observation", "learner", "observer_part", "learner_part"),
        _table("Evidence", "learner", "rationale"),
        _table("Decision", "learner", "rationale"),
        _table("Dispute", "learner", "statement", "answer"),
        _table("Review", "learner", "mentor_part", "learner_part"),
        _table("SelfRating", "learner"),
        _table("GroupMember", "learner"),
        _table("Attendance", "learner"),
        _table("AccessEvent", "learner"),
        _table("BreakGlass", "learner", "words"),
        Table(model="mentoring.Pin", person="person", hidden=("hash",), goes=True),
        _acts("AccessEvent", "actor"),
        _acts("BreakGlass", "requester"),
        _acts("BreakGlass", "approver"),
        _acts("Comment", "settled_by"),
        _acts("Decision", "decided_by"),
        _acts("Dispute", "heard_by"),
        _acts("Escalation", "raised_by"),
        _acts("Event", "by"),
        _acts("Evidence", "approved_by"),
        _acts("Evidence", "validator"),
        _acts("Group", "facilitator"),
        _acts("Invitation", "invited_by"),
        _acts("LocalTerm", "added_by"),
        _acts("Observation", "observer"),
        _acts("PolicyVersion", "made_by"),
        _acts("Sample", "supervisor"),
        _acts("Session", "attested_by"),
        _acts("Session", "fact_approved_by"),
        _acts("Tutorial", "entered_by"),
        _acts("Withdrawal", "by"),
    ),
    erase=erase,
)


def register_all() -> None:
    """Make it known."""
    register(MENTORING)
