"""The life of a cycle: one learner's round towards a certificate, and what becomes of it. Pure.

Nothing is ever reset: a renewal is a new cycle. That time has passed is computed from dates (`phase_on`); events are written afterwards, so
that people can be told, and `catching_up` says which.
"""

from datetime import date

from assessments.certification.laws.calendar import Period
from assessments.certification.laws.expiry import Dates
from assessments.machines import NEW, Machine

CERTIFIED, WINDOW_OPEN, GRACE, LAPSED, RENEWED = "certified", "window_open", "grace", "lapsed", "renewed"

OPEN = ("assigned", "in_progress", "ready", "referred", "deferred", "on_leave")
"""Nothing is decided yet; at most one cycle of a person and certification is in one of these, besides one that is HELD."""
HELD = (CERTIFIED, WINDOW_OPEN, GRACE)
"""A certificate was issued, and its cycle goes on."""
CLOSED = {
    RENEWED: "certified",
    LAPSED: "expired",
    "expired": "expired",
    "failed": "failed",
    "withdrawn": "withdrawn",
    "transferred": "transferred",
    "superseded": "superseded",
    "revoked": "revoked",
}
"""State in which a cycle is over → the reason to be kept with it."""


def _from(states: tuple[str, ...], to: str) -> dict[str, str]:
    return dict.fromkeys(states, to)


CYCLE = Machine(
    name="cycle",
    moves={
        "assigned": {NEW: "assigned"},
        "begun": {"assigned": "in_progress"},
        # Somebody who had done everything before the assignment never begins.
        "completed": _from(("assigned", "in_progress"), to="ready"),
        # Evidence has aged or was taken back before anybody decided.
        "fell_short": _from(("ready", "deferred"), to="in_progress"),
        "awarded": {"ready": CERTIFIED},
        "referred": {"ready": "referred"},
        "deferred": {"ready": "deferred"},
        "failed": {"ready": "failed"},
        # Something more was done after a referral; a deferred decision is taken up; an appeal against a failure is upheld.
        # What was done in time reached the platform late: the renewal was complete before it expired.
        "resumed": {"referred": "in_progress", "deferred": "ready", "failed": "ready", "expired": "ready"},
        # Leave of somebody who is certified moves dates and no state.
        "went_on_leave": _from(tuple(state for state in OPEN if state != "on_leave"), to="on_leave"),
        "returned": {"on_leave": "in_progress"},
        # A newer version asks for its rules from now on: what was to be decided by the old ones has to be met by the new ones first.
        "migrated": {
            **{state: state for state in OPEN},
            "ready": "in_progress",
            "deferred": "in_progress",
        },
        "window_opened": {CERTIFIED: WINDOW_OPEN},
        "entered_grace": {WINDOW_OPEN: GRACE},
        "lapsed": {WINDOW_OPEN: LAPSED, GRACE: LAPSED, "suspended": LAPSED},
        "renewed": {WINDOW_OPEN: RENEWED, GRACE: RENEWED},
        # What was done in time and reached the platform late turns a lapse into a renewal.
        "lapse_overturned": {LAPSED: RENEWED},
        "suspended": _from(HELD, to="suspended"),
        # Where its dates have gone on meanwhile, the next events follow at once.
        "reinstated": {"suspended": CERTIFIED},
        "revoked": _from((*HELD, "suspended", RENEWED, LAPSED), to="revoked"),
        # An appeal against the revocation was upheld.
        "restored": {"revoked": CERTIFIED},
        # The renewal of a certificate that has lapsed gives way to the first path.
        "expired": _from(OPEN, to="expired"),
        "withdrawn": _from((*OPEN, "failed"), to="withdrawn"),
        "transferred": _from((*OPEN, "failed"), to="transferred"),
        "superseded": _from((*OPEN, "failed"), to="superseded"),
        # Assigned anew: the same cycle goes on, with everything that counted for it.
        "reassigned": _from(("withdrawn", "transferred"), to="assigned"),
    },
)


def phase_on(dates: Dates, grace: Period, on: date, *, renewed: bool) -> str:
    """Where a certified cycle is on a day, from its dates alone: CERTIFIED, WINDOW_OPEN, GRACE, LAPSED, or RENEWED where the next is certified.

    NEW before it was completed. A certificate holds through the day it expires, and grace through its last day.
    """
    if on < dates.completed_on:
        return NEW
    if renewed:
        return RENEWED
    if dates.expires_on is None or dates.window_opens_on is None or on < dates.window_opens_on:
        return CERTIFIED
    if on <= dates.expires_on:
        return WINDOW_OPEN
    return GRACE if on <= grace.after(dates.expires_on) else LAPSED


def catching_up(state: str, phase: str) -> tuple[str, ...]:
    """The events, in order, by which a stored state becomes what its dates say; none where it is so already, or time changes nothing."""
    if state not in HELD or phase not in (WINDOW_OPEN, GRACE, LAPSED):
        return ()
    if phase == LAPSED:
        return ("window_opened", "lapsed") if state == CERTIFIED else ("lapsed",)
    events = {WINDOW_OPEN: "window_opened", GRACE: "entered_grace"}
    return tuple(events[each] for each in HELD[HELD.index(state) + 1 : HELD.index(phase) + 1])
