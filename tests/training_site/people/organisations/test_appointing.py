"""Memberships begun, ended and moved by somebody who may, and by nobody else."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories.people import (
    LONG_AGO,
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    OrganisationFactory,
    SuperuserFactory,
    UserFactory,
)
from training_site.people.models import Membership, Organisation, User
from training_site.people.organisations.services import appointing
from training_site.people.organisations.services.appointing import AlreadyThere, NotTheirsToGive
from training_site.people.permissions import VIEW_PROGRESS
from training_site.people.roles import Role
from training_site.people.services import MembershipRefused

TODAY = date(2026, 3, 4)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ground:
    """Two organisations of one district, one of another, and who looks after the first district."""

    centre: Organisation
    outreach: Organisation
    elsewhere: Organisation
    coordinator: User


def plant() -> Ground:
    country = OrganisationFactory()
    near, far = (OrganisationFactory(below=country, kind="district") for _number in range(2))
    return Ground(
        centre=OrganisationFactory(below=near),
        outreach=OrganisationFactory(below=near),
        elsewhere=OrganisationFactory(below=far),
        coordinator=CoordinatorFactory(in_organisation=near),
    )


@pytest.fixture
def ground(db: None) -> Ground:
    return plant()


def _held(person: User, day: date) -> set[tuple[str, int]]:
    rows = Membership.objects.active_on(day).filter(user=person)
    return {(row.role, row.organisation_id) for row in rows}


def test_somebody_holds_several_roles_in_several_places(ground: Ground) -> None:
    person = LearnerFactory(in_organisation=ground.centre)

    for role, place in ((Role.MENTOR, ground.outreach), (Role.TRAINER, ground.centre)):
        appointing.begin(person=person, role=role, organisation=place, by=ground.coordinator, since=TODAY, today=TODAY)

    assert _held(person, TODAY) == {
        ("learner", ground.centre.pk),
        ("mentor", ground.outreach.pk),
        ("trainer", ground.centre.pk),
    }


def test_a_role_of_the_future_begins_on_its_day(ground: Ground) -> None:
    person = LearnerFactory(in_organisation=ground.centre)
    day = TODAY + timedelta(days=30)

    appointing.begin(
        person=person, role=Role.MENTOR, organisation=ground.centre, by=ground.coordinator, since=day, today=TODAY
    )

    assert ("mentor", ground.centre.pk) not in _held(person, day - ONE_DAY)
    assert ("mentor", ground.centre.pk) in _held(person, day)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LEAD, Role.SAFEGUARDING, Role.ADMINISTRATOR])
def test_a_coordinator_does_not_give_the_role_of(role: Role, ground: Ground) -> None:
    person = LearnerFactory(in_organisation=ground.centre)

    with pytest.raises(NotTheirsToGive):
        appointing.begin(
            person=person, role=role, organisation=ground.centre, by=ground.coordinator, since=TODAY, today=TODAY
        )


def test_a_role_is_not_given_in_a_neighbouring_district(ground: Ground) -> None:
    with pytest.raises(NotTheirsToGive):
        appointing.begin(
            person=LearnerFactory(in_organisation=ground.centre),
            role=Role.LEARNER,
            organisation=ground.elsewhere,
            by=ground.coordinator,
            since=TODAY,
            today=TODAY,
        )


def test_nobody_is_drawn_in_who_does_not_belong_here(ground: Ground) -> None:
    left = UserFactory()
    MembershipFactory(user=left, organisation=ground.centre, until=TODAY - ONE_DAY)
    for person in (UserFactory(), LearnerFactory(in_organisation=ground.elsewhere), left):
        with pytest.raises(NotTheirsToGive):
            appointing.begin(
                person=person,
                role=Role.LEARNER,
                organisation=ground.centre,
                by=ground.coordinator,
                since=TODAY,
                today=TODAY,
            )


def test_who_moves_was_here_through_the_day_before_and_is_there_from_the_day_on(ground: Ground) -> None:
    row = MembershipFactory(organisation=ground.centre)
    day = TODAY + timedelta(days=10)

    new = appointing.move(membership=row, to=ground.outreach, by=ground.coordinator, on=day, today=TODAY)

    assert _held(row.user, day - ONE_DAY) == {("learner", ground.centre.pk)}
    assert _held(row.user, day) == {("learner", ground.outreach.pk)}
    row.refresh_from_db()
    assert (row.since, row.until, new.since, new.until) == (LONG_AGO, day, day, None)


def test_a_move_keeps_the_end_that_was_set(ground: Ground) -> None:
    end = TODAY + timedelta(days=100)
    row = MembershipFactory(organisation=ground.centre, until=end)

    assert (
        appointing.move(membership=row, to=ground.outreach, by=ground.coordinator, on=TODAY, today=TODAY).until == end
    )


def test_a_move_needs_both_sides(ground: Ground) -> None:
    here, there = MembershipFactory(organisation=ground.centre), MembershipFactory(organisation=ground.elsewhere)

    with pytest.raises(NotTheirsToGive):
        appointing.move(membership=here, to=ground.elsewhere, by=ground.coordinator, on=TODAY, today=TODAY)
    with pytest.raises(NotTheirsToGive):
        appointing.move(membership=there, to=ground.centre, by=ground.coordinator, on=TODAY, today=TODAY)

    assert _held(here.user, TODAY) == {("learner", ground.centre.pk)}
    assert _held(there.user, TODAY) == {("learner", ground.elsewhere.pk)}


def test_whoever_looks_after_both_sides_moves_somebody_across_districts(ground: Ground) -> None:
    country = ground.centre.get_root()
    row = MembershipFactory(organisation=ground.centre)

    appointing.move(
        membership=row,
        to=ground.elsewhere,
        by=AdministratorFactory(in_organisation=country),
        on=TODAY,
        today=TODAY,
    )

    assert not VIEW_PROGRESS.allows(ground.coordinator, row.user, today=TODAY)


def test_nobody_moves_to_where_they_are_nor_after_they_have_left(ground: Ground) -> None:
    row = MembershipFactory(organisation=ground.centre, until=TODAY + ONE_DAY)
    with pytest.raises(AlreadyThere):
        appointing.move(membership=row, to=ground.centre, by=ground.coordinator, on=TODAY, today=TODAY)
    with pytest.raises(MembershipRefused):
        appointing.move(membership=row, to=ground.outreach, by=ground.coordinator, on=TODAY + ONE_DAY, today=TODAY)


def test_a_membership_is_ended_by_whoever_could_give_it_and_by_nobody_else(ground: Ground) -> None:
    row = MembershipFactory(organisation=ground.centre)
    for other in (CoordinatorFactory(in_organisation=ground.elsewhere), row.user, UserFactory()):
        with pytest.raises(NotTheirsToGive):
            appointing.end(membership=row, by=other, until=TODAY, today=TODAY)

    appointing.end(membership=row, by=ground.coordinator, until=TODAY, today=TODAY)

    assert _held(row.user, TODAY) == set()
    assert _held(row.user, TODAY - ONE_DAY) == {("learner", ground.centre.pk)}


def test_what_has_not_begun_is_taken_back(ground: Ground) -> None:
    day = TODAY + timedelta(days=5)
    row = MembershipFactory(organisation=ground.centre, since=day)

    appointing.end(membership=row, by=SuperuserFactory(), until=day, today=TODAY)

    assert _held(row.user, day) == set()


class TestMoving(TestCase):
    """However often somebody moves, on every day since the first they are in exactly one place."""

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(steps=st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=5))
    def test_somebody_who_moves_is_always_in_one_place(self, steps: list[tuple[int, bool]]) -> None:
        ground = plant()
        row, day = MembershipFactory(organisation=ground.centre, since=TODAY), TODAY
        for days, away in steps:
            day += timedelta(days=days)
            to = ground.outreach if away else ground.centre
            if to.pk != row.organisation_id:
                row = appointing.move(membership=row, to=to, by=ground.coordinator, on=day, today=TODAY)

        for number in range((day - TODAY).days + 2):
            assert len(_held(row.user, TODAY + timedelta(days=number))) == 1
