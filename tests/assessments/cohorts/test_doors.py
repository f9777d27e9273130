"""The doors into a cohort, which are there for everybody: a code from a poster, an invitation; an account is made on the way."""

import pytest
from django.test import Client
from django.utils import timezone

from assessments.cohorts.models import Cohort, CohortMember
from assessments.cohorts.services import inviting
from assessments.progress.models import Enrolment
from tests.assessments.certification.deciding.asking import page, send
from tests.factories import evidence
from tests.factories.cohorts import CohortFactory, JoinCodeFactory, invitation, member
from tests.factories.people import OrganisationFactory, UserFactory, read_notice

pytestmark = pytest.mark.django_db
STRONG = "seven-quiet-lanterns"


@pytest.fixture
def cohort() -> Cohort:
    found: Cohort = CohortFactory(name="Autumn", organisation=OrganisationFactory(name="Centre"), pathway="official")
    return found


def test_a_visitor_signs_up_on_the_way_in(cohort: Cohort) -> None:
    evidence.plant_programme()
    today = timezone.localdate()
    code = JoinCodeFactory(cohort=cohort, opens_on=today, closes_on=today)
    client = Client()
    asked = client.post("/join/", {"code": code.code.lower()})
    assert asked["Location"] == f"/join/{code.code}/"
    said = client.get(asked["Location"]).content.decode()
    assert "Autumn" in said
    assert f"/accounts/signup/?next=/join/{code.code}/" in said
    assert client.post(asked["Location"])["Location"] == f"/accounts/login/?next=/join/{code.code}/"

    form = {"username": "newcomer", "password1": STRONG, "password2": STRONG, "next": f"/join/{code.code}/"}
    assert client.post("/accounts/signup/", form)["Location"] == f"/join/{code.code}/"
    assert "Join as newcomer" in read_notice(client).get(f"/join/{code.code}/").content.decode()
    assert client.post(f"/join/{code.code}/")["Location"] == "/learning/"

    assert CohortMember.objects.get().learner.username == "newcomer"
    assert Enrolment.objects.get().pathway == "official"
    assert "You are in this cohort" in client.get(f"/join/{code.code}/").content.decode()


def test_after_many_codes_that_nobody_made_a_right_one_has_to_wait_too() -> None:
    code, client = JoinCodeFactory(), Client()
    for _try in range(20):
        assert client.post("/join/", {"code": "wrong"}).status_code == 400

    assert client.post("/join/", {"code": code.code}).status_code == 429
    assert client.get(f"/join/{code.code}/").status_code == 404
    assert client.post("/start/", {"username": "a", "code": "b", "password": "c"}).status_code == 429


def test_a_full_or_closed_code_says_so(cohort: Cohort) -> None:
    today = timezone.localdate()
    full = JoinCodeFactory(cohort=cohort, opens_on=today, closes_on=today, seats=1)
    member(cohort, basis="code", code=full)

    assert "All seats are taken" in send(UserFactory(), f"/join/{full.code}/", status=409).content.decode()
    closed = JoinCodeFactory(cohort=cohort, closed=True)
    assert "does not let anybody in today" in page(UserFactory(), f"/join/{closed.code}/")


def test_an_invitation_is_answered_yes_or_no(cohort: Cohort) -> None:
    until = timezone.localdate()
    yes, no = (
        f"/join/invited/{inviting.token(invitation(cohort, to, expires_on=until))}/" for to in ("a@x.org", "b@x.org")
    )
    client = Client()
    assert "Sign up and join" in client.get(yes).content.decode()
    assert client.post(yes)["Location"].startswith("/accounts/login/?next=/join/invited/")

    person = UserFactory()
    send(person, yes)
    assert CohortMember.objects.get().learner == person
    assert "not asked again" in client.post(no, {"answer": "no"}).content.decode()
    assert client.get(no).status_code == client.get(yes).status_code == 404
