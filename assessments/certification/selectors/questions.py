"""What learners ask and somebody could answer: within their scope, of people whose practice they did not judge."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from uuid import UUID

from django.db.models import Q, QuerySet

from assessments.certification.models import Appeal, Attestation, Claim, Evidence, Extension
from assessments.certification.selectors import papers, requests, vouched
from assessments.certification.selectors.powers import involved_with
from training_site.people import permissions
from training_site.people.models import User

MOST = 200
FIND: Mapping[str, Callable[[UUID], "Question | None"]] = {
    "claim": requests.claim,
    "extension": requests.extension,
    "appeal": requests.appeal,
    "evidence": papers.entered,
    "attestation": vouched.attestation,
}
"""Machine → how one is found."""
Question = Claim | Extension | Appeal | Evidence | Attestation


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A question that waits."""

    row: Question
    learner: User

    @property
    def since(self) -> datetime:
        """Since when."""
        return self.row.created_at


def find(machine: str, pk: UUID) -> tuple[Question, User] | None:
    """A question and whose it is (one query)."""
    row = FIND[machine](pk) if machine in FIND else None
    return None if row is None else (row, _learner(row))


def waiting(person: User, *, today: date) -> list[Waiting]:
    """What somebody could answer now, the oldest first (at most eleven queries). Appeals about their own acts are not heard by them."""
    learners = _learners(person, today=today)
    claims = Claim.objects.filter(state="submitted", cycle__learner__in=learners).defer("statement")
    extensions = Extension.objects.filter(state="asked", cycle__learner__in=learners).defer("reason")
    appeals = Appeal.objects.filter(Q(state="raised") | Q(state="taken_up", heard_by=person), learner__in=learners)
    hours = Evidence.objects.filter(state="submitted", kind=Evidence.Kind.HOURS, learner__in=learners)
    rows: Iterable[Question] = chain(
        claims.select_related("cycle__learner")[:MOST],
        extensions.select_related("cycle__learner")[:MOST],
        appeals.defer("statement").select_related("learner")[:MOST],
        hours.select_related("learner")[:MOST],
    )
    return sorted((Waiting(row=row, learner=_learner(row)) for row in rows), key=lambda one: one.since)


def _learners(person: User, *, today: date) -> QuerySet[User]:
    scope = User.objects.filter(permissions.CERTIFY_LEARNER.visible_to(person, today=today))
    return scope.exclude(pk__in={person.pk, *involved_with(person.pk)})


def _learner(row: Question) -> User:
    return row.cycle.learner if isinstance(row, Claim | Extension) else row.learner
