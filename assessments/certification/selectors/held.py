"""One certificate for its holder, with everything that stands on it."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from assessments.certification.laws import standing as law
from assessments.certification.models import Change, Measure
from assessments.certification.selectors.appealed import AGAINST_MEASURES, WITHIN, appeal_about
from assessments.certification.selectors.ways import Held
from training_site.people.merges import accounts_of


def held_credential(pk: UUID, *, holder_id: int) -> Held | None:
    """A certificate of somebody and what has happened to it (one query); None where it is not theirs."""
    rows = Change.objects.filter(credential=pk, credential__holder__in=accounts_of(holder_id)).order_by("number")
    changes = tuple(rows.select_related("credential__certification", "credential__superseded_by"))
    return Held(credential=changes[0].credential, changes=changes) if changes else None


def appeal_subject(held: Held, *, today: date) -> UUID | None:
    """The measure by which a certificate is suspended or withdrawn, or will be, while one can appeal against it (at most two queries)."""
    if law.last_state(held.changes) not in (law.SUSPENDED, law.REVOKED):
        return None
    measures = Measure.objects.filter(credential__cycle=held.credential.cycle_id, kind__in=AGAINST_MEASURES)
    row = measures.filter(state="confirmed").order_by("-created_at").first()
    decided = max(change.at for change in held.changes if change.kind in (law.SUSPENDED, law.REVOKED))
    if row is None or today > timezone.localdate(decided) + WITHIN or appeal_about(row.pk) is not None:
        return None
    return row.pk
