"""Confidence is kept with consent, shown to oneself, and counted where five or more let it be."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from assessments.reporting.selectors.units import unit_for
from assessments.surveys.models import Rating
from assessments.surveys.pages.confidence import _shown, own, sums
from assessments.surveys.selectors import instruments
from assessments.surveys.selectors import ratings as selectors
from assessments.surveys.services import ratings
from tests.factories.people import CoordinatorFactory, LearnerFactory, OrganisationFactory
from tests.factories.surveys import CONFIDENCE, NOW, instrument
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db


def rated(person: User, *, counted: bool = True, later: int = 0, **given: dict[str, int]) -> list[Rating]:
    return ratings.rate(
        person=person,
        version=instrument(CONFIDENCE),
        given=given,
        consent=True,
        counted=counted,
        now=NOW + timedelta(days=later),
    )


def both(place: Organisation, number: int, *, counted: bool = True, **after: Any) -> None:
    for _one in range(number):
        rated(
            LearnerFactory(in_organisation=place), counted=counted, before={"listen": 4}, after={"listen": 8, **after}
        )


def page(place: Organisation) -> dict[str, Any]:
    today = timezone.localdate()
    around = unit_for(CoordinatorFactory(in_organisation=place.get_root()), place.pk, today=today)
    assert around is not None
    top = place.get_root().path
    units = list(Organisation.objects.filter(path__startswith=top).order_by("path").values_list("path", flat=True))
    return sums(instruments.asked(instrument(CONFIDENCE)), around, units, selectors.counted_below(top, today=today))


def test_nothing_is_kept_without_consent() -> None:
    with pytest.raises(ratings.NoConsent):
        ratings.rate(
            person=LearnerFactory(),
            version=instrument(CONFIDENCE),
            given={"before": {"listen": 3}},
            consent=False,
            counted=True,
            now=NOW,
        )

    assert not Rating.objects.exists()


def test_the_newest_word_on_a_moment_is_shown_and_the_earlier_one_stays() -> None:
    person = LearnerFactory()
    rated(person, before={"listen": 3})
    rated(person, later=2, before={"listen": 5}, after={})

    assert selectors.own(person) == {"before": {"listen": 5}}
    assert Rating.objects.count() == 2


def test_before_then_and_after_stand_side_by_side() -> None:
    person = LearnerFactory()
    rated(person, before={"listen": 8}, after={"listen": 7}, then={"listen": 3})
    compared = own(instruments.asked(instrument(CONFIDENCE)), selectors.own(person))["compared"]

    assert [[(bar.text, bar.width) for bar in one.bars] for one in compared] == [[("8", 800), ("3", 300), ("7", 700)]]


def test_taking_the_consent_back_deletes_all_of_it_and_nobody_elses() -> None:
    person = LearnerFactory()
    rated(person, before={"listen": 3}, after={"listen": 5})
    rated(LearnerFactory(), before={"listen": 3})

    assert (ratings.forget(person=person), Rating.objects.count()) == (2, 1)


@pytest.mark.parametrize(("number", "shown"), [(4, []), (5, [["4", "8"]])])
def test_means_are_of_five_at_least(number: int, shown: list[list[str]]) -> None:
    place = OrganisationFactory()
    both(place, number)

    assert [[bar.text for bar in one.bars] for one in page(place)["compared"]] == shown


def test_whoever_does_not_let_theirs_be_counted_is_not() -> None:
    place = OrganisationFactory()
    both(place, 4)
    both(place, 3, counted=False)

    assert page(place)["compared"] == []


def test_a_unit_is_hidden_on_its_own_page_where_it_would_give_its_sister_away() -> None:
    country = OrganisationFactory()
    small, large = (OrganisationFactory(below=country) for _unit in range(2))
    both(small, 2)
    both(large, 6)

    assert [bool(page(one)["compared"]) for one in (country, small, large)] == [True, False, False]


def test_numbers_of_a_tree_are_hidden_by_the_law_of_sums() -> None:
    assert _shown(["0001"], [frozenset({"0001"})] * 5) == {"0001": 5}
    assert _shown(["0001"], [frozenset({"0001"})] * 4) == {"0001": None}
