"""Whom a new version of the rules concerns, and what it would change for each of them: looked at in batches, from the ledgers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from assessments.certification.laws.choosing import NoSuchPath, same_way
from assessments.certification.laws.clauses import RECERT, ROTATING
from assessments.certification.laws.cycles import CERTIFIED, HELD, OPEN
from assessments.certification.laws.evaluation import Standing, standing
from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import Finding
from assessments.certification.laws.rules import Rules
from assessments.certification.models import Certification, Cycle
from assessments.certification.selectors.facts import facts_of, within
from assessments.certification.selectors.rules import path_of, read_by
from training_site.people.models import User
from training_site.people.permissions import VIEW_PROGRESS

BATCH, BLOCK = 500, 2000
READY, MORE, LESS, SAME, NO_WAY = "ready", "more", "less", "same", "no_way"
EFFECTS = (READY, MORE, LESS, SAME, NO_WAY)
"""Everything would be met; more would be missing than now; less; as much; there would be no path to follow."""


@dataclass(frozen=True, kw_only=True)
class People:
    """How many people have to do with a certification, each counted once."""

    on_their_way: int
    """Without a certificate that holds."""
    certified: int
    in_window: int
    """Their certificate can be renewed, or is in its grace."""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What new rules would change for one open round."""

    cycle: Cycle
    kind: str
    """One of EFFECTS."""
    missing_before: int
    missing_after: int
    lost: tuple[str, ...] = ()
    """Keys of what is asked for in both and was met."""
    added: dict[str, Finding] = field(default_factory=dict)
    """Key → finding, of what is asked for anew and not met."""


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Effects on the rounds that were looked at."""

    first: int
    """Number of the first one, from 1."""
    last: int
    total: int
    counts: Counter[str]


def people(certification: Certification) -> People:
    """How many (three queries)."""
    rows = Cycle.objects.filter(certification=certification)
    held = rows.filter(state__in=HELD)
    return People(
        on_their_way=open_rounds(certification).filter(~Exists(held.filter(learner=OuterRef("learner")))).count(),
        certified=held.filter(state=CERTIFIED).values("learner").distinct().count(),
        in_window=held.exclude(state=CERTIFIED).values("learner").distinct().count(),
    )


def open_rounds(certification: Certification) -> QuerySet[Cycle]:
    """Rounds that new rules can concern at once, in an order that stays."""
    return Cycle.objects.filter(certification=certification, state__in=OPEN).order_by("learner", "pk")


def in_scope(certification: Certification, viewer: User, *, today: date) -> QuerySet[Cycle]:
    """Those of people whose progress somebody sees, by name."""
    seen = User.objects.filter(VIEW_PROGRESS.visible_to(viewer, today=today))
    rows = open_rounds(certification).filter(learner__in=seen).select_related("learner", "version", "certification")
    return rows.order_by("learner__first_name", "learner__last_name", "learner__username", "pk")


def sums(certification: Certification, rules: Rules, *, today: date, start: int = 0) -> Sums:
    """What would change, of two thousand rounds at most, from one on."""
    rows = open_rounds(certification).select_related("version", "certification")
    total = rows.count()
    some = list(rows[start : start + BLOCK])
    counts: Counter[str] = Counter()
    for first in range(0, len(some), BATCH):
        counts.update(each.kind for each in effects(some[first : first + BATCH], rules, today=today))
    return Sums(first=min(start + 1, total), last=start + len(some), total=total, counts=counts)


def effects(cycles: Sequence[Cycle], rules: Rules, *, today: date) -> Iterator[Effect]:
    """What would change for some rounds, from facts read together."""
    wanted = rules.reads() | read_by(cycles)
    facts = facts_of({cycle.learner_id for cycle in cycles}, today=today, wanted=wanted)
    for cycle in cycles:
        yield _effect(cycle, rules, within(facts[cycle.learner_id], cycle.certification.code), today)


def _effect(cycle: Cycle, rules: Rules, facts: Facts, today: date) -> Effect:
    before = standing(path_of(cycle), facts, since=cycle.counts_from, on=today)
    renewing = cycle.path.partition(":")[0] in (RECERT, ROTATING)
    try:
        path = same_way(rules, cycle.path, number=cycle.number, renewing=renewing)
    except NoSuchPath:
        return Effect(cycle=cycle, kind=NO_WAY, missing_before=_missing(before), missing_after=0)
    after = standing(path, facts, since=cycle.counts_from, on=today)
    return Effect(
        cycle=cycle,
        kind=_kind(before, after),
        missing_before=_missing(before),
        missing_after=_missing(after),
        lost=tuple(key for key, one in after.findings.items() if not one.counts and _counted(before, key)),
        added={key: one for key, one in after.findings.items() if not one.counts and key not in before.findings},
    )


def _kind(before: Standing, after: Standing) -> str:
    if after.met and not before.met:
        return READY
    change = _missing(after) - _missing(before)
    return SAME if change == 0 and after.met == before.met else LESS if change < 0 else MORE


def _missing(one: Standing) -> int:
    return 0 if one.met else max(one.total - one.done, 1)


def _counted(before: Standing, key: str) -> bool:
    found = before.findings.get(key)
    return found is not None and found.counts
