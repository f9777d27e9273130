"""Reads about levels: evidence, what it combines to, self-ratings, decisions, and who has judged before.

A learner's programme and organisation come from the relationship with their mentor (`home`). Which pathway they follow is known further
up, in their enrolment; pages therefore show every indicator of the framework, and fewer where the address asks for a pathway.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from assessments.mentoring.framework.pieces import Piece
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.ratings import Standing, combined
from assessments.mentoring.framework.rules import Rule, rule_for
from assessments.mentoring.models import (
    Decision,
    Entry,
    Event,
    Evidence,
    Observation,
    Relationship,
    Review,
    SelfRating,
    SessionRecord,
    Signature,
)
from assessments.mentoring.models.relationships import CURRENT_STATES
from assessments.mentoring.selectors.indicators import Framework, framework
from assessments.mentoring.selectors.policies import policy_for

STANDS = ("signed_off", "confirmed", "upheld", "paused")
"""States of the one decision that stands in an indicator."""
Kind = Relationship.Kind


def home(learner_id: int) -> Relationship | None:
    """The relationship that says in which programme and organisation somebody learns: the primary mentor's, else the newest (one query)."""
    return home_first([learner_id]).select_related("learner", "mentor", "organisation").first()


def home_first(learners: Collection[int]) -> QuerySet[Relationship]:
    """The relationships of these learners, of any kind; of each learner the one first that `home` is."""
    current = Case(When(state__in=CURRENT_STATES, then=Value(0)), default=Value(1))
    rows = Relationship.objects.filter(learner__in=learners)
    return rows.order_by(current, "-is_primary", "-starts_on", "pk")


def evidence_of(learner_id: int, indicator: str = "") -> list[Evidence]:
    """Every piece of a learner's, the withdrawn ones too; no words are read (one query)."""
    rows = Evidence.objects.filter(learner_id=learner_id).select_related("withdrawal", "validator").defer("rationale")
    return list(rows.filter(indicator=indicator) if indicator else rows)


def is_withdrawn(row: Evidence) -> bool:
    """Whether a piece no longer counts."""
    return hasattr(row, "withdrawal")


def judged_by(person_id: int | None, invitation_id: UUID | None) -> Hashable:
    """Who judged a piece: a person with an account, or an invited observer."""
    return ("person", person_id) if person_id else ("invited", invitation_id)


def piece(row: Evidence) -> Piece:
    """A row as the rule reads it. One source is one kind of evidence by one judge."""
    judge = judged_by(row.validator_id, row.invitation_id)
    return Piece(
        id=str(row.pk),
        kind=row.kind,
        level=row.level,
        acted_on=row.acted_on,
        entered_on=timezone.localdate(row.entered_at),
        assessor=judge,
        source=(row.kind, judge),
        lapse=row.lapse,
        validated=not is_withdrawn(row),
        approved=row.approved_at is not None,
    )


def rule_of(indicator: str, *, framework: Framework, policy: Policy) -> Rule:
    """The rule by which an indicator is judged."""
    known = framework.indicators.get(indicator)
    return rule_for(indicator, safety_critical=bool(known and known.safety_critical), policy=policy)


def standings(
    rows: Iterable[Evidence], codes: Iterable[str], *, framework: Framework, policy: Policy, today: date
) -> dict[str, Standing]:
    """Code → where the learner stands, by `ratings.combined` and nothing else."""
    pieces: dict[str, list[Piece]] = defaultdict(list)
    for row in rows:
        pieces[row.indicator].append(piece(row))
    return {
        code: combined(pieces[code], rule=rule_of(code, framework=framework, policy=policy), today=today)
        for code in codes
    }


def pairs_of_entries(ids: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """Entry → the relationship it is shared in now (one query)."""
    return dict(Entry.objects.filter(pk__in=list(ids)).values_list("pk", "relationship_id"))


def pairs_of_records(ids: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """Record → its relationship (one query)."""
    return dict(SessionRecord.objects.filter(pk__in=list(ids)).values_list("pk", "session__relationship_id"))


def pairs_of_observations(ids: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """Observation → its relationship (one query)."""
    return dict(Observation.objects.filter(pk__in=list(ids)).values_list("pk", "relationship_id"))


def self_ratings(learner_id: int) -> dict[str, SelfRating]:
    """Code → the latest self-rating (one query)."""
    rows = SelfRating.objects.filter(learner_id=learner_id).order_by("at", "id")
    return {row.indicator: row for row in rows}


def standing_decisions(learner_id: int) -> dict[str, Decision]:
    """Code → the decision that stands (one query)."""
    rows = Decision.objects.filter(learner_id=learner_id, state__in=STANDS).select_related("decided_by", "relationship")
    return {row.indicator: row for row in rows.defer("rationale")}


@dataclass(frozen=True, kw_only=True)
class Levels:
    """Everything about a learner's levels on one day."""

    home: Relationship | None
    framework: Framework
    policy: Policy
    rows: Sequence[Evidence]
    standings: Mapping[str, Standing]
    self_ratings: Mapping[str, SelfRating]
    decisions: Mapping[str, Decision]


def levels_of(learner_id: int, *, today: date, indicator: str = "") -> Levels:
    """A learner's levels, of one indicator or of all (six queries, however much there is)."""
    found = home(learner_id)
    programme = found.programme_key if found else ""
    known = framework(programme)
    policy = policy_for(found.organisation_id if found else None, programme)
    rows = evidence_of(learner_id, indicator)
    codes = [indicator] if indicator else known.indicators
    return Levels(
        home=found,
        framework=known,
        policy=policy,
        rows=rows,
        standings=standings(rows, codes, framework=known, policy=policy, today=today),
        self_ratings=self_ratings(learner_id),
        decisions=standing_decisions(learner_id),
    )


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Who else has said what about a decision, from its ledger; a pause in between changes nothing about it."""

    confirmed: Event | None = None
    """By the line manager."""
    upheld: Event | None = None
    """By a moderator."""

    def suffices(self, *, needs_moderator: bool) -> bool:
        """Whether nobody has to look at the decision any more."""
        return self.upheld is not None or (self.confirmed is not None and not needs_moderator)


def heard_about(decisions: Iterable[UUID]) -> Mapping[UUID, Heard]:
    """Decision → who confirmed and upheld it (one query)."""
    found: dict[UUID, dict[str, Event]] = defaultdict(dict)
    rows = Event.objects.filter(subject__in=list(decisions), kind__in=["confirmed", "upheld"]).select_related("by")
    for event in rows:
        found[event.subject][event.kind] = event
    return {pk: Heard(**events) for pk, events in found.items()}


def needs_moderator(decision: Decision, *, policy: Policy, line_managers: Iterable[int]) -> bool:
    """Whether a moderator looks at a decision before it is final: by policy, or as the second reader of who is also line manager."""
    return policy.moderation_required or (
        policy.mentor_may_be_line_manager == "with_second_reader" and decision.decided_by_id in set(line_managers)
    )


def history(subject: UUID) -> list[Event]:
    """What happened to something, oldest first (one query)."""
    return list(Event.objects.filter(subject=subject).select_related("by").order_by("number"))


def line_manager_ids(learner_id: int) -> frozenset[int]:
    """Who manages a learner now (one query)."""
    rows = Relationship.objects.filter(learner_id=learner_id, kind=Kind.LINE_MANAGEMENT, state__in=CURRENT_STATES)
    return frozenset(rows.values_list("mentor_id", flat=True))


def right_of(person_id: int, learner_id: int, kinds: Sequence[str], *, today: date) -> Relationship | None:
    """The active relationship of one of these kinds that somebody has with a learner today; of mentors, the primary one's (one query)."""
    rows = Relationship.objects.filter(
        mentor_id=person_id, learner_id=learner_id, kind__in=kinds, state="active", starts_on__lte=today
    )
    return rows.filter(~Q(kind=Kind.REFLECTIVE) | Q(is_primary=True)).order_by("-is_primary", "starts_on").first()


def has_judged(person_id: int, learner_id: int) -> bool:
    """Whether somebody has ever judged, observed or signed anything of a learner's (at most five queries).

    "Moderator has no prior signature on that learner's evidence." A withdrawn judgement was a judgement.
    """
    subjects = (
        SessionRecord.objects.filter(session__relationship__learner_id=learner_id).values("pk"),
        Observation.objects.filter(learner_id=learner_id).values("pk"),
        Review.objects.filter(learner_id=learner_id).values("pk"),
    )
    signed = Q(subject__in=subjects[0]) | Q(subject__in=subjects[1]) | Q(subject__in=subjects[2])
    return (
        Evidence.objects.filter(learner_id=learner_id, validator_id=person_id).exists()
        or Decision.objects.filter(learner_id=learner_id, decided_by_id=person_id).exists()
        or Observation.objects.filter(learner_id=learner_id, observer_id=person_id).exists()
        or Signature.objects.filter(signed, signer_id=person_id).exists()
        or Event.objects.filter(
            by_id=person_id, kind="confirmed", subject__in=Decision.objects.filter(learner_id=learner_id).values("pk")
        ).exists()
    )


def learners_judged_by(person_id: int) -> set[int]:
    """Every learner of whom somebody has ever judged, observed or signed anything: `has_judged`, turned round (five queries)."""
    signed = Signature.objects.filter(signer_id=person_id).values("subject")
    confirmed = Event.objects.filter(by_id=person_id, kind="confirmed").values("subject")
    found = (
        Evidence.objects.filter(validator_id=person_id).values_list("learner", flat=True),
        Decision.objects.filter(Q(decided_by_id=person_id) | Q(pk__in=confirmed)).values_list("learner", flat=True),
        Observation.objects.filter(Q(observer_id=person_id) | Q(pk__in=signed)).values_list("learner", flat=True),
        SessionRecord.objects.filter(pk__in=signed).values_list("session__relationship__learner", flat=True),
        Review.objects.filter(pk__in=signed).values_list("learner", flat=True),
    )
    return {learner for rows in found for learner in rows.order_by()}
