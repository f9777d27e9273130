"""What a learner can appeal against, until when, and who had a part in it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from assessments.certification.models import (
    Appeal,
    CertificationEvent,
    Claim,
    Credential,
    Cycle,
    Decision,
    Extension,
    Measure,
    Vote,
)

WITHIN = timedelta(days=30)
AGAINST: Mapping[str, tuple[str, ...]] = {
    "decision": ("referred", "deferred", "failed"),
    "claim": ("partly", "rejected"),
    "extension": ("refused",),
    "measure": ("confirmed",),
}
"""Machine → the states against which somebody can appeal."""
AGAINST_MEASURES = (Measure.Kind.SUSPEND, Measure.Kind.REVOKE)
Subject = Decision | Claim | Extension | Measure


@dataclass(frozen=True, kw_only=True)
class Appealable:
    """Something that was decided about somebody."""

    machine: str
    row: Subject
    cycle: Cycle
    on: date
    judges: frozenset[int]
    """Who had a part in it."""

    @property
    def subject(self) -> UUID:
        """Its key."""
        return self.row.pk

    @property
    def until(self) -> date:
        """The last day on which it can be appealed against."""
        return self.on + WITHIN


def appealable(machine: str, subject: UUID) -> Appealable | None:
    """What was decided, if it is something one can appeal against; None where it is not (at most three queries)."""
    if machine not in AGAINST:
        return None
    row = FINDERS[machine](subject)
    if row is None or row.state not in AGAINST[machine]:
        return None
    last = CertificationEvent.objects.filter(subject=subject).order_by("-number").first()
    if last is None:
        return None
    cycle = row.credential.cycle if isinstance(row, Measure) else row.cycle
    return Appealable(
        machine=machine, row=row, cycle=cycle, on=timezone.localdate(last.at), judges=frozenset(_judges(row))
    )


def appeal_about(subject: UUID) -> Appeal | None:
    """The latest appeal about something (one query)."""
    rows = Appeal.objects.filter(subject=subject).exclude(state="withdrawn")
    return rows.defer("statement", "answer").order_by("-created_at").first()


def overruled(rows: QuerySet[Claim] | QuerySet[Extension], *, judge: str) -> set[int]:
    """Who decided about one of these in a way that did not stand on appeal (one query)."""
    subjects = Appeal.objects.filter(state="upheld").values("subject")
    return set(rows.filter(pk__in=subjects, **{f"{judge}__isnull": False}).values_list(judge, flat=True))


def overruled_voters(cycles: Iterable[UUID]) -> dict[UUID, set[int]]:
    """Round → who voted in a decision about it that did not stand on appeal (one query)."""
    subjects = Appeal.objects.filter(state="upheld", subject_machine="decision").values("subject")
    rows = Vote.objects.filter(decision__cycle__in=list(cycles), decision__in=subjects)
    found: dict[UUID, set[int]] = defaultdict(set)
    for cycle, voter in rows.values_list("decision__cycle", "by"):
        found[cycle].add(voter)
    return found


def imposed(credential: Credential) -> set[int]:
    """Who had a part in a measure about a certificate that did not stand on appeal (one query)."""
    subjects = Appeal.objects.filter(state="upheld", subject_machine="measure").values("subject")
    rows = Measure.objects.filter(credential__cycle=credential.cycle_id, pk__in=subjects)
    return {person for pair in rows.values_list("proposed_by", "second") for person in pair if person is not None}


def _decision(pk: UUID) -> Decision | None:
    return Decision.objects.filter(pk=pk).select_related("cycle__learner", "cycle__certification").first()


def _claim(pk: UUID) -> Claim | None:
    return Claim.objects.filter(pk=pk).select_related("cycle__learner", "cycle__certification").first()


def _extension(pk: UUID) -> Extension | None:
    return Extension.objects.filter(pk=pk).select_related("cycle__learner", "cycle__certification").first()


def _measure(pk: UUID) -> Measure | None:
    rows = Measure.objects.filter(pk=pk, kind__in=AGAINST_MEASURES)
    return rows.select_related("credential__cycle__learner", "credential__cycle__certification").first()


FINDERS: Mapping[str, Callable[[UUID], Subject | None]] = {
    "decision": _decision,
    "claim": _claim,
    "extension": _extension,
    "measure": _measure,
}


def _judges(row: Subject) -> set[int]:
    """Who decided, proposed or confirmed it (for a decision one query)."""
    if isinstance(row, Decision):
        return set(row.votes.values_list("by", flat=True))
    if isinstance(row, Claim):
        people = {row.assessor_id}
    elif isinstance(row, Extension):
        people = {row.decided_by_id}
    else:
        people = {row.proposed_by_id, row.second_id}
    return {person for person in people if person is not None}
