"""A file is kept while somebody decides about it and mends it, and no longer: the verdicts stay, what stood in its cells goes."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from assessments.cohorts.models import EnrolmentImport, ImportRow, Invitation
from training_site.people.models import User

KEPT = timedelta(days=14)


@transaction.atomic
def forget_cells(*, now: datetime) -> int:
    """Empty the cells of files that were looked at long ago; how many rows."""
    old = ImportRow.objects.filter(imported__looked_at__lt=now - KEPT).exclude(raw=[], cells={})
    EnrolmentImport.objects.filter(state="looked", looked_at__lt=now - KEPT).update(state="dropped", ended_at=now)
    return old.update(raw=[], cells={})


@transaction.atomic
def forget_person(*, person: User) -> Mapping[str, int]:
    """Delete invitations to somebody, and empty the rows of files that name them; how many of what."""
    invited = Invitation.objects.filter(Q(person=person) | Q(email__iexact=person.email) & ~Q(email=""))
    named = [row.pk for row in ImportRow.objects.exclude(raw=[], cells={}).iterator() if _names(row, person)]
    return {
        "invitations": invited.delete()[0],
        "rows of files": ImportRow.objects.filter(pk__in=named).update(raw=[], cells={}),
    }


def _names(row: ImportRow, person: User) -> bool:
    words = {word.casefold() for word in (person.email, person.username, person.get_full_name()) if word}
    cells = [str(cell).strip().casefold() for cell in (*row.cells.values(), *row.raw)]
    return bool(words & set(cells)) or (
        bool(person.last_name) and {person.first_name.casefold(), person.last_name.casefold()} <= set(cells)
    )
