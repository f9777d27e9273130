"""Following people on their way: what the ledgers say is put into the statuses of their open rounds, and a round that is met is decided.

Nothing is remembered between two looks: the same facts give the same statuses, however often and in whatever order somebody looked.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.evaluation import Standing
from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import NOT_STARTED
from assessments.certification.models import Cycle
from assessments.certification.selectors.facts import facts_of
from assessments.certification.selectors.rules import read_by
from assessments.certification.selectors.sources.undisturbed import undisturbed
from assessments.certification.services import certifying, deciding, statuses
from assessments.certification.signals import followed
from assessments.services import ledgers

BATCH, TOGETHER = 500, 100
"""So many people are read at once; so many rounds are held and written in one transaction."""


def follow(*, learners: Collection[int], now: datetime, cycles: Iterable[Cycle] | None = None) -> int:
    """Look at the open rounds of these people (or at those given) again; how many statuses changed."""
    found = list(_open(learners) if cycles is None else cycles)
    facts = facts_of({cycle.learner_id for cycle in found}, today=timezone.localdate(now), wanted=read_by(found))
    keys = sorted(cycle.pk for cycle in found)
    return sum(_follow(keys[first : first + TOGETHER], facts, now) for first in range(0, len(keys), TOGETHER))


def follow_everybody(*, now: datetime) -> int:
    """Look at every open round again, in batches; how many statuses changed."""
    people = list(Cycle.objects.filter(state__in=OPEN).order_by("learner").values_list("learner", flat=True).distinct())
    return sum(follow(learners=people[first : first + BATCH], now=now) for first in range(0, len(people), BATCH))


@transaction.atomic
@undisturbed()
def _follow(keys: Sequence[UUID], facts: Mapping[int, Facts], now: datetime) -> int:
    """Hold these rounds, always in the same order, store their statuses and move them on."""
    rows = Cycle.objects.select_for_update(of=("self",)).filter(pk__in=keys, state__in=OPEN).order_by("pk")
    # One version for all that follow it, instead of its document once for each.
    found = list(rows.select_related("certification").prefetch_related("version"))
    stands = [(cycle, statuses.standing_of(cycle, facts[cycle.learner_id], now=now)) for cycle in found]
    changes = statuses.store(stands)
    begun = [cycle for cycle, stand in stands if _begins(cycle, stand)]
    ledgers.append_to_each(begun, event="begun", by=None, now=now)
    for cycle, stand in stands:
        if changes[cycle.pk]:
            followed.send(sender=Cycle, learner_id=cycle.learner_id)
        _move(cycle, stand, now)
    return changes.total()


def _open(learners: Collection[int]) -> QuerySet[Cycle]:
    rows = Cycle.objects.filter(learner__in=learners, state__in=OPEN)
    return rows.only("learner", "version").prefetch_related("version")


def _begins(cycle: Cycle, stands: Standing) -> bool:
    begun = any(finding.state != NOT_STARTED for finding in stands.findings.values())
    return cycle.state == "assigned" and begun and not stands.met


def _move(cycle: Cycle, stands: Standing, now: datetime) -> None:
    if cycle.state == "referred" and deciding.something_was_done(cycle):
        cycle = ledgers.append(cycle, event="resumed", by=None, now=now)
    if stands.met and cycle.machine.allows(cycle.state, "completed"):
        if certifying.is_held_back(cycle):
            return
        cycle = ledgers.append(cycle, event="completed", by=None, now=now)
        deciding.open_decision(cycle=cycle, stands=stands, now=now)
    elif cycle.machine.allows(cycle.state, "fell_short") and not stands.met:
        deciding.drop(cycle=cycle, now=now)
        ledgers.append(cycle, event="fell_short", by=None, now=now)
