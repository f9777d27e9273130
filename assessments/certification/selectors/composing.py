"""Certifications that somebody composes: those issued by an organisation whose programme they lead, or by one below it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from assessments.certification.laws.cycles import HELD, OPEN
from assessments.certification.models import Certification, CertificationVersion
from training_site.people.models import Organisation, User
from training_site.people.permissions import COMPOSE_CERTIFICATION


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A certification with what a list says about it."""

    certification: Certification
    draft: CertificationVersion | None
    published: CertificationVersion | None
    on_their_way: int
    holding: int


def issuers_of(person: User, *, today: date) -> QuerySet[Organisation]:
    """Organisations in whose name somebody composes."""
    return Organisation.objects.filter(COMPOSE_CERTIFICATION.visible_to(person, today=today)).order_by("path")


def composed_by(person: User, *, today: date) -> QuerySet[Certification]:
    """Their certifications."""
    return Certification.objects.filter(issuer__in=issuers_of(person, today=today)).select_related("issuer")


def shelf(person: User, *, today: date) -> list[Composed]:
    """Their certifications with versions and how many people they concern (three queries)."""
    rows = composed_by(person, today=today).annotate(
        on_their_way=Count("cycles", filter=Q(cycles__state__in=OPEN)),
        holding=Count("cycles", filter=Q(cycles__state__in=HELD)),
    )
    versions = CertificationVersion.objects.defer("document").order_by("number")
    return [
        _composed(row, on_their_way=row.on_their_way, holding=row.holding)
        for row in rows.prefetch_related(Prefetch("versions", queryset=versions)).order_by("retired_at", "code")
    ]


def versions_of(certification: Certification) -> list[CertificationVersion]:
    """The versions of its rules, the newest first, each with this certification (one query)."""
    rows = list(certification.versions.order_by("-number"))
    for row in rows:
        row.certification = certification
    return rows


def version_of(certification: Certification, number: int) -> CertificationVersion | None:
    """One version (one query)."""
    return certification.versions.filter(number=number).first()


def _composed(row: Certification, *, on_their_way: int, holding: int) -> Composed:
    versions = list(row.versions.all())
    return Composed(
        certification=row,
        draft=next((one for one in versions if one.is_draft), None),
        published=next((one for one in reversed(versions) if not one.is_draft), None),
        on_their_way=on_their_way,
        holding=holding,
    )
