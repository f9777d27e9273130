"""A measure takes effect on its day where the issuer is: not when it is confirmed, and not an hour earlier or later."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assessments.certification.models import Credential, Cycle, Decision, Measure
from assessments.certification.selectors import verifying
from assessments.certification.services import deciding, following, issuing, measures, renewing, taking_effect
from assessments.certification.services.checking import mend, problems
from assessments.certification.ticking import JOBS
from tests.factories.certification import (
    NOW,
    RENEWABLE,
    TODAY,
    assigned,
    certification,
    certified,
    changed,
    credential,
    declared,
)
from tests.factories.certification_deciding import decider, due
from tests.factories.people import CoordinatorFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 4)
"""After summer time has ended."""


def measured(row: Credential, kind: str, *, on: date = DAY, now: datetime = NOW) -> Measure:
    """Proposed by one and confirmed by another, to take effect on a day."""
    one, other = (CoordinatorFactory(in_organisation=row.issuer) for _ in range(2))
    proposed = measures.propose(
        credential=row, kind=kind, reason="administrative", note="", effective_on=on, by=one, now=now
    )
    measures.confirm(measure=proposed, by=other, now=now)
    return Measure.objects.get(pk=proposed.pk)


def shown(row: Credential, now: datetime) -> str:
    """What the public page says."""
    found = verifying.found(row.code, now=now)
    assert found is not None
    return found.answer


def state_of(row: Credential) -> str:
    return Cycle.objects.get(pk=row.cycle_id).state


def codes(now: datetime) -> list[str]:
    return [problem.kind.code for problem in problems(now=now)]


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        pytest.param("Europe/Kyiv", datetime(2026, 11, 3, 22, tzinfo=UTC), id="Kyiv"),
        pytest.param("Asia/Phnom_Penh", datetime(2026, 11, 3, 17, tzinfo=UTC), id="Phnom Penh"),
        pytest.param("Pacific/Kiritimati", datetime(2026, 11, 3, 10, tzinfo=UTC), id="where a day begins first"),
        pytest.param("America/Los_Angeles", datetime(2026, 11, 4, 8, tzinfo=UTC), id="Los Angeles"),
    ],
)
@pytest.mark.parametrize(("kind", "becomes"), [("suspend", "suspended"), ("revoke", "revoked")])
def test_until_midnight_of_its_day_nothing_has_happened(zone: str, midnight: datetime, kind: str, becomes: str) -> None:
    row = credential(cycle=certified(version=certification(zone=zone)))
    measured(row, kind)
    second = timedelta(seconds=1)

    assert taking_effect.keep_up(now=midnight - second) == 0
    assert (shown(row, midnight - second), state_of(row)) == ("valid", "certified")
    assert "state_behind_a_measure" not in codes(midnight - second)

    assert shown(row, midnight) == becomes, "the page waits for nobody"
    assert "state_behind_a_measure" in codes(midnight)
    assert taking_effect.keep_up(now=midnight) == 1
    assert state_of(row) == becomes
    assert taking_effect.keep_up(now=midnight) == 0


def test_what_is_confirmed_for_today_takes_effect_at_once() -> None:
    row = credential()
    measured(row, "suspend", on=TODAY)

    assert (shown(row, NOW), state_of(row)) == ("suspended", "suspended")


def test_a_reinstatement_waits_for_its_day_as_well() -> None:
    row = credential()
    measured(row, "suspend", on=TODAY)
    measured(row, "reinstate")
    assert taking_effect.keep_up(now=NOW) == 0
    on_the_day = datetime(2026, 11, 4, 9, tzinfo=UTC)

    assert taking_effect.keep_up(now=on_the_day) == 1
    assert (shown(row, on_the_day), state_of(row)) == ("valid", "certified")


def test_the_clock_of_the_site_writes_it_down_and_so_does_mending() -> None:
    row = credential()
    measured(row, "suspend", on=TODAY)
    measured(row, "reinstate")
    later = datetime(2026, 11, 4, 9, tzinfo=UTC)
    assert "certification.measures" in [job.name for job in JOBS]

    assert mend(codes=["state_behind_a_measure"], now=later) == 1
    assert state_of(row) == "certified"


def test_a_correction_of_the_name_lifts_no_suspension() -> None:
    row = credential()
    measured(row, "suspend", on=TODAY)

    new = issuing.correct(credential=row, name="Марія Інша", by=row.holder, now=NOW)

    assert (shown(new, NOW), state_of(new)) == ("suspended", "suspended")
    assert [change.kind for change in new.changes.order_by("number")] == ["issued", "suspended"]
    measured(new, "reinstate", on=TODAY)
    assert (shown(new, NOW), state_of(new), codes(NOW)) == ("valid", "certified", [])


def test_nor_does_it_outrun_a_revocation_that_is_on_its_way() -> None:
    row = credential()
    measured(row, "revoke")
    new = issuing.correct(credential=row, name="Марія Інша", by=row.holder, now=NOW)
    on_the_day = datetime(2026, 11, 4, 9, tzinfo=UTC)

    assert shown(new, NOW) == "valid"
    assert shown(new, on_the_day) == "revoked"
    taking_effect.keep_up(now=on_the_day)
    assert state_of(new) == "revoked"


def test_what_was_reinstated_before_a_correction_is_over() -> None:
    row = credential()
    changed(row, "suspended", on=TODAY)
    changed(row, "reinstated", on=TODAY)

    new = issuing.correct(credential=row, name="Марія Інша", by=row.holder, now=NOW)

    assert [change.kind for change in new.changes.order_by("number")] == ["issued"]


def test_a_measure_holds_for_the_correction_that_was_made_before_it_was_confirmed() -> None:
    row = credential()
    one, other = (CoordinatorFactory(in_organisation=row.issuer) for _ in range(2))
    proposed = measures.propose(
        credential=row, kind="revoke", reason="fraud", note="", effective_on=TODAY, by=one, now=NOW
    )
    new = issuing.correct(credential=row, name="Марія Інша", by=row.holder, now=NOW)

    measures.confirm(measure=proposed, by=other, now=NOW)

    assert (shown(row, NOW), shown(new, NOW), state_of(new)) == ("revoked", "revoked", "revoked")


def renewal_of(row: Credential, now: datetime) -> Cycle:
    renewing.keep_up(now=now)
    return Cycle.objects.exclude(pk=row.cycle_id).get(learner=row.holder)


def held(**rules: object) -> tuple[Credential, datetime]:
    """A certificate whose window opens today."""
    cycle = assigned(certification(**{**RENEWABLE, **rules}))
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)
    row = credential(cycle=Cycle.objects.get(pk=cycle.pk))
    assert row.cycle.window_opens_on is not None
    return row, NOW + (row.cycle.window_opens_on - TODAY)


def test_what_is_suspended_is_not_renewed_before_that_is_decided() -> None:
    row, now = held()
    renewal = renewal_of(row, now)
    measured(row, "suspend", on=now.date(), now=now)
    declared(row.holder, on=now.date(), entered_at=now)
    following.follow(learners=[row.holder_id], now=now)
    assert Cycle.objects.get(pk=renewal.pk).state != "certified"

    measured(row, "reinstate", on=now.date(), now=now)
    following.follow(learners=[row.holder_id], now=now)

    assert Cycle.objects.get(pk=renewal.pk).state == "certified"
    assert codes(now) == []


def test_what_is_revoked_is_not_renewed_by_the_short_way() -> None:
    row, now = held()
    renewal = renewal_of(row, now)
    measured(row, "revoke", on=now.date(), now=now)

    assert Cycle.objects.get(pk=renewal.pk).state == "superseded"
    assert codes(now) == []


def test_a_vote_for_a_renewal_waits_for_what_is_decided_about_the_certificate() -> None:
    decision = due(certification(**RENEWABLE, decision={"mode": "assessor", "quorum": 1}))
    deciding.vote(decision=decision, outcome="award", rationale="", by=decider(decision), now=NOW)
    row = credential(cycle=Cycle.objects.get())
    assert row.cycle.window_opens_on is not None
    now = NOW + (row.cycle.window_opens_on - TODAY)
    renewal = renewal_of(row, now)
    declared(row.holder, on=now.date(), entered_at=now)
    following.follow(learners=[row.holder_id], now=now)
    again = Decision.objects.get(state="open", cycle=renewal)
    changed(row, "suspended", on=now.date(), now=now)

    with pytest.raises(deciding.HeldBack):
        deciding.vote(decision=again, outcome="award", rationale="", by=decider(again), now=now)
