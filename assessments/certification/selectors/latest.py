"""The latest round of somebody towards each certificate, for a line on another page."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from assessments.certification.models import Credential, Cycle

MOST = 40
"""Rounds that are looked at; whoever has more finds them on the page of certificates."""


@dataclass(frozen=True, kw_only=True)
class Latest:
    """A round."""

    cycle: Cycle
    unnamed: bool
    """Whether its certificate waits for the holder's name."""


def latest_rounds(learner_id: int) -> list[Latest]:
    """One for each certification, in the order in which they were begun (one query)."""
    issued = Credential.objects.filter(cycle=OuterRef("pk"))
    rows = Cycle.objects.filter(learner_id=learner_id).select_related("certification").annotate(issued=Exists(issued))
    found = {
        row.certification_id: Latest(cycle=row, unnamed=row.completed_on is not None and not row.issued)
        for row in rows.order_by("opened_on", "number")[:MOST]
    }
    return list(found.values())
