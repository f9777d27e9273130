"""Where a record stands, in words: what it is, what comes next, and who has to do it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.mentoring.framework.lateness import LATE_AFTER_DAYS
from assessments.mentoring.models import SessionRecord

STATES: dict[str, Promise] = {
    "draft": gettext_lazy("Being written"),
    "shared": gettext_lazy("Shared, to be read"),
    "returned": gettext_lazy("Sent back to be changed"),
    "frozen": gettext_lazy("Ready to sign"),
    "part_signed": gettext_lazy("Signed by one of two"),
    "signed": gettext_lazy("Signed by both"),
    "signed_with_disagreement": gettext_lazy("Signed by both, who see it differently"),
    "lapsed": gettext_lazy("Held, not signed in time"),
    "amended": gettext_lazy("Signed by both, with an addendum"),
    "in_review": gettext_lazy("Signed by both, and part of a review"),
    "void": gettext_lazy("Taken back"),
    "erased": gettext_lazy("Words deleted after the agreed years"),
}
WRITER: dict[str, Promise] = {
    "shared": gettext_lazy("%(other)s can read it now. Next: %(other)s remarks on it, or signs."),
    "returned": gettext_lazy("Next: you change what needs changing, and share it again."),
}
READER: dict[str, Promise] = {
    "shared": gettext_lazy("Next: you read it. Say what is missing, send it back, or sign."),
    "returned": gettext_lazy("Next: %(other)s changes it. You see it as it was shared with you."),
}
BOTH: dict[str, Promise] = {
    "frozen": gettext_lazy(
        "Its words are closed. Next: both of you sign; until somebody has, either can open it again."
    ),
    "signed": gettext_lazy("Nothing is left to do. What should be corrected is added, and signed by both again."),
    "signed_with_disagreement": gettext_lazy(
        "It counts as held. It becomes evidence only after it was reviewed. Your coordinator knows that you disagree, not on what."
    ),
    "lapsed": gettext_lazy("It counts once a coordinator has confirmed that you met. The learner can ask for that."),
    "amended": gettext_lazy("What was added stands below. The record itself is as it was signed."),
    "in_review": gettext_lazy("It belongs to a progress review now. What should be corrected is added to it."),
    "void": gettext_lazy("Its words are gone. That you met stays in the ledger."),
    "erased": gettext_lazy("That you met, when and how long stays."),
}
MISSING = gettext_lazy("Next: you read and sign it by %(day)s. After that it lapses.")
WAITS = gettext_lazy("You have signed. Next: %(other)s signs by %(day)s. After that it lapses.")
REMARKED = gettext_lazy("A remark is open. Next: settle it between you, or change the record; then sign.")
OTHERS = gettext_lazy("You may look at this record. You can change nothing in it.")


def state_text(record: SessionRecord) -> str:
    """The state."""
    return str(STATES[record.state])


def next_text(
    record: SessionRecord, *, role: str, other: str, is_writer: bool, has_signed: bool, has_open_remarks: bool
) -> str:
    """What comes next and who does it, as one of the pair is told; `role` is empty for anybody else."""
    if not role:
        return str(OTHERS)
    names = {"other": other, "day": date_format(record.sign_by) if record.sign_by else ""}
    if record.state == "part_signed":
        return str(WAITS if has_signed else MISSING) % names
    if record.state == "shared" and has_open_remarks:
        return str(REMARKED)
    mine = WRITER if is_writer else READER
    return str({**BOTH, **mine}.get(record.state, "")) % names


def lag_text(record: SessionRecord) -> str:
    """Such as "Entered 23 days later", where that is more than the policy calls in time; said and not judged."""
    if record.session.occurred_on is None:
        return ""
    days = (timezone.localdate(record.created_at) - record.session.occurred_on).days
    if days <= LATE_AFTER_DAYS:
        return ""
    return ngettext("Entered %(n)d day later", "Entered %(n)d days later", days) % {"n": days}


def event_text(kind: str) -> str:
    """An event of the ledger."""
    return str(EVENTS.get(kind, _("Changed")))


EVENTS: dict[str, Promise] = {
    "drafted": gettext_lazy("Begun"),
    "shared": gettext_lazy("Shared"),
    "returned": gettext_lazy("Given back to be changed"),
    "frozen": gettext_lazy("Closed for signing"),
    "reopened": gettext_lazy("Opened again"),
    "signed_first": gettext_lazy("Signed"),
    "signed": gettext_lazy("Signed by the second"),
    "signed_with_disagreement": gettext_lazy("Signed by the second; they see it differently"),
    "lapsed": gettext_lazy("Lapsed"),
    "amended": gettext_lazy("Amended"),
    "amended_in_review": gettext_lazy("Amended"),
    "submitted": gettext_lazy("Became part of a review"),
    "voided": gettext_lazy("Taken back"),
    "erased": gettext_lazy("Words deleted"),
}
