"""A file is kept while somebody decides about it and mends it, and no longer: the verdicts stay, what stood in its cells goes."""

from datetime import datetime, timedelta

from django.db import transaction

from assessments.cohorts.models import EnrolmentImport, ImportRow

KEPT = timedelta(days=14)


@transaction.atomic
def forget_cells(*, now: datetime) -> int:
    """Empty the cells of files that were looked at long ago; how many rows."""
    old = ImportRow.objects.filter(imported__looked_at__lt=now - KEPT).exclude(raw=[], cells={})
    EnrolmentImport.objects.filter(state="looked", looked_at__lt=now - KEPT).update(state="dropped", ended_at=now)
    return old.update(raw=[], cells={})
