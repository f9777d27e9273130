"""Setting a second factor up, showing it, losing it."""

import re
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.utils import decrypt
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.factories.people import (
    PASSWORD,
    AdministratorFactory,
    CoordinatorFactory,
    MembershipFactory,
    OrganisationFactory,
    SuperuserFactory,
    TrainerFactory,
    read_notice,
)
from tests.factories.second_factor import SECRET, digits, signed_in, with_factor
from training_site.audit.models import AuditEvent
from training_site.notices.models import Notice
from training_site.people.models import User
from training_site.people.roles import Role
from training_site.second_factor import services
from training_site.second_factor.services import NotTheirsToReset

pytestmark = pytest.mark.django_db
SET_UP = "/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def _required(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def at_the_door(person: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": person.username, "password": PASSWORD})
    return client


def test_somebody_without_e_mail_sets_it_up_and_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **_how: work())  # the test's never commits
    person: User = CoordinatorFactory(username="vera")
    client = at_the_door(person)
    assert client.get("/notices/")["Location"].startswith(SET_UP)
    assert client.get(SET_UP)["Location"].startswith("/accounts/reauthenticate/")
    client.post(f"/accounts/reauthenticate/?next={SET_UP}", {"password": PASSWORD, "next": SET_UP})

    page = client.get(SET_UP).content.decode()
    secret = client.session[SECRET_SESSION_KEY]
    done = client.post(SET_UP, {"code": digits(secret)})

    assert secret in page
    assert "<svg" in page
    assert "style=" not in page
    assert done["Location"] == "/accounts/2fa/recovery-codes/"
    assert len(re.findall(r"<li><code>\d{8}</code></li>", client.get(done["Location"]).content.decode())) == 10
    assert read_notice(client).get("/notices/").status_code == 200
    assert AuditEvent.objects.filter(act="second_factor.added", person=person).exists()


def test_a_wrong_number_is_said_at_the_field() -> None:
    client = at_the_door(CoordinatorFactory())
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get(SET_UP)

    page = client.post(SET_UP, {"code": "000000"}).content.decode()

    assert 'id="form-errors"' in page
    assert not Authenticator.objects.exists()


def test_an_address_that_waits_for_its_confirmation_is_no_obstacle() -> None:
    person: User = CoordinatorFactory()
    person.emailaddress_set.create(email="vera@example.org", verified=False)
    client = at_the_door(person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    assert client.get(SET_UP).status_code == 200


def test_signing_in_asks_for_it_and_a_recovery_code_will_do_once() -> None:
    person: User = CoordinatorFactory()
    with_factor(person)
    code = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()[0]
    client = at_the_door(person)
    assert client.get("/notices/")["Location"].startswith("/accounts/login/")

    client.post("/accounts/2fa/authenticate/", {"code": code})
    again = at_the_door(person)
    refused = again.post("/accounts/2fa/authenticate/", {"code": code})

    assert read_notice(client).get("/notices/").status_code == 200
    assert 'id="form-errors"' in refused.content.decode()
    assert at_the_door(person).post("/accounts/2fa/authenticate/", {"code": digits()}).status_code == 302


def test_staff_do_not_put_it_away_and_others_may() -> None:
    staff, other = CoordinatorFactory(), MembershipFactory().user
    for person in (staff, other):
        with_factor(person)
        signed_in(person, shown=True).post("/accounts/2fa/totp/deactivate/")

    assert set(Authenticator.objects.values_list("user", flat=True)) == {staff.pk}


def test_secrets_are_sealed_and_follow_a_new_key(settings: Settings) -> None:
    factor = with_factor(CoordinatorFactory())
    before = factor.data["secret"]
    assert SECRET not in before

    settings.TEXT_KEYS = "newer:bmV3ZXItYW5kLW5ld2VyLWFuZC1uZXdlci1rZXktLi4=," + settings.TEXT_KEYS
    call_command("reseal_second_factors", stdout=StringIO())
    factor.refresh_from_db()
    settings.TEXT_KEYS = settings.TEXT_KEYS.split(",")[0]

    assert factor.data["secret"] != before
    assert decrypt(factor.data["secret"]) == SECRET


@pytest.fixture
def places() -> dict[str, Any]:
    country = OrganisationFactory()
    return {"country": country, "below": OrganisationFactory(below=country, kind="region")}


def test_an_administrator_takes_away_what_somebody_has_lost(places: dict[str, Any]) -> None:
    administrator, person = (
        AdministratorFactory(in_organisation=places["country"]),
        TrainerFactory(in_organisation=places["below"]),
    )
    with_factor(person), with_factor(administrator)
    client = signed_in(administrator, shown=True)
    page = reverse("second_factor:reset", args=[person.pk])
    assert page in client.get(reverse("second_factor:people")).content.decode()
    assert client.get(page).status_code == 200

    client.post(page)

    assert not Authenticator.objects.filter(user=person).exists()
    event = AuditEvent.objects.get(act="second_factor.reset")
    assert (event.actor, event.person, event.details) == (administrator, person, {"factors": 2})
    assert Notice.objects.get(person=person).kind == "second_factor.reset"
    assert "Not set up yet" in client.get(reverse("second_factor:people")).content.decode()


@pytest.mark.parametrize(
    "whose",
    ["own", "of another administrator", "of somebody elsewhere", "of somebody with more", "of who runs the site"],
)
def test_nobody_takes_away(whose: str, places: dict[str, Any]) -> None:
    administrator: User = AdministratorFactory(in_organisation=places["below"])
    coordinator: User = CoordinatorFactory(in_organisation=places["below"])
    MembershipFactory(user=coordinator, role=Role.LEAD, organisation=places["country"])
    superuser: User = SuperuserFactory()
    MembershipFactory(user=superuser, role=Role.TRAINER, organisation=places["below"])
    person = {
        "own": administrator,
        "of another administrator": AdministratorFactory(in_organisation=places["below"]),
        "of somebody elsewhere": CoordinatorFactory(),
        "of somebody with more": coordinator,
        "of who runs the site": superuser,
    }[whose]
    with_factor(person)

    with pytest.raises(NotTheirsToReset):
        services.reset(person=person, by=administrator, now=Authenticator.objects.get(type="totp").created_at)

    assert Authenticator.objects.filter(user=person).count() == 2


def test_whoever_runs_the_site_takes_away_an_administrators_and_never_their_own() -> None:
    superuser, administrator = SuperuserFactory(), AdministratorFactory()
    factor = with_factor(administrator)

    assert services.reset(person=administrator, by=superuser, now=factor.created_at) == 2
    with pytest.raises(NotTheirsToReset):
        services.reset(person=superuser, by=superuser, now=factor.created_at)


def test_a_coordinator_has_no_such_page(places: dict[str, Any]) -> None:
    coordinator = CoordinatorFactory(in_organisation=places["country"])
    with_factor(coordinator)

    assert signed_in(coordinator, shown=True).get(reverse("second_factor:people")).status_code == 404
