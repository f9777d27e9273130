"""What goes from quizzes into the audit trail: what was sent to a sitting and not taken. Codes, never what somebody wrote."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from assessments.models import QuizAttempt
from training_site.audit.acts import Act, register
from training_site.audit.services.recording import record
from training_site.people.models import User

ACTS = (Act("assessments.refused", _("Something sent to a quiz was not taken"), ("why", "door")),)
FORGED, LATE, REPLAYED, OVERSIZED, FOREIGN = "forged", "late", "replayed", "oversized", "foreign"


def register_all() -> None:
    """Make it known."""
    register(*ACTS)


def of_refusal(sitting: QuizAttempt, *, why: str, door: str, by: User, now: datetime) -> None:
    """A form of ours does not send this, or not now, or not for this person. The sitting stays as it is."""
    record(act="assessments.refused", actor=by, row=sitting, details={"why": why, "door": door}, now=now)
