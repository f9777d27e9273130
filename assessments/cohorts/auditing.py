"""What goes from cohorts into the audit trail: who was brought, removed and let in, by which way, and by when something is asked of them.

One event for each act, however many people it is about: a file of ten thousand is one act. Where it is about one, it names them.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from assessments.cohorts.models import Cohort, CohortMember, CohortPlace, EnrolmentImport, JoinCode
from training_site.audit.acts import Act, Detail, register
from training_site.audit.services.recording import record
from training_site.people.models import Organisation, User

ACTS = (
    Act("cohorts.cohort", _("Cohort made, changed or closed"), ("step",)),
    Act("cohorts.due", _("Day changed by which a cohort has to be done"), ("due_on", "due_days")),
    Act("cohorts.place", _("Organisation takes part in a cohort"), ("step", "cohort")),
    Act("cohorts.code", _("Join code made or revoked"), ("step", "cohort")),
    Act("cohorts.joined", _("People came into a cohort"), ("people", "basis")),
    Act("cohorts.removed", _("Person taken out of a cohort"), ("cohort",)),
    Act("cohorts.slips", _("First codes printed"), ("people",)),
    Act(
        "cohorts.import",
        _("People imported from a file"),
        ("step", "sha256", "create", "update", "unchanged", "error"),
    ),
    Act("cohorts.resolved", _("Exceptions of a cohort decided"), ("people", "resolution", "due_on")),
)
BY_THEMSELVES = (CohortMember.Basis.CODE, CohortMember.Basis.INVITATION)


def register_all() -> None:
    """Make it known."""
    register(*ACTS)


def of_cohort(cohort: Cohort, *, step: str, by: User, now: datetime) -> None:
    """Made, changed or closed."""
    _record("cohorts.cohort", cohort, by, now, {"step": step})


def of_due(cohort: Cohort, *, by: User, now: datetime) -> None:
    """Another day, or a day where there was none, or none any more."""
    _record("cohorts.due", cohort, by, now, {"due_on": _day(cohort.due_on), "due_days": cohort.due_days})


def of_place(place: CohortPlace, *, step: str, by: User, now: datetime) -> None:
    """An organisation begins or ends to take part."""
    details: dict[str, Detail] = {"step": step, "cohort": place.cohort_id}
    record(act="cohorts.place", actor=by, row=place, unit=place.organisation, details=details, now=now)


def of_code(code: JoinCode, *, step: str, by: User, now: datetime) -> None:
    """A door is opened or shut."""
    details: dict[str, Detail] = {"step": step, "cohort": code.cohort_id}
    record(act="cohorts.code", actor=by, row=code, unit=code.organisation, details=details, now=now)


def of_joining(cohort: Cohort, members: Sequence[CohortMember], *, by: User | None, now: datetime) -> None:
    """People came in; whoever came by a code or an invitation did it themself."""
    if not members:
        return
    first, one = members[0], len(members) == 1
    record(
        act="cohorts.joined",
        actor=first.learner if one and first.basis in BY_THEMSELVES else by,
        row=cohort,
        person=first.learner if one else None,
        unit=first.organisation if one else cohort.organisation,
        details={"people": len(members), "basis": str(first.basis)},
        now=now,
    )


def of_removal(member: CohortMember, *, by: User, now: datetime) -> None:
    """Somebody was taken out."""
    record(
        act="cohorts.removed",
        actor=by,
        row=member,
        person=member.learner,
        unit=member.organisation,
        details={"cohort": member.cohort_id},
        now=now,
    )


def of_slips(cohort: Cohort, *, people: int, by: User, now: datetime) -> None:
    """What opens accounts was printed."""
    _record("cohorts.slips", cohort, by, now, {"people": people})


def of_import(imported: EnrolmentImport, *, step: str, by: User, now: datetime) -> None:
    """A file was looked at, carried out or dropped; how its rows came out."""
    verdicts = Counter(imported.rows.values_list("verdict", flat=True))
    details: dict[str, Detail] = {"step": step, "sha256": imported.sha256}
    details |= {str(verdict): count for verdict, count in verdicts.items()}
    record(act="cohorts.import", actor=by, row=imported, unit=imported.cohort.organisation, details=details, now=now)


def of_resolution(
    cohort: Cohort, *, people: int, resolution: str, due_on: date | None, by: User, now: datetime
) -> None:
    """Somebody decided what is asked of those whom the plan does not fit."""
    details: dict[str, Detail] = {"people": people, "resolution": str(resolution), "due_on": _day(due_on)}
    _record("cohorts.resolved", cohort, by, now, details)


def _record(act: str, cohort: Cohort, by: User, now: datetime, details: dict[str, Detail]) -> None:
    unit: Organisation = cohort.organisation
    record(act=act, actor=by, row=cohort, unit=unit, details=details, now=now)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
