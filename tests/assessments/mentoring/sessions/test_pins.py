"""A PIN is one person's own: kept as a slow hash, closed after five wrong tries, however they come."""

from datetime import timedelta

import pytest

from assessments.mentoring.models import Pin
from assessments.mentoring.services import pins
from tests.factories.mentoring import NOW
from tests.factories.people import UserFactory
from training_site.people.models import User

PIN = "804153"


@pytest.fixture
def person(db: None) -> User:
    person = UserFactory()
    pins.set_pin(person=person, pin=PIN, now=NOW)
    return person


def wrong(person: User, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises((pins.WrongPin, pins.PinLocked)):
            pins.check_pin(person=person, pin="111222", now=NOW)


def test_the_right_pin_is_taken(person: User) -> None:
    pins.check_pin(person=person, pin=PIN, now=NOW)


@pytest.mark.parametrize(
    "pin",
    [
        pytest.param("80415", id="too short"),
        pytest.param("8041538041538", id="too long"),
        pytest.param("80415a", id="a letter"),
        pytest.param("٨٠٤١٥٣", id="digits of another script, which another phone may not type"),
        pytest.param("777777", id="one digit"),
        pytest.param("123456", id="a run"),
        pytest.param("987654", id="a run down"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_pin_that_everybody_would_try_is_refused(db: None, pin: str) -> None:
    person = UserFactory()
    with pytest.raises(pins.UnfitPin):
        pins.set_pin(person=person, pin=pin, now=NOW)
    assert not pins.has_pin(person)


def test_the_database_holds_no_digit_of_it(person: User) -> None:
    kept = Pin.objects.get(person=person)
    assert PIN not in kept.hash
    assert "$" in kept.hash


def test_the_pin_of_one_person_opens_nothing_for_another(person: User) -> None:
    other = UserFactory()
    pins.set_pin(person=other, pin="391746", now=NOW)
    with pytest.raises(pins.WrongPin):
        pins.check_pin(person=other, pin=PIN, now=NOW)


def test_somebody_without_a_pin_is_told_so(db: None) -> None:
    with pytest.raises(pins.NoPin):
        pins.check_pin(person=UserFactory(), pin=PIN, now=NOW)


def test_each_wrong_try_says_how_many_are_left(person: User) -> None:
    left = []
    for _ in range(4):
        with pytest.raises(pins.WrongPin) as refused:
            pins.check_pin(person=person, pin="111222", now=NOW)
        left.append(refused.value.left)
    assert left == [4, 3, 2, 1]


def test_the_fifth_wrong_try_closes_it_even_for_the_right_pin(person: User) -> None:
    wrong(person, 5)
    with pytest.raises(pins.PinLocked) as refused:
        pins.check_pin(person=person, pin=PIN, now=NOW + timedelta(minutes=14))
    assert refused.value.until == NOW + pins.LOCKED_FOR


def test_a_lock_runs_out_and_five_tries_are_there_again(person: User) -> None:
    wrong(person, 5)
    after = NOW + pins.LOCKED_FOR
    with pytest.raises(pins.WrongPin) as refused:
        pins.check_pin(person=person, pin="111222", now=after)
    assert refused.value.left == 4
    pins.check_pin(person=person, pin=PIN, now=after)


def test_the_right_pin_forgives_the_tries_before_it(person: User) -> None:
    wrong(person, 4)
    pins.check_pin(person=person, pin=PIN, now=NOW)
    wrong(person, 4)
    pins.check_pin(person=person, pin=PIN, now=NOW)


def test_a_new_pin_opens_the_lock_and_ends_the_old_one(person: User) -> None:
    wrong(person, 5)
    pins.set_pin(person=person, pin="391746", now=NOW)
    pins.check_pin(person=person, pin="391746", now=NOW)
    with pytest.raises(pins.WrongPin):
        pins.check_pin(person=person, pin=PIN, now=NOW)
