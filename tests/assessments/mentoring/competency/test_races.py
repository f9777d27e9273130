"""Two people act in one moment: one of them does, and the others are told."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from assessments.mentoring.models import Decision, Entry, Event, Evidence, Relationship, Review
from assessments.mentoring.services import decisions, evidence, reviews
from assessments.mentoring.services.ledger import NotNow
from tests.assessments.racing import apart, at_once, ground
from tests.factories.mentoring import NOW, organisation, pair
from tests.factories.mentoring_competency import claim, decided, framework, moderator_of, signed_off
from tests.factories.mentoring_log import entry
from training_site.people.models import User


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Instead of a transaction that is rolled back, which no other thread would see: a copy that is thrown away."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


def test_one_of_them_decides_and_the_others_are_told(db: None) -> None:
    def sow() -> tuple[Relationship, str]:
        framework()
        two = pair(place=organisation())
        return two, str(decided(two).pk)

    two, seen = apart(sow)

    def act() -> str:
        try:
            signed_off(two, level=2, seen=seen)
        except decisions.DecidedMeanwhile:
            return "told"
        return "decided"

    assert at_once(act, times=6) == {"decided": 1, "told": 5}
    states = apart(lambda: sorted(Decision.objects.values_list("state", flat=True)))
    assert states == ["signed_off", "superseded"]


def test_an_entry_is_judged_once_however_often_the_button_is_pressed(db: None) -> None:
    def sow() -> tuple[Relationship, Entry]:
        framework()
        two = pair(place=organisation())
        return two, entry(of=two, read=True)

    two, row = apart(sow)

    def act() -> str:
        try:
            evidence.validate_entry(entry=row, by=two.mentor, claims=[claim()], now=NOW)
        except (evidence.JudgedAlready, evidence.TooMany):
            return "told"
        return "judged"

    assert at_once(act, times=6) == {"judged": 1, "told": 5}
    assert apart(lambda: Evidence.objects.count()) == 1
    assert apart(lambda: Event.objects.filter(subject=row.pk, kind="validated").count()) == 1


def test_a_review_begins_once(db: None) -> None:
    def sow() -> Relationship:
        framework()
        return pair(place=organisation(), starts_on=date(2025, 12, 1))

    two = apart(sow)

    def act() -> str:
        try:
            reviews.begin(relationship=two, by=two.mentor, month=3, now=NOW)
        except reviews.OpenedAlready:
            return "told"
        return "begun"

    assert at_once(act, times=6) == {"begun": 1, "told": 5}
    assert apart(lambda: Review.objects.count()) == 1


def test_a_decision_is_upheld_or_returned_and_never_both(db: None) -> None:
    def sow() -> tuple[Decision, User, User]:
        framework()
        two = pair(place=organisation())
        return decided(two), moderator_of(two), moderator_of(two)

    row, first, second = apart(sow)
    turns = count()

    def act() -> str:
        try:
            if next(turns) % 2:
                decisions.uphold(decision=row, by=first, now=NOW)
                return "upheld"
            decisions.give_back(decision=row, by=second, reason="unclear", now=NOW)
        except NotNow:
            return "too late"
        return "returned"

    outcomes = at_once(act, times=6)
    state = apart(lambda: Decision.objects.get(pk=row.pk).state)
    assert outcomes == {state: 1, "too late": 5}
