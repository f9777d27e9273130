"""Planning sessions, moving them, calling them off; and what a coordinator confirms about one. Facts only."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.confidentiality import Standing
from assessments.mentoring.counting import Counting, Why
from assessments.mentoring.models import PrivateNote, Relationship, Session
from assessments.mentoring.selectors.sessions import counting
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import ledger, pairs, telling
from training_site.people.models import User

__all__ = [
    "Counting",
    "approve_fact",
    "ask_attestation",
    "attest",
    "cancel",
    "counting",
    "missed",
    "plan",
    "reschedule",
]


class NotYet(Exception):
    """A session cannot be missed before its hour."""


class NoReasonGiven(Exception):
    """Calling off a session needs one of the codes."""


class NothingToConfirm(Exception):
    """The session counts as it is, or a coordinator's word would not make it count."""


class NotTheirsToConfirm(Exception):
    """Only a coordinator of the learner who is not one of the pair confirms a fact."""


@transaction.atomic
def plan(
    *,
    relationship: Relationship,
    by: User,
    planned_at: datetime,
    mode: str,
    now: datetime,
    kind: str = Session.Kind.INDIVIDUAL,
) -> Session:
    """Plan a session; sent twice it is one. Raises pairs.NotOfThePair, pairs.NotActiveNow."""
    pair = pairs.acting(relationship, by=by, now=now)
    same = Session.objects.filter(relationship=pair, state="planned", planned_at=planned_at, kind=kind).first()
    if same is not None:
        return same
    session = _plan(pair, by=by, planned_at=planned_at, mode=mode, kind=kind, now=now)
    if planned_at > now:
        _tell(session, pair, by, "mentoring.session_planned", on=_day(session), now=now)
    return session


@transaction.atomic
def reschedule(*, session: Session, by: User, planned_at: datetime, mode: str, now: datetime) -> Session:
    """Move a planned session: the new one, to which private notes go along. Raises as `plan`, and ledger.NotNow."""
    pair = pairs.acting(session.relationship, by=by, now=now)
    before = ledger.append(session, event="rescheduled", by=by, now=now)
    moved = _plan(pair, by=by, planned_at=planned_at, mode=mode, kind=before.kind, now=now)
    PrivateNote.objects.filter(session=before).update(session=moved)
    telling.take_back(f"mentoring.session:{before.pk}", now=now)
    _tell(moved, pair, by, "mentoring.session_moved", before=_day(before), on=_day(moved), now=now)
    return moved


@transaction.atomic
def cancel(*, session: Session, by: User, code: str, now: datetime) -> Session:
    """Call off a planned session. Raises NoReasonGiven, ledger.NotNow and as `plan`."""
    pair = pairs.acting(session.relationship, by=by, now=now)
    if code not in Session.CancelCode:
        raise NoReasonGiven
    cancelled = ledger.append(session, event="cancelled", by=by, now=now, reason=code, cancel_code=code)
    telling.take_back(f"mentoring.session:{session.pk}", now=now)
    _tell(cancelled, pair, by, "mentoring.session_cancelled", on=_day(cancelled), now=now)
    return cancelled


@transaction.atomic
def missed(*, session: Session, by: User, now: datetime) -> Session:
    """Say that nobody came, or one of them did not. Raises NotYet, ledger.NotNow and as `plan`."""
    pairs.acting(session.relationship, by=by, now=now)
    if session.planned_at and session.planned_at > now:
        raise NotYet
    return ledger.append(session, event="missed", by=by, now=now)


@transaction.atomic
def approve_fact(*, session: Session, by: User, now: datetime) -> Session:
    """A coordinator confirms that a session entered very late took place. Raises NotTheirsToConfirm, NothingToConfirm."""
    fresh = _to_confirm(session, by=by, why=Why.TOO_LATE, now=now)
    fresh.fact_approved_by, fresh.fact_approved_at = by, now
    fresh.save(update_fields=["fact_approved_by", "fact_approved_at"])
    return fresh


@transaction.atomic
def attest(*, session: Session, by: User, now: datetime) -> Session:
    """A coordinator confirms attendance where the second signature never came. Raises NotTheirsToConfirm, NothingToConfirm."""
    fresh = _to_confirm(session, by=by, why=Why.LAPSED, now=now)
    fresh.attested_by, fresh.attested_at = by, now
    fresh.save(update_fields=["attested_by", "attested_at"])
    telling.take_back(f"mentoring.attestation:{session.pk}", now=now)
    return fresh


@transaction.atomic
def ask_attestation(*, session: Session, by: User, now: datetime) -> int:
    """The learner asks the coordinators to confirm attendance; how many were asked anew.

    Raises pairs.NotOfThePair for anybody else, NothingToConfirm where the record has not lapsed.
    """
    pair = session.relationship
    if pairs.role_in(pair, by) != pairs.LEARNER:
        raise pairs.NotOfThePair
    if counting(session, timezone.localdate(now)).why != Why.LAPSED:
        raise NothingToConfirm
    return telling.coordinators(
        pair,
        kind="mentoring.attestation_asked",
        key=f"mentoring.attestation:{session.pk}",
        facts={"on": session.occurred_on},
        now=now,
    )


def _plan(pair: Relationship, *, by: User, planned_at: datetime, mode: str, kind: str, now: datetime) -> Session:
    session = Session(
        organisation_id=pair.organisation_id, relationship=pair, planned_at=planned_at, mode=mode, kind=kind
    )
    return ledger.begin(session, event="planned", by=by, now=now)


def _to_confirm(session: Session, *, by: User, why: Why, now: datetime) -> Session:
    fresh = ledger.lock(session)
    pair = fresh.relationship
    view = viewpoint(by, pair.learner_id, now=now)
    if not view.has(Standing.COORDINATOR) or by.pk in (pair.learner_id, pair.mentor_id):
        raise NotTheirsToConfirm
    if counting(fresh, timezone.localdate(now)).why != why:
        raise NothingToConfirm
    return fresh


def _tell(session: Session, pair: Relationship, by: User, kind: str, *, now: datetime, **facts: object) -> None:
    telling.tell(
        pairs.other(pair, by),
        kind=kind,
        key=f"mentoring.session:{session.pk}:{kind}",
        link=reverse("mentoring:session", args=[session.pk]),
        facts=facts,
        now=now,
    )


def _day(session: Session) -> object:
    return timezone.localdate(session.planned_at) if session.planned_at else session.occurred_on
