"""What waits for somebody because of what they are to a learner: words that are asked for, papers to look at, hours worked."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from django.db.models import Q, QuerySet

from assessments.certification.laws.findings import LINE_MANAGER
from assessments.certification.laws.requirements.evidence_shown import ANYBODY
from assessments.certification.models import Attestation, Evidence
from assessments.certification.selectors.offices import Around, learners_of
from assessments.certification.selectors.papers import PAPERS
from assessments.certification.selectors.questions import MOST, Waiting
from training_site.people.models import User


def awaited(person: User, *, today: date) -> list[Waiting]:
    """Everything that waits for somebody so, the oldest first (three queries)."""
    around = learners_of(person, today=today)
    words = _words(person, around).defer("grounds", "retraction").select_related("learner")[:MOST]
    papers = _papers(person, around).select_related("learner")[:MOST]
    rows: Iterable[Attestation | Evidence] = chain(words, papers)
    return sorted((Waiting(row=row, learner=row.learner) for row in rows), key=lambda one: one.since)


def how_much(person: User, *, today: date) -> int:
    """How much that is (two queries)."""
    around = learners_of(person, today=today)
    kinds = (_words(person, around), _papers(person, around))
    words, papers = (rows.order_by().values_list("pk") for rows in kinds)
    return words.union(papers, all=True).count()


def _words(person: User, around: Around) -> QuerySet[Attestation]:
    mine = Q(pk__in=())
    for role, learners in around.items():
        mine |= Q(role=role, learner__in=learners)
    return Attestation.objects.filter(mine, state="asked").exclude(learner=person)


def _papers(person: User, around: Around) -> QuerySet[Evidence]:
    mine = Q(kind=Evidence.Kind.HOURS, learner__in=around[LINE_MANAGER])
    for role, learners in around.items():
        mine |= Q(kind__in=PAPERS, asked_role__in=(role, ANYBODY), learner__in=learners)
    return Evidence.objects.filter(mine, state="submitted").exclude(learner=person).defer("answer")
