"""Following people on their way: what the ledgers say is put into the statuses of their open rounds, and a round that is met is decided.

Nothing is remembered between two looks: the same facts give the same statuses, however often and in whatever order somebody looked.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.evaluation import Standing
from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import NOT_STARTED
from assessments.certification.models import Cycle
from assessments.certification.selectors.facts import facts_of
from assessments.certification.selectors.rules import read_by
from assessments.certification.services import certifying, deciding, statuses
from assessments.services import ledgers

BATCH = 500


def follow(*, learners: Collection[int], now: datetime, cycles: Iterable[Cycle] | None = None) -> int:
    """Look at the open rounds of these people (or at those given) again; how many statuses changed."""
    found = list(_open(learners) if cycles is None else cycles)
    facts = facts_of({cycle.learner_id for cycle in found}, today=timezone.localdate(now), wanted=read_by(found))
    return sum(_follow(cycle, facts[cycle.learner_id], now) for cycle in found)


def follow_everybody(*, now: datetime) -> int:
    """Look at every open round again, in batches; how many statuses changed."""
    people = list(Cycle.objects.filter(state__in=OPEN).order_by("learner").values_list("learner", flat=True).distinct())
    return sum(follow(learners=people[first : first + BATCH], now=now) for first in range(0, len(people), BATCH))


@transaction.atomic
def _follow(cycle: Cycle, facts: Facts, now: datetime) -> int:
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("version", "certification").get(pk=cycle.pk)
    if cycle.state not in OPEN:
        return 0
    stands = statuses.standing_of(cycle, facts, now=now)
    changes = statuses.store(cycle, stands)
    _move(cycle, stands, now)
    return changes


def _open(learners: Collection[int]) -> list[Cycle]:
    rows = Cycle.objects.filter(learner__in=learners, state__in=OPEN).order_by("learner", "pk")
    return list(rows.select_related("version", "certification"))


def _move(cycle: Cycle, stands: Standing, now: datetime) -> None:
    if cycle.state == "referred" and deciding.something_was_done(cycle):
        cycle = ledgers.append(cycle, event="resumed", by=None, now=now)
    begun = any(finding.state != NOT_STARTED for finding in stands.findings.values())
    if cycle.state == "assigned" and begun and not stands.met:
        ledgers.append(cycle, event="begun", by=None, now=now)
    elif stands.met and cycle.machine.allows(cycle.state, "completed"):
        if certifying.is_held_back(cycle):
            return
        cycle = ledgers.append(cycle, event="completed", by=None, now=now)
        deciding.open_decision(cycle=cycle, stands=stands, now=now)
    elif cycle.machine.allows(cycle.state, "fell_short") and not stands.met:
        deciding.drop(cycle=cycle, now=now)
        ledgers.append(cycle, event="fell_short", by=None, now=now)
