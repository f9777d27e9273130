"""The names and places of an organisation: who keeps the list, who knows of it, where it stands."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.mentoring.models import LocalTerm
from assessments.mentoring.selectors.terms import own_terms
from assessments.mentoring.services import terms
from tests.assessments.mentoring.log.conftest import SignIn
from tests.factories.mentoring import NOW, organisation
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MentorFactory,
    SuperuserFactory,
    TrainerFactory,
)
from training_site.people.models import Organisation


@pytest.fixture
def place(db: None) -> Organisation:
    return organisation()


def at(place: Organisation) -> str:
    return reverse("mentoring:terms", args=[place.pk])


@pytest.mark.parametrize("factory", [CoordinatorFactory, AdministratorFactory], ids=["coordinator", "administrator"])
def test_those_who_keep_the_list_read_and_change_it(place: Organisation, sign_in: SignIn, factory: type) -> None:
    browser = sign_in(factory(in_organisation=place))

    reply = browser.post(at(place), {"names": "Sreymom\n\n  Dara  Sok \nsreymom", "places": "Prek Thmei"})

    assert reply.status_code == 302
    assert {(one.kind, one.text) for one in own_terms(place.pk)} == {
        ("name", "sreymom"),
        ("name", "Dara Sok"),
        ("place", "Prek Thmei"),
    }
    page = browser.get(at(place)).content.decode()
    assert "Dara Sok" in page
    assert "Prek Thmei" in page


def test_a_list_is_sealed_and_a_term_that_stays_is_not_written_anew(place: Organisation, sign_in: SignIn) -> None:
    browser = sign_in(CoordinatorFactory(in_organisation=place))
    browser.post(at(place), {"names": "Sreymom\nDara"})
    kept = LocalTerm.objects.order_by("pk").values_list("pk", flat=True)
    before = set(kept)

    browser.post(at(place), {"names": "Dara\nSophea"})

    assert len(before & set(kept.all())) == 1
    assert {one.text for one in own_terms(place.pk)} == {"Dara", "Sophea"}
    assert not any(b"Dara" in bytes(row.body_sealed) for row in LocalTerm.objects.all())


@pytest.mark.parametrize(
    "factory", [LearnerFactory, MentorFactory, TrainerFactory], ids=["learner", "mentor", "trainer"]
)
def test_others_of_the_organisation_see_how_long_it_is(place: Organisation, sign_in: SignIn, factory: type) -> None:
    sign_in(CoordinatorFactory(in_organisation=place)).post(at(place), {"names": "Sreymom\nDara"})
    browser = sign_in(factory(in_organisation=place))

    page = browser.get(at(place)).content.decode()

    assert "has 2 words" in page
    assert "Sreymom" not in page
    assert browser.post(at(place), {"names": ""}).status_code == 404
    assert LocalTerm.objects.count() == 2


def test_others_find_nothing(place: Organisation, sign_in: SignIn) -> None:
    for person in (CoordinatorFactory(in_organisation=organisation()), LearnerFactory(), SuperuserFactory()):
        browser = sign_in(person)
        assert browser.get(at(place)).status_code == 404
        assert browser.post(at(place), {"names": "x"}).status_code == 404


def test_a_coordinator_above_keeps_it_and_one_below_does_not(place: Organisation) -> None:
    above = CoordinatorFactory(in_organisation=place.get_parent())
    below = CoordinatorFactory(in_organisation=place)

    assert terms.may_keep(above, place, today=NOW.date())
    assert not terms.may_keep(below, place.get_parent(), today=NOW.date())
    with pytest.raises(terms.NotTheirs):
        terms.rewrite(organisation=place.get_parent(), names=["x"], places=[], by=below, now=NOW)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"names": "x" * 81}, "Line 1 is too long"),
        ({"names": "\n".join(f"name{n}" for n in range(5001))}, "At most 5000 lines fit"),
    ],
    ids=["long", "many"],
)
def test_what_is_no_list_comes_back(place: Organisation, sign_in: SignIn, given: dict[str, str], said: str) -> None:
    reply = sign_in(CoordinatorFactory(in_organisation=place)).post(at(place), given)

    assert reply.status_code == 400
    assert said in reply.content.decode()
    assert given["names"][:80] in reply.content.decode()
    assert not LocalTerm.objects.exists()


def test_a_list_is_typed_and_not_uploaded(place: Organisation, sign_in: SignIn) -> None:
    browser = sign_in(CoordinatorFactory(in_organisation=place))

    reply = browser.post(at(place), {"names": "Dara", "list": SimpleUploadedFile("list.csv", b"x")})

    assert reply.status_code == 400
    assert "Dara" in reply.content.decode()


def test_a_list_has_an_end(place: Organisation) -> None:
    with pytest.raises(terms.TooMany):
        terms.rewrite(
            organisation=place,
            names=[f"name{number}" for number in range(10_001)],
            places=[],
            by=CoordinatorFactory(in_organisation=place),
            now=NOW,
        )
