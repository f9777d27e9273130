"""Many at once: seats are given once, a file is carried out once, a code is used once; on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from assessments.cohorts.models import CohortMember, JoinCode
from assessments.cohorts.services import first_codes, importing, joining
from tests.assessments.racing import apart, at_once, ground
from tests.factories.cohorts import NOW, CohortFactory, JoinCodeFactory
from tests.factories.people import CoordinatorFactory, UserFactory
from training_site.people.models import Membership, User

SEATS = 20


@pytest.fixture(autouse=True)
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Instead of a transaction that is rolled back, which no other thread would see: a copy that is thrown away."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


def race_for_seats(times: int, **where: int) -> None:
    """So many people join at once where there are 20 seats: 20 are in, and the others are told so."""
    code: JoinCode = apart(lambda: JoinCodeFactory(**where))
    people = apart(lambda: [UserFactory() for _ in range(times)])
    numbers = count()

    def come() -> str:
        try:
            joining.join(code=code, person=people[next(numbers)], now=NOW)
        except joining.Full:
            return "no seat"
        return "in"

    assert at_once(come, times=times) == {"in": SEATS, "no seat": times - SEATS}
    assert apart(lambda: CohortMember.objects.filter(cohort=code.cohort, until=None).count()) == SEATS
    assert apart(lambda: Membership.objects.filter(user__in=people).count()) == SEATS


def test_of_many_who_join_at_once_as_many_are_in_as_there_are_seats() -> None:
    race_for_seats(40, cohort__seats=SEATS)


@pytest.mark.nightly
@pytest.mark.parametrize("where", ["seats", "cohort__seats"])
def test_of_two_hundred_who_join_at_once_twenty_are_in(where: str) -> None:
    race_for_seats(200, **{where: SEATS})


def test_a_file_that_many_carry_out_at_once_is_carried_out_once() -> None:
    cohort = apart(CohortFactory)
    by: User = apart(lambda: CoordinatorFactory(in_organisation=cohort.organisation))
    data = b"first_name,last_name\nAnn,Birch\nCleo,Dorn\n"
    looked = apart(lambda: importing.look(cohort=cohort, data=data, by=by, now=NOW))

    def carry() -> str:
        try:
            importing.carry_out(looked=looked, by=by, now=NOW)
        except importing.AlreadyEnded:
            return "done before"
        return "done"

    assert at_once(carry, times=8) == {"done": 1, "done before": 7}
    assert apart(CohortMember.objects.count) == 2


def test_a_first_code_that_many_use_at_once_is_used_once() -> None:
    cohort = apart(CohortFactory)
    by: User = apart(lambda: CoordinatorFactory(in_organisation=cohort.organisation))
    cells = {"first_name": "Ann", "last_name": "Birch"}
    place = cohort.organisation
    apart(lambda: importing.bring_one(cohort=cohort, cells=cells, organisation=place, by=by, now=NOW))
    ids = apart(lambda: list(CohortMember.objects.values_list("learner", flat=True)))
    [slip] = apart(lambda: first_codes.issue(cohort=cohort, people_ids=ids, by=by, now=NOW))

    def use() -> str:
        try:
            first_codes.redeem(username="ann.birch", code=slip.code, password="seven-quiet-lanterns", now=NOW)
        except first_codes.WrongCode:
            return "too late"
        return "opened"

    assert at_once(use, times=8) == {"opened": 1, "too late": 7}
