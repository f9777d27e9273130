"""What may happen to what, and when: every machine of mentoring, as tables. Pure.

A thing's history is a row of event names in the ledger; `fold` turns it into the state. Who may cause an event, and what else must
hold, is said by the services; that an event is possible at all is said here and nowhere else.
"""

from assessments.machines import NEW, Machine, NotNow, fold
from assessments.machines import move_from as _from

__all__ = ["BY_NAME", "MACHINES", "NEW", "Machine", "NotNow", "fold"]

RELATIONSHIP = Machine(
    name="relationship",
    moves={
        "proposed": {NEW: "proposed"},
        # An employer's or assessor's relationship is a fact; nobody is asked.
        "assigned": {NEW: "active"},
        "accepted_by_learner": {"proposed": "awaiting_mentor", "awaiting_learner": "active"},
        "accepted_by_mentor": {"proposed": "awaiting_learner", "awaiting_mentor": "active"},
        "declined": _from("proposed", "awaiting_mentor", "awaiting_learner", to="ended"),
        "paused": {"active": "paused"},
        "resumed": {"paused": "active"},
        "ended": _from("active", "paused", to="ended"),
    },
)

AGREEMENT = Machine(
    name="agreement",
    moves={
        "drafted": {NEW: "draft"},
        "signed_first": {"draft": "awaiting_other"},
        # Every change of a text that somebody has signed makes it a draft again, and that signature void.
        "changed": {"awaiting_other": "draft"},
        "signed": {"awaiting_other": "active"},
        "fell_due": {"active": "due_review"},
        "superseded": _from("active", "due_review", to="superseded"),
        "withdrawn": _from("draft", "awaiting_other", to="ended"),
        "ended": _from("active", "due_review", to="ended"),
    },
)

SESSION = Machine(
    name="session",
    moves={
        "planned": {NEW: "planned"},
        "recorded": {NEW: "held"},
        "held": {"planned": "held"},
        "cancelled": {"planned": "cancelled"},
        "missed": {"planned": "no_show"},
        "rescheduled": {"planned": "rescheduled"},
    },
)

RECORD = Machine(
    name="record",
    moves={
        "drafted": {NEW: "draft"},
        "shared": _from("draft", "returned", to="shared"),
        "returned": {"shared": "returned"},
        "frozen": _from("shared", "returned", to="frozen"),
        "reopened": {"frozen": "shared"},
        "signed_first": {"frozen": "part_signed"},
        "signed": {"part_signed": "signed"},
        "signed_with_disagreement": {"part_signed": "signed_with_disagreement"},
        "lapsed": _from("part_signed", "frozen", "shared", "returned", to="lapsed"),
        "amended": _from("signed", "signed_with_disagreement", "amended", to="amended"),
        "submitted": _from("signed", "signed_with_disagreement", "amended", to="in_review"),
        "amended_in_review": {"in_review": "in_review"},
        "voided": _from("draft", "shared", "returned", "frozen", to="void"),
        "erased": _from(
            *("draft", "shared", "returned", "frozen", "part_signed", "signed", "signed_with_disagreement"),
            *("lapsed", "amended", "in_review", "void"),
            to="erased",
        ),
    },
)

ENTRY = Machine(
    name="entry",
    moves={
        "written": {NEW: "private"},
        "shared": _from("private", "returned", to="shared"),
        # Until somebody has read it, a shared entry can be taken back as if it had never been shared.
        "withdrawn": {"shared": "private"},
        "read": {"shared": "read"},
        "validated": _from("read", "validated", to="validated"),
        "returned": {"read": "returned"},
        "deleted": _from("private", "shared", "read", "validated", "returned", to="deleted"),
        "erased": _from("private", "shared", "read", "validated", "returned", to="erased"),
    },
)

OBSERVATION = Machine(
    name="observation",
    moves={
        "requested": {NEW: "requested"},
        "scheduled": _from("requested", "scheduled", to="scheduled"),
        "begun": _from("requested", "scheduled", to="observer_draft"),
        "submitted": {"observer_draft": "submitted"},
        "answered": {"submitted": "learner_responded"},
        "signed": {"learner_responded": "signed"},
        # The observer cannot change what was submitted: a new observation replaces it, and both stay.
        "replaced": _from("submitted", "learner_responded", "signed", to="replaced"),
        "cancelled": _from("requested", "scheduled", "observer_draft", to="cancelled"),
        "lapsed": _from("requested", "scheduled", "observer_draft", "submitted", to="lapsed"),
        "erased": _from(
            *("requested", "scheduled", "observer_draft", "submitted", "learner_responded", "signed"),
            *("replaced", "cancelled", "lapsed"),
            to="erased",
        ),
    },
)

ACTION = Machine(
    name="action",
    moves={
        "agreed": {NEW: "open"},
        "done": {"open": "done"},
        "carried": {"open": "carried"},
        "dropped": {"open": "dropped"},
    },
)

DECISION = Machine(
    name="decision",
    moves={
        "signed_off": {NEW: "signed_off"},
        # What was resumed is "confirmed" and may not have been seen by the line manager yet; the services refuse a second time.
        "confirmed": _from("signed_off", "confirmed", to="confirmed"),
        "upheld": _from("signed_off", "confirmed", to="upheld"),
        # By a moderator before it is final, or by whoever hears the learner's disagreement, whenever that is.
        "returned": _from("signed_off", "confirmed", "upheld", "paused", to="returned"),
        "superseded": _from("signed_off", "confirmed", "upheld", to="superseded"),
        # A safety-critical lapse pauses what was reached, until it has been observed again.
        "paused": _from("signed_off", "confirmed", "upheld", to="paused"),
        "resumed": {"paused": "confirmed"},
    },
)

DISPUTE = Machine(
    name="dispute",
    moves={
        "raised": {NEW: "raised"},
        "taken_up": {"raised": "taken_up"},
        "upheld": _from("raised", "taken_up", to="upheld"),
        "changed": _from("raised", "taken_up", to="changed"),
        "withdrawn": _from("raised", "taken_up", to="withdrawn"),
    },
)

REVIEW = Machine(
    name="review",
    moves={
        "opened": {NEW: "draft"},
        "frozen": {"draft": "frozen"},
        "reopened": {"frozen": "draft"},
        "signed_first": {"frozen": "part_signed"},
        "signed": {"part_signed": "signed"},
        "confirmed": {"signed": "confirmed"},
        "upheld": _from("signed", "confirmed", to="upheld"),
        # By a moderator, or by whoever hears the learner's disagreement; the signatures so far are void and stay visible.
        "returned": _from("signed", "confirmed", "upheld", to="draft"),
        "erased": _from("draft", "frozen", "part_signed", "signed", "confirmed", "upheld", to="erased"),
    },
)

ADDENDUM = Machine(
    name="addendum",
    moves={
        "written": {NEW: "awaiting_other"},
        "agreed": {"awaiting_other": "agreed"},
        "disagreed": {"awaiting_other": "disagreed"},
        "erased": _from("awaiting_other", "agreed", "disagreed", to="erased"),
    },
)

BREAK_GLASS = Machine(
    name="break_glass",
    moves={
        "requested": {NEW: "requested"},
        "approved": {"requested": "approved"},
        "refused": {"requested": "refused"},
        "withdrawn": {"requested": "withdrawn"},
        "closed": {"approved": "closed"},
        "expired": _from("requested", "approved", to="expired"),
    },
)

MACHINES = (
    RELATIONSHIP,
    AGREEMENT,
    SESSION,
    RECORD,
    ENTRY,
    OBSERVATION,
    ACTION,
    DECISION,
    DISPUTE,
    REVIEW,
    ADDENDUM,
    BREAK_GLASS,
)
BY_NAME = {machine.name: machine for machine in MACHINES}
