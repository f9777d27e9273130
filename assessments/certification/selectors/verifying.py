"""What is true today of the certificate with a code: what was issued, and everything that has happened to it since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from assessments.certification.laws import codes, standing
from assessments.certification.laws.calendar import day_in
from assessments.certification.models import Change, Credential, Showing

REMOVED, NOT_FOUND = "removed", "not_found"
ANSWERS = (*standing.RESULTS, REMOVED, NOT_FOUND)
"""Everything a stranger can be told."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A certificate as it stands on a day."""

    credential: Credential
    answer: str
    """One of ANSWERS, but NOT_FOUND."""
    since: date | None
    on: date
    """Today, where the issuer is."""
    next_code: str
    """The code of the certificate that took its place, for SUPERSEDED, CORRECTED and REISSUED; "" where there is none yet."""
    competencies: bool
    """Whether its holder lets whoever asks see the list of competencies."""


def found(text: str, *, now: datetime) -> Found | None:
    """The certificate whose code somebody typed; None for a code that nobody has and for what is no code (two queries, one for None).

    What is no code is looked for as well, so that nobody learns from the time it takes which of the two it was.
    """
    row = _with_next().filter(code=codes.read(text) or "").first()
    return None if row is None else _as_it_stands(row, now, _changes(row))


def found_all(texts: Sequence[str], *, now: datetime) -> list[Found | None]:
    """The same for many at once, in their order (two queries, however many)."""
    read = [codes.read(text) or "" for text in texts]
    rows = {row.code: row for row in _with_next().filter(code__in={*read} - {""})}
    changes: dict[UUID, list[Change]] = {row.pk: [] for row in rows.values()}
    for change in Change.objects.filter(credential__in=changes).order_by("number"):
        changes[change.credential_id].append(change)
    answers = {code: _as_it_stands(row, now, changes[row.pk]) for code, row in rows.items()}
    return [answers.get(code) for code in read]


def found_row(credential: UUID, *, now: datetime) -> Found:
    """A certificate that is known to be there (two queries)."""
    row = _with_next().get(pk=credential)
    return _as_it_stands(row, now, _changes(row))


def badge(credential: UUID) -> dict[str, Any] | None:
    """The signed badge; None where there is none, or none any more (one query)."""
    return Credential.objects.filter(pk=credential).values_list("badge", flat=True).first()


def _changes(row: Credential) -> Iterable[Change]:
    return Change.objects.filter(credential=row).order_by("number")


def _as_it_stands(row: Credential, now: datetime, changes: Iterable[Change]) -> Found:
    today = day_in(now, ZoneInfo(row.zone))
    status = standing.status(changes, valid_from=row.valid_from, valid_until=row.valid_until, on=today)
    removed = not row.name and status.result != standing.REVOKED
    return Found(
        credential=row,
        answer=REMOVED if removed else status.result,
        since=status.since,
        on=today,
        next_code=_next_code(row, status.result),
        competencies=bool(vars(row)["shows_competencies"]),
    )


def _next_code(row: Credential, result: str) -> str:
    annotated = {
        standing.CORRECTED: "replaced_by",
        standing.REISSUED: "replaced_by",
        standing.SUPERSEDED: "renewed_by",
    }
    return getattr(row, annotated[result]) or "" if result in annotated else ""


def _with_next() -> QuerySet[Credential]:
    """Credentials with the codes of what took their place and what renewed them."""
    renewals = Credential.objects.filter(
        holder=OuterRef("holder"), certification=OuterRef("certification"), cycle__number__gt=OuterRef("cycle__number")
    )
    chosen = Showing.objects.filter(cycle=OuterRef("cycle")).order_by("-at", "-pk")
    return Credential.objects.select_related("certification", "issuer").annotate(
        shows_competencies=Coalesce(Subquery(chosen.values("competencies")[:1]), Value(value=True)),
        replaced_by=F("superseded_by__code"),
        renewed_by=Subquery(renewals.order_by("-cycle__number", "-issued_at").values("code")[:1]),
    )
