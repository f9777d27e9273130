"""What measures do to the round of a certificate: on the day they take effect where the issuer is, and not before.

The public page follows from the ledger's dates and waits for nothing; this writes the entries of the round that belong to them.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.clauses import RECERT, ROTATING
from assessments.certification.laws.cycles import HELD, LAPSED, OPEN, RENEWED
from assessments.certification.laws.standing import REVOKED, SUSPENDED, state_on
from assessments.certification.models import Change, Credential, Cycle
from assessments.certification.services import deciding, renewing
from assessments.machines import NEW
from assessments.services import ledgers
from training_site.people.models import User

MOST_AT_ONCE = 500
WORTHLESS = {SUSPENDED: "suspended", REVOKED: "revoked"}
"""State of a certificate → what happens to its round."""
WORTH_AGAIN = {"suspended": "reinstated", "revoked": "restored"}
"""State of a round whose certificate holds again → what happens to it."""


def keep_up(*, now: datetime) -> int:
    """Rounds whose certificate has become worth less or more meanwhile; how many moved."""
    return sum(catch_up(cycle=cycle, by=None, now=now).events > cycle.events for cycle in due(now=now)[:MOST_AT_ONCE])


def due(*, now: datetime) -> QuerySet[Cycle]:
    """Rounds about whose certificate something was decided that may not be written yet."""
    kind, day = "credentials__changes__kind", {"credentials__changes__effective_on__lte": renewing.latest_day(now)}
    rows = Cycle.objects.filter(
        Q(state__in=(*HELD, "suspended", RENEWED, LAPSED), **{kind: Change.Kind.REVOKED}, **day)
        | Q(state__in=HELD, **{kind: Change.Kind.SUSPENDED}, **day)
        | Q(state="suspended", **{kind: Change.Kind.REINSTATED}, **day)
        | Q(state="revoked", **{kind: Change.Kind.RESTORED}, **day)
    )
    return rows.distinct().order_by("pk")


@transaction.atomic
def catch_up(*, cycle: Cycle, by: User | None, now: datetime) -> Cycle:
    """Write what the certificate of a round says today; the round as it is now."""
    fresh = ledgers.lock(cycle)
    event = missing(fresh, now)
    if not event:
        return fresh
    fresh = ledgers.append(fresh, event=event, by=by, now=now)
    if event == "revoked":
        _close_renewal(fresh, by, now)
    return renewing.catch_up(cycle=fresh, now=now) if event in WORTH_AGAIN.values() else fresh


def missing(cycle: Cycle, now: datetime) -> str:
    """The event that the ledger of the certificate asks for and the round has not; "" where it has all (two queries)."""
    credential = Credential.objects.filter(cycle=cycle, superseded_by=None).first()
    if credential is None:
        return ""
    on = day_in(now, ZoneInfo(credential.zone))
    state = state_on(credential.changes.order_by("number"), on)
    event = WORTHLESS.get(state, "") if state in (NEW, *WORTHLESS) else WORTH_AGAIN.get(cycle.state, "")
    return event if cycle.machine.allows(cycle.state, event) else ""


def _close_renewal(revoked: Cycle, by: User | None, now: datetime) -> None:
    """What is revoked is not renewed by the short way: somebody decides whether there is another round."""
    later = Cycle.objects.filter(
        learner_id=revoked.learner_id, certification_id=revoked.certification_id, number__gt=revoked.number
    )
    for renewal in later.filter(state__in=OPEN):
        if renewal.path.partition(":")[0] in (RECERT, ROTATING):
            deciding.drop(cycle=renewal, now=now)
            ledgers.append(renewal, event="superseded", by=by, now=now)
