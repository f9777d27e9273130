"""Who moves away is no longer read where they were: the relationships that a move leaves behind end."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from assessments.mentoring.confidentiality import Standing
from assessments.mentoring.models import Relationship
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import moving
from assessments.mentoring.ticking import JOBS
from tests.factories.mentoring import NOW, TODAY, organisation, pair
from tests.factories.mentoring_relationships import proposal
from tests.factories.people import AdministratorFactory, LearnerFactory, MembershipFactory, MentorFactory, UserFactory
from training_site.people import services
from training_site.people.models import Membership, Organisation, User
from training_site.people.organisations.services import appointing

pytestmark = pytest.mark.django_db


def _neighbour(place: Organisation) -> Organisation:
    """Another organisation of the same district."""
    parent = Organisation.objects.get(pk=place.pk).get_parent()
    return parent.add_child(name=f"Neighbour of {place.name}", kind="organisation")


def _membership(person: User) -> Membership:
    return Membership.objects.get(user=person, until=None)


def _end(person: User, *, days: int = 0) -> None:
    services.end_membership(membership=_membership(person), until=TODAY + timedelta(days=days), today=TODAY)


def _now(row: Relationship) -> tuple[str, str]:
    row.refresh_from_db()
    return row.state, row.reason


def test_the_old_mentor_of_somebody_who_moves_reads_nothing_more(django_capture_on_commit_callbacks: Any) -> None:
    row = pair()
    by = AdministratorFactory(in_organisation=row.organisation.get_root())
    assert Standing.MENTOR in viewpoint(row.mentor, row.learner_id, now=NOW).standings

    with time_machine.travel(NOW, tick=False), django_capture_on_commit_callbacks(execute=True):
        appointing.move(
            membership=_membership(row.learner), to=_neighbour(row.organisation), by=by, on=TODAY, today=TODAY
        )

    assert _now(row) == ("ended", "moved")
    assert viewpoint(row.mentor, row.learner_id, now=NOW).standings == frozenset()
    assert row.learner.notices.filter(kind="mentoring.ended").count() == 1


def test_a_move_of_the_future_ends_it_on_its_day() -> None:
    row = pair()
    _end(row.learner, days=3)

    assert moving.follow_moves(now=NOW + timedelta(days=2)) == 0
    assert _now(row) == ("active", "")
    assert moving.follow_moves(now=NOW + timedelta(days=3)) == 1
    assert _now(row) == ("ended", "moved")


def test_a_mentor_whose_role_reaches_the_new_place_goes_on() -> None:
    place = organisation()
    row = pair(place=place, mentor=MentorFactory(in_organisation=place.get_parent()))
    to = _neighbour(place)
    _end(row.learner)
    MembershipFactory(user=row.learner, organisation=to, since=TODAY)

    assert moving.follow_moves(now=NOW, person=row.learner) == 0
    assert _now(row) == ("active", "")


def test_it_ends_when_the_mentor_leaves() -> None:
    row, other = pair(), pair()
    _end(row.mentor)

    assert moving.follow_moves(now=NOW, person=row.mentor) == 1
    assert _now(row) == ("ended", "mentor_left")
    assert _now(other) == ("active", "")


def test_a_mentor_from_a_neighbouring_organisation_has_not_left() -> None:
    place = organisation()
    mentor = MentorFactory(in_organisation=_neighbour(place))
    row = pair(place=place, mentor=mentor)
    MembershipFactory(user=mentor, role="mentor", organisation=organisation(), until=TODAY)

    assert moving.follow_moves(now=NOW) == 0
    assert _now(row) == ("active", "")


def test_a_role_that_was_over_before_the_two_began_ends_nothing() -> None:
    place = organisation()
    mentor = MentorFactory(in_organisation=_neighbour(place))
    MembershipFactory(user=mentor, role="mentor", organisation=place, until=TODAY - timedelta(days=300))
    row = pair(place=place, mentor=mentor)

    assert moving.follow_moves(now=NOW) == 0
    assert _now(row) == ("active", "")


def test_what_was_taken_back_before_it_began_ends_nothing() -> None:
    row = pair()
    MembershipFactory(user=row.learner, organisation=organisation(), since=TODAY, until=TODAY)

    assert moving.follow_moves(now=NOW) == 0


def test_a_proposal_to_somebody_who_moves_is_taken_back() -> None:
    row = proposal(learner_said_yes=True)
    _end(row.learner)

    assert moving.follow_moves(now=NOW) == 1
    assert _now(row) == ("ended", "taken_back")


def test_a_line_manager_goes_on_by_any_role_that_reaches_the_new_place() -> None:
    place = organisation()
    manager = UserFactory()
    MembershipFactory(user=manager, role="trainer", organisation=place.get_parent())
    row = pair(place=place, mentor=manager, kind=Relationship.Kind.LINE_MANAGEMENT)
    _end(row.learner)
    assert moving.follow_moves(now=NOW) == 1

    assert _now(row) == ("ended", "moved")


def test_what_is_over_stays_as_it_ended() -> None:
    row = pair(ended_on=TODAY)
    _end(row.learner)

    assert moving.follow_moves(now=NOW) == 0


def test_a_pair_without_organisation_is_left_alone() -> None:
    row = pair(learner=LearnerFactory(), mentor=MentorFactory())
    Relationship.objects.filter(pk=row.pk).update(organisation=None)
    _end(row.mentor)

    assert moving.follow_moves(now=NOW) == 0


def test_the_clock_asks_every_hour() -> None:
    job = next(job for job in JOBS if job.name == "mentoring.moves")

    assert str(job.run(NOW)) == "ended 0"
    assert job.every == timedelta(hours=1)
