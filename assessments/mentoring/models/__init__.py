"""Mentoring in nouns.

A **Relationship** joins a learner and a mentor (or line manager, assessor, moderator). They sign an **Agreement**, meet in a
**Session**, and sign its **SessionRecord**. The learner keeps an **Entry** in the log; practice is looked at in an **Observation**. Both
become **Evidence** under an indicator, on which a **Decision** about a level stands and a **Review** looks back. Every change of state
is an **Event**; every signature is bound to the content it was given to; every look is an **AccessEvent** the learner can read.
"""

from assessments.mentoring.models.access import AccessEvent, BreakGlass, Escalation, Sample, Submission
from assessments.mentoring.models.competency import Decision, Dispute, Evidence, Review, SelfRating, Withdrawal
from assessments.mentoring.models.entries import Entry
from assessments.mentoring.models.groups import Attendance, Group, GroupMember, Tutorial
from assessments.mentoring.models.ledger import Event, Held, Ledgered
from assessments.mentoring.models.observations import Invitation, Observation
from assessments.mentoring.models.policies import LocalTerm, PolicyVersion
from assessments.mentoring.models.relationships import Agreement, Relationship
from assessments.mentoring.models.sessions import (
    Action,
    Annex,
    Comment,
    Commitment,
    PrivateNote,
    RecordVersion,
    Session,
    SessionRecord,
)
from assessments.mentoring.models.signatures import Addendum, Pin, Signature

__all__ = [
    "AccessEvent",
    "Action",
    "Addendum",
    "Agreement",
    "Annex",
    "Attendance",
    "BreakGlass",
    "Comment",
    "Commitment",
    "Decision",
    "Dispute",
    "Entry",
    "Escalation",
    "Event",
    "Evidence",
    "Group",
    "GroupMember",
    "Held",
    "Invitation",
    "Ledgered",
    "LocalTerm",
    "Observation",
    "Pin",
    "PolicyVersion",
    "PrivateNote",
    "RecordVersion",
    "Relationship",
    "Review",
    "Sample",
    "SelfRating",
    "Session",
    "SessionRecord",
    "Signature",
    "Submission",
    "Tutorial",
    "Withdrawal",
]
