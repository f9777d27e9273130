"""After an upheld appeal against a measure: what was suspended counts again, for what was revoked another certificate is issued.

Whoever heard the appeal proposes it, and somebody else who had no part in the measure confirms it. What is over meanwhile begins anew.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.cycles import LAPSED, OPEN
from assessments.certification.laws.standing import REVOKED, SUSPENDED
from assessments.certification.models import Change, Credential, Cycle, Measure
from assessments.certification.services import certifying, changes, cycles, issuing, taking_effect
from assessments.services import ledgers
from training_site.people.models import User

UNDOES = {SUSPENDED: Measure.Kind.REINSTATE, REVOKED: Measure.Kind.RESTORE}
"""How a certificate stands in the end → what undoes that."""
UNDONE_BY = {Measure.Kind.SUSPEND: Measure.Kind.REINSTATE, Measure.Kind.REVOKE: Measure.Kind.RESTORE}


@transaction.atomic
def propose(*, measure: Measure, by: User, now: datetime) -> Measure | None:
    """Propose what undoes a measure; None where nothing of it holds any more, or something else does that was not appealed against.

    What was proposed about the certificate meanwhile gives way.
    """
    credential = newest(measure.credential)
    Credential.objects.select_for_update(of=("self",)).get(pk=credential.pk)
    kind = UNDOES.get(changes.last(credential))
    if kind is None or kind != UNDONE_BY[Measure.Kind(measure.kind)]:
        return None
    for other in Measure.objects.filter(credential=credential, state="proposed"):
        ledgers.append(other, event="withdrawn", by=by, now=now, reason=Measure.Reason.APPEAL_UPHELD)
    row = Measure(
        organisation_id=credential.issuer_id,
        credential=credential,
        kind=kind,
        reason=Measure.Reason.APPEAL_UPHELD,
        # Where the measure lies ahead, so does what undoes it: then it holds on no day.
        effective_on=max(measure.effective_on, day_in(now, ZoneInfo(credential.zone))),
        proposed_by=by,
    )
    row.note = ""
    return ledgers.begin(row, event="proposed", by=by, now=now, reason=Measure.Reason.APPEAL_UPHELD)


@transaction.atomic
def carry_out(*, measure: Measure, by: User, now: datetime) -> Change:
    """Issue the other certificate; its round goes on, or where it has expired meanwhile, the next one begins. Raises DoesNotFollow."""
    issued = issuing.restore(
        credential=measure.credential, reason=measure.reason, by=measure.proposed_by, second=by, now=now
    )
    cycle = taking_effect.catch_up(cycle=issued.cycle, by=by, now=now)
    later = cycles.last_certified(cycle.learner_id, cycle.certification_id)
    if later is not None and later.number > cycle.number:
        certifying.renew(cycle, later, now)
    elif cycle.state == LAPSED and not _at_work(cycle):
        _begin_anew(cycle, by, now)
    return issued.changes.get(kind=Change.Kind.ISSUED)


def newest(credential: Credential) -> Credential:
    """The one that counts, where corrections took its place."""
    while (later := Credential.objects.filter(supersedes=credential).first()) is not None:
        credential = later
    return credential


def _at_work(cycle: Cycle) -> bool:
    rows = Cycle.objects.filter(learner_id=cycle.learner_id, certification_id=cycle.certification_id)
    return rows.filter(state__in=OPEN).exists()


def _begin_anew(cycle: Cycle, by: User, now: datetime) -> None:
    cycles.open_next(
        learner=cycle.learner,
        certification=cycle.certification,
        on=day_in(now, ZoneInfo(cycle.credentials.all()[0].zone)),
        by=by,
        organisation_id=cycle.organisation_id,
        now=now,
    )
