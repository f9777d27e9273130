"""What waits for somebody stands where they look, costs the same however much it is, and nobody else sees it."""

from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.certification.selectors.awaited import awaited, how_much
from assessments.certification.services import evidence
from tests.assessments.certification.holder.conftest import SignIn
from tests.assessments.certification.holder.reading import text
from tests.factories.certification import NOW, TODAY, assigned
from tests.factories.certification_papers import FIRST_AID, paper
from tests.factories.certification_requests import HOURS, learning
from tests.factories.certification_words import WORD, manager, word
from tests.factories.mentoring import Kind, pair
from tests.factories.people import CoordinatorFactory, LearnerFactory

LINE = "question about somebody's certificate"


def test_a_line_leads_to_it_while_it_waits(sign_in: SignIn) -> None:
    home = "certification:home"
    cycle = assigned(learning(WORD))
    client = sign_in(manager(cycle))
    assert LINE not in text(client.get(reverse(home)))
    row = word(cycle=cycle)

    page = client.get(reverse(home))
    assert "1 question about somebody's certificate waits for you" in text(page)
    assert reverse("certification:waiting") in page.content.decode()
    assert LINE not in text(sign_in(row.learner).get(reverse(home)))


def test_the_home_of_mentoring_leads_there_for_whoever_is_somebody_to_a_learner(sign_in: SignIn) -> None:
    cycle = assigned(learning(WORD))
    door = reverse("certification:waiting")

    assert door in sign_in(manager(cycle)).get(reverse("mentoring:home")).content.decode()
    assert door not in sign_in(cycle.learner).get(reverse("mentoring:home")).content.decode()


def test_words_papers_and_hours_wait_together_for_a_line_manager() -> None:
    cycle = assigned(learning(WORD, FIRST_AID, HOURS))
    boss = manager(cycle)
    word(cycle=cycle)
    paper(cycle=cycle, requirement="first-aid")
    evidence.enter_hours(learner=cycle.learner, hours=4, place="Team east", until=TODAY, now=NOW)

    assert {one.row.machine.name for one in awaited(boss, today=TODAY)} == {"attestation", "evidence"}
    assert how_much(boss, today=TODAY) == 3
    for person in (cycle.learner, LearnerFactory(), CoordinatorFactory(in_organisation=cycle.certification.issuer)):
        assert awaited(person, today=TODAY) == []


def test_somebody_with_another_role_is_not_asked() -> None:
    cycle = assigned(learning(WORD))
    manager(cycle)
    word(cycle=cycle)
    mentor = pair(learner=cycle.learner, place=cycle.certification.issuer, kind=Kind.REFLECTIVE).mentor

    assert awaited(mentor, today=TODAY) == []


def test_many_people_cost_as_much_as_one(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    version = learning({**WORD, "role": "coordinator"})
    person = CoordinatorFactory(in_organisation=version.certification.issuer)
    for _ in range(4):
        word(cycle=assigned(version))

    with django_assert_max_num_queries(3):
        assert len(awaited(person, today=TODAY)) == 4
    with django_assert_max_num_queries(2):
        assert how_much(person, today=TODAY) == 4
