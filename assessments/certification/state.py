"""What may happen to what in certification, and when: every machine but that of the cycle, which stands with the laws. Pure."""

from assessments.certification.laws.cycles import CYCLE
from assessments.machines import NEW, Machine, move_from

EVIDENCE = Machine(
    name="evidence",
    moves={
        "submitted": {NEW: "submitted"},
        # What an import brings, or what somebody responsible enters, was seen by them.
        "entered": {NEW: "verified"},
        "verified": {"submitted": "verified"},
        "refused": {"submitted": "refused"},
        "withdrawn": move_from("submitted", "verified", to="withdrawn"),
    },
)

CLAIM = Machine(
    name="claim",
    moves={
        "submitted": {NEW: "submitted"},
        "asked": {"submitted": "more_info"},
        "answered": {"more_info": "submitted"},
        "accepted": {"submitted": "accepted"},
        "partly": {"submitted": "partly"},
        "rejected": move_from("submitted", "more_info", to="rejected"),
        "withdrawn": move_from("submitted", "more_info", to="withdrawn"),
    },
)

EXTENSION = Machine(
    name="extension",
    moves={
        "asked": {NEW: "asked"},
        "granted": {"asked": "granted"},
        "refused": {"asked": "refused"},
        "withdrawn": {"asked": "withdrawn"},
    },
)

LEAVE = Machine(
    name="leave",
    moves={"approved": {NEW: "approved"}, "ended": {"approved": "ended"}, "cancelled": {"approved": "cancelled"}},
)

MEASURE = Machine(
    name="measure",
    moves={
        "proposed": {NEW: "proposed"},
        # Only somebody else does either.
        "confirmed": {"proposed": "confirmed"},
        "refused": {"proposed": "refused"},
        "withdrawn": {"proposed": "withdrawn"},
    },
)

APPEAL = Machine(
    name="appeal",
    moves={
        "raised": {NEW: "raised"},
        "taken_up": {"raised": "taken_up"},
        "upheld": move_from("raised", "taken_up", to="upheld"),
        "dismissed": move_from("raised", "taken_up", to="dismissed"),
        "withdrawn": move_from("raised", "taken_up", to="withdrawn"),
    },
)

ATTESTATION = Machine(
    name="attestation",
    moves={
        "asked": {NEW: "asked"},
        "given": {"asked": "given"},
        "declined": {"asked": "declined"},
        # Whoever said it no longer stands by it; what they said stays written.
        "taken_back": move_from("given", "declined", to="taken_back"),
        # The learner no longer asks.
        "withdrawn": {"asked": "withdrawn"},
    },
)

DECISION = Machine(
    name="decision",
    moves={
        "opened": {NEW: "open"},
        "awarded": {"open": "awarded"},
        "referred": {"open": "referred"},
        "deferred": {"open": "deferred"},
        "failed": {"open": "failed"},
        # What was decided upon is no longer met: nobody has decided yet.
        "dropped": {"open": "dropped"},
    },
)

MACHINES = (CYCLE, EVIDENCE, CLAIM, EXTENSION, LEAVE, MEASURE, APPEAL, DECISION, ATTESTATION)
BY_NAME = {machine.name: machine for machine in MACHINES}
