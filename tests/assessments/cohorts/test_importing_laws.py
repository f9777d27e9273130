"""A file is what its rows are, one after the other; and a longer one hardly asks the database more."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessments.cohorts.models import Cohort, CohortMember, Invitation
from assessments.cohorts.services import importing
from tests.factories.cohorts import NOW, CohortFactory
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.people.models import Membership, User

pytestmark = pytest.mark.django_db
HEAD = "first_name,last_name,email,username,since"
POOL = (
    "Ana,Lopez,,,",
    "Ben,Novak,,ben-n,05.10.2026",
    "Cyd,Ray,cyd@example.org,,",
    "Dee,Known,dee@example.org,,",
    "Eve,Renamed,,eve-k,",
    "Fay,Badday,,,31.02.2026",
    "Gus,Badname,,a b,",
)


class Undone(Exception):
    """What was written was looked at, and goes."""


@pytest.fixture
def by() -> User:
    person: User = CoordinatorFactory()
    place = person.memberships.get().organisation
    LearnerFactory(in_organisation=place, username="dee", email="dee@example.org", first_name="Dee", last_name="Known")
    LearnerFactory(in_organisation=place, username="eve-k", email="", first_name="Eve", last_name="Before")
    return person


def carry_out(cohort: Cohort, by: User, rows: Sequence[str]) -> list[str]:
    looked = importing.look(cohort=cohort, data="\n".join([HEAD, *rows]).encode(), by=by, now=NOW)
    done = importing.carry_out(looked=looked, by=by, now=NOW, only_good=True)
    return list(done.rows.order_by("line").values_list("verdict", flat=True))


def outcome(by: User, files: Sequence[Sequence[str]], seats: int | None) -> list[Any]:
    """The verdicts of the rows and everything that they leave behind; afterwards it is undone."""
    found: list[Any] = []
    try:
        with transaction.atomic():
            cohort = CohortFactory(organisation=by.memberships.get().organisation, seats=seats)
            found.append([verdict for rows in files for verdict in carry_out(cohort, by, rows)])
            left = (
                User.objects.values_list("username", "first_name", "last_name", "email"),
                Membership.objects.values_list("user__username", "role", "organisation", "since", "until"),
                CohortMember.objects.values_list("learner__username", "organisation", "basis", "until"),
                Invitation.objects.values_list("email", "first_name", "last_name", "expires_on"),
            )
            found += [sorted(rows, key=str) for rows in left]
            raise Undone
    except Undone:
        return found


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(rows=st.lists(st.sampled_from(POOL), min_size=1, max_size=7), seats=st.sampled_from([None, 1, 3]))
@example(rows=[POOL[0], POOL[1], POOL[1]], seats=1)
def test_a_file_is_its_rows_one_after_the_other(by: User, rows: list[str], seats: int | None) -> None:
    assert outcome(by, [rows], seats) == outcome(by, [[row] for row in rows], seats)


def test_more_people_cost_hardly_more_statements(by: User) -> None:
    def statements(count: int) -> int:
        cohort = CohortFactory(organisation=by.memberships.get().organisation)
        rows = [f"Given{count}-{number},Family,,," for number in range(count)]
        with CaptureQueriesContext(connection) as asked:
            carry_out(cohort, by, rows)
        return len(asked)

    assert statements(60) - statements(6) < 60 // 2
