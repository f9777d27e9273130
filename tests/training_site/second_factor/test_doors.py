"""No door opens to staff by a password alone, but a few; none closes to learners."""

from functools import lru_cache
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve
from django.utils import timezone
from pytest_django import Settings

from tests.architecture.access.stage import Stage, stage
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LeadFactory,
    LearnerFactory,
    MembershipFactory,
    MentorFactory,
    SuperuserFactory,
    TrainerFactory,
    UserFactory,
)
from tests.factories.second_factor import signed_in, with_factor
from training_site.access.doors import Door, doors
from training_site.people.models import User
from training_site.people.roles import PERMISSIONS, Role
from training_site.second_factor.middleware import SecondFactorMiddleware
from training_site.second_factor.permissions import STAFF_ROLES
from training_site.second_factor.selectors import answered_for

__all__ = ["stage"]
DOORS = doors()
pytestmark = pytest.mark.django_db
SET_UP, SHOW = "/accounts/2fa/totp/activate/", "/accounts/2fa/reauthenticate/"
OPEN = (
    "/accounts/2fa/",
    "/accounts/logout/",
    "/admin/logout/",
    "/accounts/reauthenticate/",
    "/child-in-danger/",
    "/language/",
    "/sw.js",
    "/offline/",
)


@pytest.fixture(autouse=True)
def _required(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def leads_to_the_factor(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].split("?")[0] in (SET_UP, SHOW)


def is_for_strangers(view: Any) -> bool:
    return bool(getattr(getattr(view, "view_class", None), "is_for_strangers", False))


def is_open(path: str) -> bool:
    path = path.split("?")[0]
    return path in OPEN or path.startswith("/accounts/2fa/")


STAFF = ("coordinator", "trainer", "administrator", "superuser")


@pytest.mark.parametrize("role", ["coordinator", "superuser"])
def test_every_address_leads_staff_to_the_factor_first(role: str, stage: Stage) -> None:
    """Every row of the access table, so every URL pattern of the site, those of the editor's desk among them."""
    middleware = SecondFactorMiddleware(lambda _request: HttpResponse())
    wrong = []
    for row in DOORS:
        method, path, _form = [*row.ask.format(**stage.things).split(" "), ""][:3]
        request = RequestFactory().generic(method, path)
        request.COOKIES[settings.SESSION_COOKIE_NAME] = stage.sessions[role]
        request.session, request.user = SessionStore(stage.sessions[role]), _person(stage.sessions[role])
        try:
            match = resolve(request.path_info)
        except Resolver404:
            continue  # an address without a view shows nothing
        led = middleware.process_view(request, match.func, match.args, match.kwargs)
        if (led is None) != (is_open(path) or is_for_strangers(match.func)) or (led and not leads_to_the_factor(led)):
            wrong.append(row.ask)

    assert wrong == []


@lru_cache(maxsize=8)
def _person(session: str) -> User:
    return User.objects.get(pk=SessionStore(session)["_auth_user_id"])


@pytest.mark.parametrize("row", DOORS[:: len(DOORS) // 10], ids=lambda row: row.ask)
def test_a_sample_of_doors_asks_through_the_whole_site(row: Door, stage: Stage) -> None:
    _asked_as("administrator", row, stage)


@pytest.mark.nightly
@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize("row", DOORS, ids=lambda row: row.ask)
def test_every_door_asks_through_the_whole_site(role: str, row: Door, stage: Stage) -> None:
    _asked_as(role, row, stage)


def _asked_as(role: str, row: Door, stage: Stage) -> None:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = stage.sessions[role]
    method, path, form = [*row.ask.format(**stage.things).split(" "), ""][:3]
    with transaction.atomic():
        response = client.post(path, QueryDict(form).dict()) if method == "POST" else client.get(path)
        transaction.set_rollback(True)
    assert leads_to_the_factor(response) or is_open(path) or response.status_code == 404


@pytest.mark.parametrize("factory", [LearnerFactory, UserFactory], ids=lambda factory: factory.__name__)
def test_learners_are_not_asked(factory: Any) -> None:
    client = signed_in(factory())

    assert [client.get(path).status_code for path in ("/notices/", "/mentoring/")] == [200] * 2


@pytest.mark.parametrize(
    "factory",
    [MentorFactory, TrainerFactory, CoordinatorFactory, LeadFactory, AdministratorFactory, SuperuserFactory],
    ids=lambda factory: factory.__name__,
)
def test_staff_who_have_shown_it_come_in(factory: Any) -> None:
    person = factory()
    with_factor(person)

    assert signed_in(person, shown=True).get("/notices/").status_code == 200
    assert signed_in(person).get("/notices/")["Location"] == f"{SHOW}?next=%2Fnotices%2F"


def test_what_was_sent_without_it_is_not_done_and_not_sent_again() -> None:
    client = signed_in(CoordinatorFactory())

    response = client.post("/notices/preference/", {"by_email": "no"})

    assert response["Location"] == SET_UP


def test_a_learner_who_becomes_staff_is_asked_from_the_next_request_on() -> None:
    person: User = LearnerFactory()
    client = signed_in(person)
    assert client.get("/notices/").status_code == 200

    MembershipFactory(user=person, role=Role.SAFEGUARDING)

    assert leads_to_the_factor(client.get("/notices/"))


def test_a_role_that_has_ended_asks_for_nothing() -> None:
    assert signed_in(MembershipFactory(role=Role.COORDINATOR, ended=True).user).get("/notices/").status_code == 200


def test_a_factor_that_was_taken_away_counts_in_no_session() -> None:
    person: User = CoordinatorFactory()
    factor = with_factor(person)
    client = signed_in(person, shown=True)

    factor.delete()

    assert leads_to_the_factor(client.get("/notices/"))


def test_the_roles_that_need_it_are_those_with_power_over_other_people_and_mentors() -> None:
    assert {role for role in Role if PERMISSIONS[role]} | {Role.MENTOR} == STAFF_ROLES
    assert Role.LEARNER not in STAFF_ROLES


def test_a_mentor_reads_nothing_of_anybody_by_a_password_alone() -> None:
    client = signed_in(MentorFactory())

    assert [leads_to_the_factor(client.get(path)) for path in ("/mentoring/", "/notices/")] == [True, True]
    assert client.get("/child-in-danger/").status_code == 200


def test_a_lost_factor_of_a_mentor_is_taken_away_by_their_administrator_and_not_by_a_coordinator() -> None:
    mentor = MentorFactory()
    place = mentor.memberships.get().organisation
    administrator, coordinator = AdministratorFactory(in_organisation=place), CoordinatorFactory(in_organisation=place)

    assert mentor in answered_for(administrator, today=timezone.localdate())
    assert mentor not in answered_for(coordinator, today=timezone.localdate())


def test_a_visitor_costs_no_query_and_gets_no_cookie(django_assert_num_queries: Any) -> None:
    client = Client()
    with django_assert_num_queries(0):
        response = client.get("/verify/")

    assert not response.cookies


def test_nothing_is_asked_where_it_is_not_required(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False

    assert signed_in(CoordinatorFactory()).get("/notices/").status_code == 200
