"""The database itself refuses what must not be: in a cohort twice, two due dates, an answer without a moment, a code for nobody."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, IntegrityError, transaction

from assessments.cohorts.models import Cohort, CohortException, CohortMember, EnrolmentImport, FirstCode
from tests.factories.cohorts import NOW, TODAY, CohortFactory, JoinCodeFactory, invitation, member, taking_part
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"ends_on": TODAY - timedelta(days=400)},
        {"due_on": TODAY, "due_days": 3},
        {"seats": 0},
    ],
    ids=["no name", "ends before it began", "two due dates", "no seat"],
)
def test_a_cohort_that_cannot_be_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        CohortFactory(**fields)


def test_nobody_is_in_a_cohort_twice_and_no_place_takes_part_twice() -> None:
    inside = member(CohortFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        member(inside.cohort, inside.learner)
    place = taking_part(inside.cohort, CohortFactory().organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        taking_part(inside.cohort, place.organisation)


def test_who_came_by_a_code_names_it_and_nobody_else_does() -> None:
    code = JoinCodeFactory()
    for fields in ({"basis": "code"}, {"basis": "hand", "code": code}):
        with pytest.raises(IntegrityError), transaction.atomic():
            member(code.cohort, **fields)


def test_an_address_is_asked_once_at_a_time_in_any_spelling() -> None:
    asked = invitation(CohortFactory(), "maria@x.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        invitation(asked.cohort, "MARIA@x.org")


@pytest.mark.parametrize(
    "change",
    [{"learner": 0}, {"basis": "file"}, {"since": NOW - timedelta(days=1)}],
    ids=["another person", "another way", "another day"],
)
def test_how_a_member_came_is_never_changed(change: dict[str, Any]) -> None:
    inside = member(CohortFactory())
    values = change | ({"learner": UserFactory()} if "learner" in change else {})

    with pytest.raises(Error, match="evidence is never changed"), transaction.atomic():
        CohortMember.objects.filter(pk=inside.pk).update(**values)


def test_what_is_done_is_not_undone() -> None:
    inside = member(CohortFactory())
    by = inside.learner
    used = FirstCode.objects.create(person=by, digest="a", made_at=NOW, expires_at=NOW, used_at=NOW)
    done = EnrolmentImport.objects.create(
        cohort=inside.cohort, sha256="b", looked_by=by, looked_at=NOW, state="done", ended_at=NOW
    )
    found = CohortException.objects.create(
        member=inside, kind="time", found_at=NOW, resolution="left", resolved_at=NOW, resolved_by=by
    )
    tries = [
        (FirstCode.objects.filter(pk=used.pk), {"used_at": None}),
        (EnrolmentImport.objects.filter(pk=done.pk), {"state": "looked", "ended_at": None}),
        (CohortException.objects.filter(pk=found.pk), {"resolution": "assigned"}),
    ]
    for rows, change in tries:
        with pytest.raises(Error, match="evidence is never changed"), transaction.atomic():
            rows.update(**change)


def test_a_cohort_says_when_somebody_is_due_and_whether_it_is_over() -> None:
    relative, fixed, none = Cohort(due_days=30), Cohort(due_on=TODAY), Cohort()

    assert relative.due_for(TODAY) == TODAY + timedelta(days=30)
    assert (fixed.due_for(TODAY), none.due_for(TODAY)) == (TODAY, None)
    assert Cohort(ends_on=TODAY).is_over(TODAY + timedelta(days=1))
    assert not Cohort(ends_on=TODAY).is_over(TODAY)
    assert Cohort(closed_at=NOW).is_over(TODAY)
