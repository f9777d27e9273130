"""The certificates somebody answers for: those that their organisation issued, or one below it. Never their own."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from assessments.certification.laws import codes
from assessments.certification.models import Change, Credential, Measure
from assessments.certification.selectors.ways import Held
from training_site.people import permissions
from training_site.people.models import Organisation, User

MOST_FOUND = 30
SHORTEST = 2
"""So many letters at least, so that nobody leafs through everybody."""


def credentials(person: User, *, today: date) -> QuerySet[Credential]:
    """Every certificate for which somebody answers."""
    issuers = Organisation.objects.filter(permissions.CHANGE_CREDENTIAL.visible_to(person, today=today))
    return Credential.objects.filter(issuer__in=issuers).exclude(holder=person)


def credential_for(person: User, pk: UUID, *, today: date) -> Held | None:
    """One of them with what has happened to it (two queries); None where it is none of their business."""
    rows = credentials(person, today=today).filter(pk=pk)
    row = rows.select_related("issuer", "holder", "certification", "cycle").first()
    return None if row is None else Held(credential=row, changes=tuple(row.changes.order_by("number")))


def found(person: User, text: str, *, today: date) -> list[Held]:
    """Those with this code, or of somebody with this name, user name or e-mail address, the newest first (two queries)."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    named = Q(name__icontains=text) | Q(holder__username__iexact=text) | Q(holder__email__iexact=text)
    for word in text.split()[:2]:
        named |= Q(holder__first_name__iexact=word) | Q(holder__last_name__iexact=word)
    rows = credentials(person, today=today).filter(named | Q(code=codes.read(text) or ""))
    rows = rows.defer("badge", "token").select_related("certification", "holder").order_by("-issued_at", "pk")
    return _with_changes(list(rows[:MOST_FOUND]))


def of_holder(person: User, holder: User, *, today: date) -> list[Held]:
    """What one person holds or held of it, the newest first (two queries)."""
    rows = credentials(person, today=today).filter(holder=holder).defer("badge", "token")
    return _with_changes(list(rows.select_related("certification", "holder").order_by("-issued_at", "pk")))


def open_measures(person: User, *, today: date) -> list[Measure]:
    """Measures that wait for their second person, the oldest first (one query)."""
    rows = _measures(person, today=today).filter(state="proposed").defer("note")
    return list(rows.order_by("created_at", "pk"))


def measure_for(person: User, pk: UUID, *, today: date) -> Measure | None:
    """One measure (one query); None where it is none of their business."""
    return _measures(person, today=today).filter(pk=pk).select_related("second", "credential__issuer").first()


def _measures(person: User, *, today: date) -> QuerySet[Measure]:
    rows = Measure.objects.filter(credential__in=credentials(person, today=today))
    return rows.select_related("credential__holder", "credential__certification", "credential__cycle", "proposed_by")


def _with_changes(rows: list[Credential]) -> list[Held]:
    changes: dict[UUID, list[Change]] = {row.pk: [] for row in rows}
    for change in Change.objects.filter(credential__in=list(changes)).order_by("number"):
        changes[change.credential_id].append(change)
    return [Held(credential=row, changes=tuple(changes[row.pk])) for row in rows]
