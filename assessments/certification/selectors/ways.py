"""Somebody on the way to a certificate: their rounds, what each requirement found, what was issued. Read once per page."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from assessments.certification.laws import standing as law
from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.cycles import HELD, OPEN
from assessments.certification.laws.evaluation import Standing, standing_by
from assessments.certification.laws.findings import NOT_STARTED, Finding
from assessments.certification.laws.requirements.other_certification_valid import OtherCertificationValid
from assessments.certification.laws.rules import Path, Rules
from assessments.certification.laws.tree import leaves
from assessments.certification.models import (
    Certification,
    CertificationVersion,
    Change,
    Claim,
    Credential,
    Cycle,
    Decision,
    Extension,
    RequirementStatus,
)
from assessments.certification.selectors.rules import path_of, rules_of
from training_site.people.merges import accounts_of, earlier_last

NOT_AWARDED = ("referred", "deferred", "failed")
NEVER_LOOKED = Finding(state=NOT_STARTED, met_on=None, code="", params={})
"""Stands for a requirement that nobody has looked at yet: the round was opened a moment ago."""
HEAVY = ("credential__badge", "credential__token", "credential__snapshot")


@dataclass(frozen=True, kw_only=True)
class Held:
    """A certificate and what has happened to it."""

    credential: Credential
    changes: tuple[Change, ...]

    def status(self, on: date) -> law.Status:
        """What it is worth on a day."""
        row = self.credential
        return law.status(self.changes, valid_from=row.valid_from, valid_until=row.valid_until, on=on)


@dataclass(frozen=True, kw_only=True)
class Round:
    """A cycle with what was found in it."""

    cycle: Cycle
    statuses: tuple[RequirementStatus, ...] = ()
    asked_until: date | None = None
    """An extension is asked for until then."""
    extension_id: UUID | None = None
    decision_id: UUID | None = None
    """The last decision that was no award."""

    @property
    def rules(self) -> Rules:
        """By which it goes."""
        return rules_of(self.cycle.version)

    @property
    def path(self) -> Path:
        """Along which it goes."""
        return path_of(self.cycle)

    @property
    def findings(self) -> Mapping[str, Finding]:
        """Of every requirement of the path, as they were found last."""
        stored = {row.key: _finding(row) for row in self.statuses}
        return {leaf.key: stored.get(leaf.key, NEVER_LOOKED) for leaf in leaves(self.path.tree)}

    def standing(self, on: date) -> Standing:
        """Where the learner stands."""
        return standing_by(self.path, self.findings, on=on)

    def today(self, now: datetime) -> date:
        """The day of the issuer."""
        return day_in(now, self.rules.zone)


@dataclass(frozen=True, kw_only=True)
class OnTheWay:
    """Somebody and one certification."""

    certification: Certification
    rounds: tuple[Round, ...]
    """The newest first; with findings is only the one that is shown."""
    held: tuple[Held, ...] = ()
    """The newest first."""
    claims: Mapping[str, Claim] = field(default_factory=dict)
    """Requirement → the latest claim in the round that is shown; no words."""
    newer: CertificationVersion | None = None
    """A version that was published after the one of the round that is shown."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Code → title of other certifications that this one asks for."""

    @property
    def shown(self) -> Round:
        """The round at work, else the last one."""
        return shown_of(self.rounds)

    @property
    def holding(self) -> Cycle | None:
        """The round whose certificate goes on, suspended ones included."""
        return next((each.cycle for each in self.rounds if each.cycle.state in (*HELD, "suspended")), None)

    @property
    def unnamed(self) -> bool:
        """Whether a certificate waits for its holder's name."""
        issued = {each.credential.cycle_id for each in self.held}
        certified = (each.cycle for each in self.rounds if each.cycle.completed_on is not None)
        return any(cycle.pk not in issued for cycle in certified if cycle.state != "revoked")


def on_the_way(learner_id: int, code: str) -> OnTheWay | None:
    """Somebody and the certification with this code; None where they were never asked for it (at most six queries)."""
    rounds = _rounds(learner_id, _of_learner(learner_id).filter(certification__code=code))
    if not rounds:
        return None
    shown = shown_of(rounds)
    looked = _with_statuses(rounds, [shown.cycle.pk])
    versions = _versions(shown)
    return OnTheWay(
        certification=shown.cycle.certification,
        rounds=looked,
        held=held_by(learner_id, code=code),
        claims=_claims(shown.cycle),
        newer=next((row for row in versions if row.certification_id == shown.cycle.certification_id), None),
        others={row.certification.code: row.certification.title for row in versions},
    )


def all_ways(learner_id: int) -> list[OnTheWay]:
    """Everything somebody is on the way to or holds, the latest begun first (three queries)."""
    rounds = _rounds(learner_id, _of_learner(learner_id))
    groups: dict[UUID, list[Round]] = {}
    for each in rounds:
        groups.setdefault(each.cycle.certification_id, []).append(each)
    looked = _with_statuses(rounds, [shown_of(group).cycle.pk for group in groups.values()])
    held = held_by(learner_id)
    ways = [
        OnTheWay(
            certification=group[0].cycle.certification,
            rounds=tuple(each for each in looked if each.cycle.certification_id == key),
            held=tuple(each for each in held if each.credential.certification_id == key),
        )
        for key, group in groups.items()
    ]
    return sorted(ways, key=lambda way: way.shown.cycle.opened_on, reverse=True)


def shown_of(rounds: Sequence[Round]) -> Round:
    """The round at work, else the newest."""
    return next((each for each in rounds if each.cycle.state in OPEN), rounds[0])


def held_by(learner_id: int, *, code: str = "") -> tuple[Held, ...]:
    """Certificates of somebody, the newest first, without what stands on them (one query)."""
    rows = Change.objects.filter(credential__holder__in=accounts_of(learner_id))
    rows = rows.select_related("credential__certification")
    rows = rows.filter(credential__certification__code=code) if code else rows
    rows = rows.defer(*HEAVY).order_by("-credential__issued_at", "credential_id", "number")
    return tuple(
        Held(credential=changes[0].credential, changes=changes)
        for changes in (tuple(group) for _pk, group in groupby(rows, key=lambda change: change.credential_id))
    )


def _of_learner(learner_id: int) -> QuerySet[Cycle]:
    return Cycle.objects.filter(learner__in=accounts_of(learner_id))


def _rounds(learner_id: int, cycles: QuerySet[Cycle]) -> tuple[Round, ...]:
    """The rounds, newest first, those of earlier accounts last (one query)."""
    asked = Extension.objects.filter(cycle=OuterRef("pk"), state="asked")
    decided = Decision.objects.filter(cycle=OuterRef("pk"), state__in=NOT_AWARDED).order_by("-decided_at")
    rows = cycles.annotate(
        asked_until=Subquery(asked.values("asked_until")[:1]),
        extension_id=Subquery(asked.values("pk")[:1]),
        decision_id=Subquery(decided.values("pk")[:1]),
    )
    found = rows.select_related("version", "certification__issuer", "refresher")
    found = found.order_by("certification", earlier_last(learner_id), "-number")
    return tuple(
        Round(
            cycle=row,
            asked_until=row.asked_until,
            extension_id=row.extension_id,
            decision_id=row.decision_id,
        )
        for row in found
    )


def _with_statuses(rounds: Sequence[Round], shown: Collection[UUID]) -> tuple[Round, ...]:
    """The same with the findings of those that are shown (one query)."""
    rows: dict[UUID, list[RequirementStatus]] = {pk: [] for pk in shown}
    for row in RequirementStatus.objects.filter(cycle__in=shown).order_by("position"):
        rows[row.cycle_id].append(row)
    return tuple(
        Round(**{**vars(each), "statuses": tuple(rows[each.cycle.pk])}) if each.cycle.pk in rows else each
        for each in rounds
    )


def _claims(cycle: Cycle) -> dict[str, Claim]:
    """Requirement → the latest claim (one query)."""
    rows = Claim.objects.filter(cycle=cycle).defer("statement", "question", "rationale").order_by("created_at", "pk")
    return {row.requirement: row for row in rows}


def _versions(shown: Round) -> list[CertificationVersion]:
    """The newest version of this certification where it is newer, and one of each other that is asked for (one query, or none)."""
    cycle = shown.cycle
    newest = Q(certification=cycle.certification, number__gt=cycle.version.number)
    rows = CertificationVersion.objects.filter(
        newest | Q(certification__code__in=_asked_codes(leaves(shown.path.tree))), published_at__isnull=False
    )
    return list(rows.select_related("certification").order_by("-number"))


def _asked_codes(asked: Iterable[object]) -> set[str]:
    return {leaf.certification for leaf in asked if isinstance(leaf, OtherCertificationValid)}


def _finding(row: RequirementStatus) -> Finding:
    return Finding(
        state=row.state,
        met_on=row.met_on,
        code=row.code,
        params=row.params,
        waits_for=row.waits_for,
        evidence=tuple(row.evidence),
    )
