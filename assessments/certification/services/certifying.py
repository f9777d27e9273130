"""What an award does: the dates of the certificate, the certificate itself, and the end of the round before."""

from dataclasses import asdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.cycles import CERTIFIED, LAPSED, WINDOW_OPEN
from assessments.certification.laws.expiry import Dates, dates_of
from assessments.certification.laws.standing import REVOKED, SUSPENDED
from assessments.certification.models import Change, Credential, Cycle, Decision
from assessments.certification.selectors.rules import rules_of
from assessments.certification.services import changes, cycles, issuing, telling
from assessments.services import ledgers
from training_site.people.models import User


def is_held_back(cycle: Cycle) -> bool:
    """Whether the certificate that the round would renew is suspended, or will be, or will be revoked: that is decided first.

    One that is revoked already holds nothing back: whoever opened another round knew of it (at most three queries).
    """
    before = cycles.last_certified(cycle.learner_id, cycle.certification_id)
    if before is None or before.pk == cycle.pk or before.state == "revoked":
        return False
    credential = Credential.objects.filter(cycle=before, superseded_by=None).first()
    return credential is not None and changes.last(credential) in (SUSPENDED, REVOKED)


def award(cycle: Cycle, decision: Decision, *, by: User | None, now: datetime, tell: bool = True) -> Cycle:
    """The round is certified, its certificate is issued, and the one before is renewed."""
    before = cycles.last_certified(cycle.learner_id, cycle.certification_id)
    first = _first_completed(cycle) if before else None
    dates = dates_after(cycle, completed_on=decision.completed_on, before=before, first_completed_on=first)
    awarded = ledgers.append(cycle, event="awarded", by=by, now=now, **asdict(dates))
    awarded = cycles.known_of(cycle, awarded)
    if before is not None:
        renew(before, awarded, now)
    if tell:
        telling.of_decision(decision, now=now)
    issuing.issue_where_named(cycle=awarded, now=now)
    return awarded


def dates_after(cycle: Cycle, *, completed_on: date, before: Cycle | None, first_completed_on: date | None) -> Dates:
    """The dates of a certificate that is awarded for a round, after the one before it and the first of all. Pure."""
    return dates_of(
        rules_of(cycle.version),
        completed_on=completed_on,
        due_on=cycle.due_on if before is None else None,
        first_completed_on=first_completed_on,
        previous=cycles.dates_of_cycle(before) if before else None,
    )


def _first_completed(cycle: Cycle) -> date | None:
    rows = Cycle.objects.filter(
        learner_id=cycle.learner_id, certification_id=cycle.certification_id, completed_on__isnull=False
    )
    return rows.order_by("number").values_list("completed_on", flat=True).first()


def renew(before: Cycle, renewed: Cycle, now: datetime) -> None:
    """The round before is over, and its certificate stays verifiable and says that it was renewed."""
    for event in events_of_renewal(before, renewed):
        before = ledgers.append(before, event=event, by=None, now=now)
    for credential in Credential.objects.filter(cycle=before, superseded_by=None):
        today = day_in(now, ZoneInfo(credential.zone))
        if changes.possible(credential=credential, kind=Change.Kind.SUPERSEDED, effective_on=today):
            changes.append(credential=credential, kind=Change.Kind.SUPERSEDED, effective_on=today, now=now)


def events_of_renewal(before: Cycle, renewed: Cycle) -> tuple[str, ...]:
    """What happens to a round when the next one is certified, in order. Pure."""
    in_time = before.expires_on is not None and (renewed.completed_on or before.expires_on) <= before.expires_on
    opened = ("window_opened",) if before.state == CERTIFIED else ()
    event = "lapse_overturned" if before.state == LAPSED and in_time else "renewed"
    state = WINDOW_OPEN if opened else before.state
    return (*opened, event) if before.machine.allows(state, event) else opened
