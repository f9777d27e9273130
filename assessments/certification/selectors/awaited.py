"""What waits for somebody because of what they are to a learner: words that are asked for, papers to look at, hours worked."""

from datetime import date
from itertools import chain

from django.db.models import Q, QuerySet

from assessments.certification.laws.findings import LINE_MANAGER
from assessments.certification.laws.requirements.evidence_shown import ANYBODY
from assessments.certification.models import Attestation, Evidence
from assessments.certification.selectors.offices import learners_of
from assessments.certification.selectors.papers import PAPERS
from assessments.certification.selectors.questions import MOST, Waiting
from training_site.people.models import User


def awaited(person: User, *, today: date) -> list[Waiting]:
    """Everything that waits for somebody so, the oldest first (three queries)."""
    rows = chain(
        _words(person, today=today).defer("grounds", "retraction").select_related("learner")[:MOST],
        _papers(person, today=today).select_related("learner")[:MOST],
    )
    return sorted((Waiting(row=row, learner=row.learner) for row in rows), key=lambda one: one.since)


def how_much(person: User, *, today: date) -> int:
    """How much that is (three queries)."""
    return _words(person, today=today).count() + _papers(person, today=today).count()


def _words(person: User, *, today: date) -> QuerySet[Attestation]:
    mine = Q(pk__in=())
    for role, learners in learners_of(person, today=today).items():
        mine |= Q(role=role, learner__in=learners)
    return Attestation.objects.filter(mine, state="asked").exclude(learner=person)


def _papers(person: User, *, today: date) -> QuerySet[Evidence]:
    around = learners_of(person, today=today)
    mine = Q(kind=Evidence.Kind.HOURS, learner__in=around[LINE_MANAGER])
    for role, learners in around.items():
        mine |= Q(kind__in=PAPERS, asked_role__in=(role, ANYBODY), learner__in=learners)
    return Evidence.objects.filter(mine, state="submitted").exclude(learner=person).defer("answer")
