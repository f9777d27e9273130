"""Following people on their way: what the ledgers say is put into the statuses of their open rounds, and a round that is met is decided.

Nothing is remembered between two looks: the same facts give the same statuses, however often and in whatever order somebody looked.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.evaluation import Standing, standing
from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import NOT_STARTED, Finding
from assessments.certification.models import Cycle, RequirementStatus
from assessments.certification.selectors.facts import facts_of, within
from assessments.certification.selectors.rules import path_of, rules_of
from assessments.certification.services import deciding
from assessments.certification.signals import followed
from assessments.services import ledgers

BATCH = 500
COLUMNS = ("position", "state", "met_on", "code", "params", "waits_for", "evidence")


def follow(*, learners: Collection[int], now: datetime, cycles: Iterable[Cycle] | None = None) -> int:
    """Look at the open rounds of these people (or at those given) again; how many statuses changed."""
    found = list(_open(learners) if cycles is None else cycles)
    facts = facts_of({cycle.learner_id for cycle in found}, today=timezone.localdate(now))
    return sum(_follow(cycle, facts[cycle.learner_id], now) for cycle in found)


def follow_everybody(*, now: datetime) -> int:
    """Look at every open round again, in batches; how many statuses changed."""
    people = list(Cycle.objects.filter(state__in=OPEN).order_by("learner").values_list("learner", flat=True).distinct())
    return sum(follow(learners=people[first : first + BATCH], now=now) for first in range(0, len(people), BATCH))


def standing_of(cycle: Cycle, facts: Facts, *, now: datetime) -> Standing:
    """Where the learner stands in a round at a moment. Pure, but for reading the rules."""
    on = day_in(now, rules_of(cycle.version).zone)
    return standing(path_of(cycle), within(facts, cycle.certification.code), since=cycle.counts_from, on=on)


def rows_of(stands: Standing) -> list[RequirementStatus]:
    """The statuses that a standing says, not stored and without a cycle."""
    return [_row(position, key, finding) for position, (key, finding) in enumerate(stands.findings.items())]


@transaction.atomic
def _follow(cycle: Cycle, facts: Facts, now: datetime) -> int:
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("version", "certification").get(pk=cycle.pk)
    if cycle.state not in OPEN:
        return 0
    stands = standing_of(cycle, facts, now=now)
    changes = _store(cycle, stands)
    if changes:
        followed.send(sender=Cycle, learner_id=cycle.learner_id)
    _move(cycle, stands, now)
    return changes


def _open(learners: Collection[int]) -> list[Cycle]:
    rows = Cycle.objects.filter(learner__in=learners, state__in=OPEN).order_by("learner", "pk")
    return list(rows.select_related("version", "certification"))


def _store(cycle: Cycle, stands: Standing) -> int:
    stored = {row.key: row for row in RequirementStatus.objects.filter(cycle=cycle)}
    wanted = rows_of(stands)
    new, changed = [], []
    for row in wanted:
        row.cycle = cycle
        there = stored.pop(row.key, None)
        if there is None:
            new.append(row)
        elif any(getattr(there, column) != getattr(row, column) for column in COLUMNS):
            row.pk = there.pk
            changed.append(row)
    if stored:
        RequirementStatus.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    RequirementStatus.objects.bulk_create(new)
    RequirementStatus.objects.bulk_update(changed, COLUMNS)
    return len(new) + len(changed) + len(stored)


def _row(position: int, key: str, finding: Finding) -> RequirementStatus:
    return RequirementStatus(
        key=key,
        position=position,
        state=finding.state,
        met_on=finding.met_on,
        code=finding.code,
        params=dict(finding.params),
        waits_for=finding.waits_for,
        evidence=list(finding.evidence),
    )


def _move(cycle: Cycle, stands: Standing, now: datetime) -> None:
    if cycle.state == "referred" and deciding.something_was_done(cycle):
        cycle = ledgers.append(cycle, event="resumed", by=None, now=now)
    begun = any(finding.state != NOT_STARTED for finding in stands.findings.values())
    if cycle.state == "assigned" and begun and not stands.met:
        ledgers.append(cycle, event="begun", by=None, now=now)
    elif stands.met and cycle.machine.allows(cycle.state, "completed"):
        cycle = ledgers.append(cycle, event="completed", by=None, now=now)
        deciding.open_decision(cycle=cycle, stands=stands, now=now)
    elif cycle.machine.allows(cycle.state, "fell_short") and not stands.met:
        deciding.drop(cycle=cycle, now=now)
        ledgers.append(cycle, event="fell_short", by=None, now=now)
