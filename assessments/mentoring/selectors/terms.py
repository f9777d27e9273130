"""The names and places an organisation does not want to meet in a text: opened for the identifier guard, and for those who keep the list."""

from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import NamedTuple

from django.db.models import Count, F, Max, QuerySet, Subquery

from assessments.mentoring.models import LocalTerm
from training_site.identifiers import LocalList
from training_site.people.models import Organisation

OPENED_SECONDS = 60
"""How long an opened list stays in memory. It is written nowhere, also not in the cache, which may be another machine."""


class Version(NamedTuple):
    """Changes whenever a term is added or taken away."""

    number: int
    latest: datetime | None


class Opened(NamedTuple):
    """A list in memory."""

    version: Version
    at: float
    terms: LocalList


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term in the clear."""

    kind: str
    text: str


_opened: dict[int, Opened] = {}


def local_list(organisation_id: int | None) -> LocalList:
    """The terms of an organisation and of all above it, for `examine` (one query; a second one when the list is opened anew)."""
    if organisation_id is None:
        return LocalList.of()
    version = _version(organisation_id)
    found = _opened.get(organisation_id)
    if found is None or found.version != version or monotonic() - found.at > OPENED_SECONDS:
        found = _opened[organisation_id] = Opened(version, monotonic(), _open(organisation_id))
    return found.terms


def own_terms(organisation_id: int) -> list[Term]:
    """The terms of the organisation itself, in order of adding (one query)."""
    rows = LocalTerm.objects.filter(organisation_id=organisation_id)
    return [Term(kind=row.kind, text=row.body.opened()) for row in rows]


def number_of_terms(organisation_id: int) -> int:
    """How many terms the organisation itself has (one query)."""
    return LocalTerm.objects.filter(organisation_id=organisation_id).count()


def _version(organisation_id: int) -> Version:
    row = _terms_for(organisation_id).aggregate(number=Count("pk"), latest=Max("added_at"))
    return Version(row["number"], row["latest"])


def _open(organisation_id: int) -> LocalList:
    terms = [(row.kind, row.body.opened()) for row in _terms_for(organisation_id)]
    return LocalList.of(
        names=tuple(text for kind, text in terms if kind == LocalTerm.Kind.NAME),
        places=tuple(text for kind, text in terms if kind == LocalTerm.Kind.PLACE),
    )


def _terms_for(organisation_id: int) -> QuerySet[LocalTerm]:
    """The terms of the organisation and of all above it."""
    here = Organisation.objects.filter(pk=organisation_id).values("path")
    rows = LocalTerm.objects.annotate(below=Subquery(here))
    return rows.filter(below__startswith=F("organisation__path"))
