"""What an award does: the dates of the certificate, the certificate itself, and the end of the round before."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from assessments.certification.laws.calendar import day_in
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
    dates = _dates(cycle, decision, before)
    awarded = ledgers.append(
        cycle,
        event="awarded",
        by=by,
        now=now,
        completed_on=dates.completed_on,
        window_opens_on=dates.window_opens_on,
        expires_on=dates.expires_on,
        baseline_expires_on=dates.baseline_expires_on,
    )
    awarded = cycles.known_of(cycle, awarded)
    if before is not None:
        renew(before, awarded, now)
    if tell:
        telling.of_decision(decision, now=now)
    issuing.issue_where_named(cycle=awarded, now=now)
    return awarded


def _dates(cycle: Cycle, decision: Decision, before: Cycle | None) -> Dates:
    return dates_of(
        rules_of(cycle.version),
        completed_on=decision.completed_on,
        due_on=cycle.due_on if before is None else None,
        first_completed_on=_first_completed(cycle) if before else None,
        previous=cycles.dates_of_cycle(before) if before else None,
    )


def _first_completed(cycle: Cycle) -> date | None:
    rows = Cycle.objects.filter(
        learner_id=cycle.learner_id, certification_id=cycle.certification_id, completed_on__isnull=False
    )
    return rows.order_by("number").values_list("completed_on", flat=True).first()


def renew(before: Cycle, renewed: Cycle, now: datetime) -> None:
    """The round before is over, and its certificate stays verifiable and says that it was renewed."""
    in_time = before.expires_on is not None and (renewed.completed_on or before.expires_on) <= before.expires_on
    if before.state == "certified":
        before = ledgers.append(before, event="window_opened", by=None, now=now)
    event = "lapse_overturned" if before.state == "lapsed" and in_time else "renewed"
    if before.machine.allows(before.state, event):
        ledgers.append(before, event=event, by=None, now=now)
    for credential in Credential.objects.filter(cycle=before, superseded_by=None):
        today = day_in(now, ZoneInfo(credential.zone))
        if changes.possible(credential=credential, kind=Change.Kind.SUPERSEDED, effective_on=today):
            changes.append(credential=credential, kind=Change.Kind.SUPERSEDED, effective_on=today, now=now)
