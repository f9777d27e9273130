"""The board shows facts of the learners near, sums of those far away, and not a word of what anybody wrote."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.models import AccessEvent, Entry, Relationship
from assessments.mentoring.models.observations import Observation
from assessments.mentoring.services import ledger
from tests.factories.mentoring import organisation, pair, record, session
from tests.factories.people import CoordinatorFactory, LearnerFactory, MembershipFactory, OrganisationFactory
from training_site.notices.models import Notice
from training_site.people.models import Organisation, User
from training_site.people.roles import Role

pytestmark = pytest.mark.django_db
PLANTED = "a secret about the river"


@pytest.fixture
def place() -> Organisation:
    return organisation()


@pytest.fixture
def coordinator(place: Organisation) -> User:
    return CoordinatorFactory(in_organisation=place)


def began(weeks: int) -> Any:
    return timezone.localdate() - timedelta(weeks=weeks)


def with_words(of: Relationship) -> None:
    """Words of every kind that stands behind a fact of the board."""
    held = session(of=of, held_on=of.starts_on + timedelta(days=3))
    record(of=held, shared=True, words={"reflection_summary": PLANTED, "salt": "s"})
    entry = Entry(
        organisation=of.organisation,
        author=of.learner,
        occurred_on=of.starts_on,
        client_id=uuid4(),
        words={"what_happened": PLANTED},
        saved_at=timezone.now(),
        finished_at=timezone.now(),
    )
    ledger.begin(entry, event="written", by=of.learner, now=timezone.now())
    seen = Observation(
        organisation=of.organisation,
        relationship=of,
        learner=of.learner,
        number=1,
        form_key="home_visit",
        form_digest="d" * 64,
        observer_kind="mentor",
        observer=of.mentor,
        observer_part={"strengths": PLANTED},
    )
    ledger.begin(seen, event="requested", by=of.learner, now=timezone.now())


def board(client: Client, **query: str) -> str:
    return client.get(reverse("mentoring:board"), query).content.decode()


def test_a_coordinator_sees_the_learners_of_their_organisation_and_no_others(
    place: Organisation, coordinator: User, client: Client
) -> None:
    near, far = pair(place=place, starts_on=began(8)), pair(starts_on=began(8))
    client.force_login(coordinator)
    page = board(client)
    assert near.learner.username in page
    assert far.learner.username not in page


def test_no_word_that_anybody_wrote_is_on_the_board_in_the_facts_or_in_the_file(
    place: Organisation, coordinator: User, client: Client
) -> None:
    of = pair(place=place, starts_on=began(8))
    with_words(of)
    client.force_login(coordinator)
    for url in (
        reverse("mentoring:board"),
        reverse("mentoring:board_file"),
        reverse("mentoring:facts", args=[of.learner_id]),
    ):
        response = client.get(url)
        assert response.status_code == 200
        assert PLANTED not in response.content.decode()


def test_what_is_urgent_comes_first_and_is_said_in_words(
    place: Organisation, coordinator: User, client: Client
) -> None:
    pair(place=place, starts_on=began(8), learner=LearnerFactory(username="anna", in_organisation=place))
    LearnerFactory(username="zoe", in_organisation=place)
    client.force_login(coordinator)
    page = board(client)
    assert page.index("zoe") < page.index("anna")
    assert "No mentor" in page
    assert "Session overdue" in page


def test_a_filter_leaves_the_rows_it_names(place: Organisation, coordinator: User, client: Client) -> None:
    of = pair(place=place, starts_on=began(8))
    alone = LearnerFactory(username="zoe", in_organisation=place)
    client.force_login(coordinator)
    by_signal, by_mentor = board(client, signal="no_mentor"), board(client, mentor=str(of.mentor))
    assert (alone.username in by_signal, of.learner.username in by_signal) == (True, False)
    assert (alone.username in by_mentor, of.learner.username in by_mentor) == (False, True)


def test_the_file_holds_the_rows_of_the_screen(place: Organisation, coordinator: User, client: Client) -> None:
    of = pair(place=place, starts_on=began(8))
    LearnerFactory(username="zoe", in_organisation=place)
    client.force_login(coordinator)
    for query in ({}, {"signal": "no_mentor"}):
        text = client.get(reverse("mentoring:board_file"), query).content.decode("utf-8-sig")
        names = {row["Learner"] for row in csv.DictReader(StringIO(text))}
        on_screen = board(client, **query)
        assert names == {name for name in ("zoe", str(of.learner)) if f">{name}</a>" in on_screen}


def test_everybody_in_the_list_reads_that_they_were_seen(
    place: Organisation, coordinator: User, client: Client
) -> None:
    of = pair(place=place, starts_on=began(8))
    client.force_login(coordinator)
    board(client), board(client)
    event = AccessEvent.objects.get(learner=of.learner)
    assert (event.actor_id, event.action, event.data_class) == (coordinator.pk, "list", "facts")


@pytest.mark.parametrize("learners", [2, 12])
def test_the_board_costs_ten_queries_whatever_the_population(
    place: Organisation, coordinator: User, client: Client, learners: int, django_assert_max_num_queries: Any
) -> None:
    for _number in range(learners):
        with_words(pair(place=place, starts_on=began(8)))
    client.force_login(coordinator)
    with django_assert_max_num_queries(10):
        assert client.get(reverse("mentoring:board")).status_code == 200


@pytest.mark.parametrize("who", ["learner", "mentor", "elsewhere", "trainer", "superuser"])
def test_others_find_nothing_here(place: Organisation, client: Client, who: str) -> None:
    of = pair(place=place, starts_on=began(8))
    person = {
        "learner": lambda: LearnerFactory(in_organisation=place),
        "mentor": lambda: pair(place=place).mentor,
        "elsewhere": lambda: CoordinatorFactory(in_organisation=organisation()),
        "trainer": lambda: _with_role(Role.TRAINER, place),
        "superuser": lambda: _with_role(Role.TRAINER, place, is_superuser=True),
    }[who]()
    client.force_login(person)
    assert client.get(reverse("mentoring:facts", args=[of.learner_id])).status_code == 404
    if who != "elsewhere":
        assert client.get(reverse("mentoring:board")).status_code == 404
        assert client.get(reverse("mentoring:board_file")).status_code == 404


def _with_role(role: Role, place: Organisation, **fields: Any) -> User:
    person: User = LearnerFactory(in_organisation=None, **fields)
    MembershipFactory(user=person, role=role, organisation=place)
    return person


def test_a_learner_reads_the_facts_that_others_see(place: Organisation, client: Client) -> None:
    of = pair(place=place, starts_on=began(8))
    client.force_login(of.learner)
    assert client.get(reverse("mentoring:facts", args=[of.learner_id])).status_code == 200
    assert not AccessEvent.objects.exists()


def test_a_line_manager_sees_what_is_theirs_to_see(place: Organisation, client: Client) -> None:
    of = pair(place=place, starts_on=began(8))
    manager = pair(learner=of.learner, place=place, kind=Relationship.Kind.LINE_MANAGEMENT).mentor
    client.force_login(manager)
    page = client.get(reverse("mentoring:facts", args=[of.learner_id])).content.decode()
    assert "Agreement" in page
    assert "Log entries" not in page
    assert AccessEvent.objects.get().role == "line_manager"


def test_a_coordinator_confirms_a_late_session_and_asks_both_to_meet(
    place: Organisation, coordinator: User, client: Client
) -> None:
    of = pair(place=place, starts_on=began(30))
    late = session(of=of, held_on=began(20))
    row = record(of=late, shared=True)
    row = ledger.append(row, event="frozen", by=of.mentor, now=timezone.now(), digest="d" * 64)
    for event in ("signed_first", "signed"):
        row = ledger.append(row, event=event, by=of.mentor, now=timezone.now())
    type(row).objects.filter(pk=row.pk).update(created_at=timezone.now())
    client.force_login(coordinator)
    url = reverse("mentoring:facts", args=[of.learner_id])
    assert "entered very late" in client.get(url).content.decode()

    assert client.post(f"{url}confirm/", {"act": "approve", "number": late.pk}).status_code == 302
    assert client.post(f"{url}meet/").status_code == 302

    late.refresh_from_db()
    assert late.fact_approved_by == coordinator
    assert "entered very late" not in client.get(url).content.decode()
    assert Notice.objects.filter(kind="mentoring.asked_to_meet").count() == 2


@pytest.mark.parametrize("act", ["confirm", "meet"])
def test_nobody_else_confirms_or_asks(place: Organisation, client: Client, act: str) -> None:
    of = pair(place=place, starts_on=began(8))
    for person in (of.learner, of.mentor, CoordinatorFactory(in_organisation=organisation())):
        client.force_login(person)
        url = f"{reverse('mentoring:facts', args=[of.learner_id])}{act}/"
        assert client.post(url, {"act": "approve", "number": uuid4()}).status_code == 404
    assert not Notice.objects.exists()


def test_a_region_sees_sums_of_five_or_more_and_no_name(place: Organisation, client: Client) -> None:
    region = Organisation.objects.get(kind="region", path=place.path[: -2 * Organisation.steplen])
    other = OrganisationFactory(below=place.get_parent(), kind="organisation")
    people = [pair(place=place, starts_on=began(8)).learner for _ in range(5)]
    people += [pair(place=other, starts_on=began(8)).learner for _ in range(2)]
    client.force_login(CoordinatorFactory(in_organisation=region))
    page = client.get(reverse("mentoring:board")).content.decode()
    assert not [person for person in people if person.username in page]
    assert "7 learners" in page  # two alone would be too few, so both stand together
    assert client.get(reverse("mentoring:facts", args=[people[0].pk])).status_code == 404
    assert client.get(reverse("mentoring:board_file")).status_code == 404


def test_fewer_than_five_are_not_shown_at_all(place: Organisation, client: Client) -> None:
    region = Organisation.objects.get(kind="region", path=place.path[: -2 * Organisation.steplen])
    pair(place=place, starts_on=began(8))
    client.force_login(CoordinatorFactory(in_organisation=region))
    assert "fewer than five" in client.get(reverse("mentoring:board")).content.decode()
