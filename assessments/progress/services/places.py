"""Where a person stopped: the latest place only."""

from datetime import datetime

from assessments.progress.models import Place

LONGEST_ANCHOR = 100


def remember(*, learner_id: int, content_key: str, anchor: str, now: datetime) -> None:
    """Keep the place where somebody is now. An anchor longer than any of ours is left out."""
    place = Place(
        learner_id=learner_id,
        content_key=content_key,
        anchor=anchor if len(anchor) <= LONGEST_ANCHOR else "",
        seen_at=now,
    )
    Place.objects.bulk_create(
        [place],
        update_conflicts=True,
        unique_fields=["learner"],
        update_fields=["content_key", "anchor", "seen_at"],
    )
