"""The wish to be forgotten: asked once, taken back, looked at by one and fulfilled by another."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    OrganisationFactory,
    SuperuserFactory,
    UserFactory,
)
from training_site.audit.models import AuditEvent
from training_site.notices.models import Notice
from training_site.people.models import Organisation, User
from training_site.privacy.models import ErasureProof, ErasureRequest
from training_site.privacy.services import requests
from training_site.privacy.services.requests import NotTheirs, SamePerson, TooLate

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def place() -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def person(place: Organisation) -> User:
    return LearnerFactory(in_organisation=place)


@pytest.fixture
def first(place: Organisation) -> User:
    return AdministratorFactory(in_organisation=place)


@pytest.fixture
def second(place: Organisation) -> User:
    return AdministratorFactory(in_organisation=place)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_it_is_due_within_a_month_and_asked_twice_it_is_one(person: User, first: User, second: User) -> None:
    wish = requests.ask(person=person, now=NOW)

    assert requests.ask(person=person, now=NOW + timedelta(days=1)) == wish
    assert wish.due_on == date(2026, 6, 2)
    assert set(Notice.objects.values_list("person", flat=True)) == {first.pk, second.pk}


def test_where_no_administrator_is_near_whoever_runs_the_site_is_told() -> None:
    superuser = SuperuserFactory()
    AdministratorFactory()
    wish = requests.ask(person=UserFactory(), now=NOW)

    assert Notice.objects.get().person == superuser
    assert str(wish.pk) in Notice.objects.get().link


def test_it_is_taken_back_until_it_is_done(person: User, first: User) -> None:
    wish = requests.ask(person=person, now=NOW)
    requests.look(wish=wish, by=first, now=NOW)

    taken = requests.take_back(person=person, now=NOW)

    assert taken.state == ErasureRequest.State.TAKEN_BACK
    assert not Notice.objects.filter(withdrawn_at=None).exists()
    with pytest.raises(TooLate):
        requests.take_back(person=person, now=NOW)
    assert requests.ask(person=person, now=NOW) != wish


def test_two_people_fulfil_it(person: User, first: User, second: User) -> None:
    wish = requests.ask(person=person, now=NOW)
    with pytest.raises(TooLate):
        requests.carry_out(wish=wish, by=second, now=NOW)
    requests.look(wish=wish, by=first, now=NOW)
    with pytest.raises(SamePerson):
        requests.carry_out(wish=wish, by=first, now=NOW)

    proof = requests.carry_out(wish=wish, by=second, now=NOW)

    person.refresh_from_db()
    assert person.username.startswith("erased-")
    acts = list(AuditEvent.objects.filter(act__startswith="privacy.").order_by("pk").values_list("act", flat=True))
    assert acts == ["privacy.erasure_asked", "privacy.erasure_looked", "privacy.erased"]
    assert AuditEvent.objects.get(act="privacy.erased").details == {"sha256": proof.sha256}


@pytest.mark.parametrize("who", ["the person", "an administrator elsewhere", "a coordinator"])
def test_it_is_not_for(who: str, person: User, place: Organisation) -> None:
    wish = requests.ask(person=person, now=NOW)
    by = {
        "the person": person,
        "an administrator elsewhere": AdministratorFactory(),
        "a coordinator": CoordinatorFactory(in_organisation=place),
    }[who]

    with pytest.raises(NotTheirs):
        requests.look(wish=wish, by=by, now=NOW)
    assert signed_in(by).get(reverse("privacy:request", args=[wish.pk])).status_code == 404


def test_an_administrator_does_not_fulfil_their_own(first: User, second: User) -> None:
    wish = requests.ask(person=first, now=NOW)

    with pytest.raises(NotTheirs):
        requests.look(wish=wish, by=first, now=NOW)
    requests.look(wish=wish, by=second, now=NOW)


def test_the_database_holds_to_two_people_one_wish_and_a_proof_that_stays(
    person: User, first: User, second: User
) -> None:
    wish = requests.ask(person=person, now=NOW)
    requests.look(wish=wish, by=first, now=NOW)
    for change in (
        {"done_by": first, "done_at": NOW},
        {"looked_by": person},
        {"looked_at": None},
        {"done_at": NOW},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ErasureRequest.objects.filter(pk=wish.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.create(person=person, asked_at=NOW, due_on=NOW.date())
    requests.carry_out(wish=wish, by=second, now=NOW)
    for late in (
        lambda: ErasureRequest.objects.update(done_at=None, done_by=None),
        lambda: ErasureProof.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            late()


def test_the_pages_lead_from_the_wish_to_its_proof(person: User, first: User, second: User) -> None:
    own = signed_in(person)
    assert "Ask to be forgotten" in own.get("/privacy/erasure/").content.decode()
    own.post("/privacy/erasure/", {"act": "ask"})
    wish = ErasureRequest.objects.get()
    assert "Take it back" in own.get("/privacy/erasure/").content.decode()
    assert "You asked to be forgotten" in own.get("/privacy/").content.decode()
    page = reverse("privacy:request", args=[wish.pk])
    one, other = signed_in(first), signed_in(second)
    assert str(person) in one.get("/privacy/requests/").content.decode()

    assert one.post(page, {"act": "carry_out"}).status_code == 409
    assert one.post(page, {"act": "look"})["Location"] == "/privacy/requests/"
    assert one.post(page, {"act": "carry_out"}).status_code == 409
    assert "Somebody else has to do it" in one.get(page).content.decode()
    done = other.post(page, {"act": "carry_out"})

    proof = Client().get(done["Location"]).content.decode()
    assert ErasureProof.objects.get().sha256 in proof
    assert Client().get(f"{done['Location']}?format=json").json()["sha256"] == ErasureProof.objects.get().sha256
    assert other.get(page).status_code == 200
    assert other.post(page, {"act": "carry_out"}).status_code == 409


def test_what_nobody_asks_for_is_refused_plainly(person: User, first: User) -> None:
    wish = requests.ask(person=person, now=NOW)

    assert signed_in(person).post("/privacy/erasure/", {"act": "nonsense"}).status_code == 400
    assert signed_in(first).post(reverse("privacy:request", args=[wish.pk]), {"act": "x"}).status_code == 400
    assert Client().get(f"{reverse('privacy:proof', args=[wish.pk])}?format=json").status_code == 404
    assert "not done yet" in Client().get(reverse("privacy:proof", args=[wish.pk])).content.decode()


def test_taking_back_what_is_gone_says_nothing(person: User) -> None:
    assert signed_in(person).post("/privacy/erasure/", {"act": "take_back"})["Location"] == "/privacy/erasure/"


def test_a_late_wish_says_so(person: User, first: User) -> None:
    requests.ask(person=person, now=datetime(2020, 1, 1, tzinfo=UTC))

    assert "This is late." in signed_in(first).get("/privacy/requests/").content.decode()
