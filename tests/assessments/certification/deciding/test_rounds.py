"""A round for those who decide: a requirement is waived with a reason, a leave moves the dates and gives back what was not taken."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.certification.models import Credential, Cycle, Leave, Waiver
from assessments.certification.services import leaves, waiving
from tests.assessments.certification.deciding.asking import page, send
from tests.factories.certification import NOW, TODAY, assigned, certification, certified, credential
from tests.factories.certification_deciding import decider, due
from tests.factories.certification_requests import CONDUCT, LEVELS, MODULE, TASK, learning
from tests.factories.mentoring import pair
from tests.factories.mentoring_competency import piece
from tests.factories.people import CoordinatorFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def door(cycle: Cycle, name: str = "round", *more: str) -> str:
    return reverse(f"certification:{name}", args=[cycle.pk, *more])


def approved(cycle: Cycle, *, days: int = 30, starts_on: date = TODAY) -> Leave:
    return leaves.approve(
        cycle=cycle,
        kind="parental",
        starts_on=starts_on,
        ends_on=starts_on + (days - 1) * DAY,
        by=decider(cycle),
        now=NOW,
    )


def test_somebody_is_found_by_name_and_only_where_one_decides() -> None:
    cycle = assigned(learning())
    name = cycle.learner.username

    assert door(cycle) in page(decider(cycle), f"/certificates/rounds/?q={name}")
    assert door(cycle) not in page(CoordinatorFactory(), f"/certificates/rounds/?q={name}")


def test_a_requirement_is_waived_with_a_reason_that_is_read_afterwards() -> None:
    cycle = assigned(learning())
    person = decider(cycle)
    url = door(cycle, "waive", "m03-task")
    assert url in page(person, door(cycle))
    send(person, url, {}, status=400)

    send(person, url, {"reason": "not_in_this_work"})
    send(person, url, {"reason": "not_offered"})

    assert Waiver.objects.get().reason == "not_in_this_work"
    assert cycle.statuses.get(key="m03-task").state == "waived"
    shown = page(person, door(cycle))
    assert "It does not occur in this person" in shown
    assert person.display_name in shown


@pytest.mark.parametrize("key", ["conduct", "levels", "unknown"])
def test_what_shows_that_children_are_safe_is_not_waived(key: str) -> None:
    cycle = assigned(learning(MODULE, TASK, CONDUCT, LEVELS))
    person = decider(cycle)

    page(person, door(cycle, "waive", key), status=404)
    send(person, door(cycle, "waive", key), {"reason": "not_offered"}, status=404)

    assert not Waiver.objects.exists()


def test_who_judged_the_learner_and_who_is_elsewhere_waives_nothing() -> None:
    cycle = assigned(learning())
    person = decider(cycle)
    piece(of=pair(learner=cycle.learner, mentor=person, place=cycle.certification.issuer))

    for other in (person, CoordinatorFactory(), cycle.learner):
        with pytest.raises(waiving.MayNotWaive):
            waiving.waive(cycle=cycle, requirement="m03-task", reason="not_offered", by=other, now=NOW)
        send(other, door(cycle, "waive", "m03-task"), {"reason": "not_offered"}, status=404)


def test_the_round_stands_still_while_somebody_is_away() -> None:
    cycle = assigned(learning(), due_on=TODAY + 60 * DAY)
    send(
        decider(cycle),
        door(cycle, "leave"),
        {"kind": "parental", "starts_on": TODAY.isoformat(), "ends_on": (TODAY + 29 * DAY).isoformat()},
    )

    cycle.refresh_from_db()
    assert (cycle.state, cycle.due_on) == ("on_leave", TODAY + 90 * DAY)
    leaves.keep_up(now=NOW + 29 * DAY)
    assert Cycle.objects.get().state == "on_leave"
    leaves.keep_up(now=NOW + 30 * DAY)
    assert Cycle.objects.get().state == "in_progress"
    assert Leave.objects.get().state == "ended"


def test_who_comes_back_earlier_gives_the_rest_back() -> None:
    cycle = assigned(learning(), due_on=TODAY + 60 * DAY)
    leave = approved(cycle)
    person = decider(cycle)
    url = reverse("certification:leave_end", args=[leave.pk])
    send(person, url, {"last_day": (TODAY - DAY).isoformat()}, status=400)
    send(person, url, {"last_day": (TODAY + 30 * DAY).isoformat()}, status=400)

    send(person, url, {"last_day": (TODAY + 9 * DAY).isoformat()})
    send(person, url, {"last_day": TODAY.isoformat()})

    cycle.refresh_from_db()
    assert cycle.due_on == TODAY + 70 * DAY


def test_a_leave_that_does_not_take_place_moves_nothing() -> None:
    cycle = assigned(learning(), due_on=TODAY + 60 * DAY)
    leave = approved(cycle, starts_on=TODAY + 10 * DAY)
    assert Cycle.objects.get().state == "assigned"

    send(decider(cycle), reverse("certification:leave_end", args=[leave.pk]), {"step": "cancel"})

    cycle.refresh_from_db()
    assert (cycle.state, cycle.due_on) == ("assigned", TODAY + 60 * DAY)


def test_a_certificate_holds_longer_and_says_so_and_not_why() -> None:
    cycle = certified()
    old = credential(cycle=cycle)

    approved(cycle)

    cycle.refresh_from_db()
    assert (cycle.expires_on, cycle.baseline_expires_on) == (old.valid_until + 30 * DAY,) * 2  # type: ignore[operator]  # it has a last day
    new = Credential.objects.get(superseded_by=None)
    assert (new.supersedes, new.valid_until) == (old, cycle.expires_on)
    assert "parental" not in str(new.snapshot)


def test_a_decision_that_waits_goes_on_and_only_the_dates_move() -> None:
    decision = due(certification(decision={"mode": "assessor", "quorum": 1}))

    approved(decision.cycle)

    assert Cycle.objects.get().state == "ready"


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [(5, 4, 400), (0, 366, 400), (-400, -390, 400), (9, 40, 409)],
    ids=["ends before it begins", "longer than a year", "long ago", "overlaps"],
)
def test_no_leave_lies_like_this(first: int, last: int, status: int) -> None:
    cycle = assigned(learning())
    approved(cycle, days=10)
    days = {"starts_on": (TODAY + first * DAY).isoformat(), "ends_on": (TODAY + last * DAY).isoformat()}

    send(decider(cycle), door(cycle, "leave"), {"kind": "other", **days}, status=status)

    assert Leave.objects.count() == 1


def test_nobody_approves_their_own_leave_or_that_of_somebody_elsewhere() -> None:
    cycle = assigned(learning())
    leave = approved(cycle)

    for person in (cycle.learner, CoordinatorFactory()):
        with pytest.raises(leaves.MayNotApprove):
            leaves.cancel(leave=leave, by=person, now=NOW)
        for url in (door(cycle), door(cycle, "leave"), reverse("certification:leave_end", args=[leave.pk])):
            page(person, url, status=404)
    page(decider(cycle), f"/certificates/leaves/{uuid4()}/", status=404)
