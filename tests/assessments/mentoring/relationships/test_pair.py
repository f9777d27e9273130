"""The page of a pair from both sides, and for nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.models import AccessEvent, Action, Relationship, Session
from assessments.mentoring.services import endings, ledger, relationships
from tests.assessments.mentoring.relationships.asking import as_, statements
from tests.factories.mentoring import NOW, TODAY, pair, record, session
from tests.factories.mentoring_relationships import agreement, proposal
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    MentorFactory,
    SuperuserFactory,
    TrainerFactory,
)
from training_site.people.models import User

Kind = Relationship.Kind
pytestmark = pytest.mark.django_db


def at(row: Relationship) -> str:
    return reverse("mentoring:pair", args=[row.pk])


@pytest.fixture
def couple() -> Relationship:
    return pair(starts_on=TODAY - timedelta(days=40))


def action(row: Relationship, words: str, *, owner: User) -> Action:
    held = record(of=session(of=row, held_on=TODAY), shared=True)
    made = Action(organisation=row.organisation, relationship=row, record=held, owner=owner, due_on=TODAY)
    made.body = words
    return ledger.begin(made, event="agreed", by=owner, now=NOW)


@pytest.mark.parametrize("who", ["learner", "mentor"])
def test_both_find_what_is_next_and_everything_they_have(couple: Relationship, who: str) -> None:
    agreement(of=couple)
    action(couple, "Ask the aunt first", owner=couple.learner)
    page = as_(getattr(couple, who)).get(at(couple)).content.decode()
    for text in ("Plan the next session", "Ask the aunt first", "Sessions so far", "Shared, to be read", "In force"):
        assert text in page
    for name in ("agreement", "observations", "reviews", "escalation"):
        assert reverse(f"mentoring:{name}", args=[couple.pk]) in page
    change = reverse("mentoring:change", args=[couple.pk])
    assert (change in page) is (who == "learner")


def test_another_session_can_be_planned_or_recorded_while_one_is_ahead(couple: Relationship) -> None:
    ahead = session(of=couple)
    Session.objects.filter(pk=ahead.pk).update(planned_at=timezone.now() + timedelta(days=7))
    page = as_(couple.mentor).get(at(couple)).content.decode()
    assert "Plan the next session" not in page
    assert f'href="{reverse("mentoring:plan", args=[couple.pk])}">Plan or record another session' in page


def test_the_page_has_one_primary_action(couple: Relationship) -> None:
    main = as_(couple.mentor).get(at(couple)).content.decode().split("<main")[1]
    assert main.count('class="button"') == 1


def test_nobody_else_finds_it(couple: Relationship) -> None:
    place = couple.organisation
    strangers = [
        pair(learner=couple.learner, place=place, kind=Kind.LINE_MANAGEMENT).mentor,
        pair(learner=couple.learner, place=place, kind=Kind.ASSESSOR).mentor,
        pair(learner=couple.mentor, place=place).mentor,
        MentorFactory(in_organisation=place),
        CoordinatorFactory(in_organisation=place),
        TrainerFactory(in_organisation=place),
        AdministratorFactory(in_organisation=place),
        SuperuserFactory(),
    ]
    assert [as_(person).get(at(couple)).status_code for person in strangers] == [404] * len(strangers)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.REFLECTIVE])
def test_other_relationships_have_no_such_page(kind: str) -> None:
    row = pair(kind=kind)
    assert [as_(person).get(at(row)).status_code for person in (row.learner, row.mentor)] == [404, 404]


@pytest.mark.parametrize(
    ("state", "learner", "mentor"), [("proposed", 200, 404), ("paused", 200, 404), ("ended", 200, 404)]
)
def test_only_the_learner_finds_it_while_it_is_not_active(state: str, learner: int, mentor: int) -> None:
    row = {"proposed": proposal, "paused": lambda: pair(paused=True), "ended": lambda: pair(ended_on=TODAY)}[state]()
    assert as_(row.learner).get(at(row)).status_code == learner
    assert as_(row.mentor).get(at(row)).status_code == mentor


def test_a_mentor_whose_time_is_over_finds_nothing_on_the_next_request(couple: Relationship) -> None:
    client = as_(couple.mentor)
    assert client.get(at(couple)).status_code == 200
    endings.end(relationship=couple, by=None, reason="mentor_left", now=NOW)
    assert client.get(at(couple)).status_code == 404


def test_a_successor_finds_their_own_page_alone(couple: Relationship) -> None:
    endings.end(relationship=couple, by=None, reason="mentor_left", now=NOW)
    second = proposal(learner=couple.learner, place=couple.organisation)
    for person in (second.learner, second.mentor):
        second = relationships.accept(relationship=second, by=person, now=NOW)
    client = as_(second.mentor)
    assert (client.get(at(second)).status_code, client.get(at(couple)).status_code) == (200, 404)


def test_the_mentors_look_is_noted_and_says_whether_there_were_words(couple: Relationship) -> None:
    client = as_(couple.mentor)
    client.get(at(couple))
    action(couple, "Ask the aunt first", owner=couple.learner)
    client.get(at(couple))
    as_(couple.learner).get(at(couple))
    looks = list(AccessEvent.objects.order_by("pk").values_list("data_class", "subject", "actor"))
    assert looks == [("facts", couple.pk, couple.mentor_id), ("record", couple.pk, couple.mentor_id)]


def test_what_was_declared_is_read_by_the_two() -> None:
    row = proposal()
    relationships.accept(relationship=row, by=row.learner, conflict="We are cousins.", now=NOW)
    row = relationships.accept(relationship=row, by=row.mentor, now=NOW)
    Relationship.objects.update(starts_on=TODAY)
    for person in (row.learner, row.mentor):
        assert "We are cousins." in as_(person).get(at(row)).content.decode()
    assert AccessEvent.objects.get().data_class == "record"


def test_a_draft_of_the_other_is_not_linked(couple: Relationship) -> None:
    draft = record(of=session(of=couple, held_on=TODAY))
    url = reverse("mentoring:record", args=[draft.pk])
    assert url in as_(couple.mentor).get(at(couple)).content.decode()
    assert url not in as_(couple.learner).get(at(couple)).content.decode()


@pytest.mark.parametrize("who", ["learner", "mentor"])
def test_the_page_costs_the_same_however_long_the_past(couple: Relationship, who: str) -> None:
    client = as_(getattr(couple, who))
    for _number in range(5):
        action(couple, "Ask", owner=couple.learner)
    with statements(12):
        client.get(at(couple))
    for _number in range(5):
        action(couple, "Ask", owner=couple.mentor)
    with statements(12):
        client.get(at(couple))


def test_the_page_leads_to_the_contacts_and_is_not_kept(couple: Relationship) -> None:
    page = as_(couple.learner).get(at(couple))
    assert "/child-in-danger/" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
