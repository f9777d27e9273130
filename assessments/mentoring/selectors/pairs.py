"""What the page of one pair shows beside what its card says."""

from uuid import UUID

from assessments.mentoring.models import Session

LATEST = 6


def latest_sessions(relationship_id: UUID) -> list[Session]:
    """The sessions that were held or did not take place, newest first, each with its record (one query)."""
    rows = Session.objects.filter(relationship=relationship_id).exclude(state__in=["planned", "rescheduled"])
    return list(rows.select_related("record")[:LATEST])
