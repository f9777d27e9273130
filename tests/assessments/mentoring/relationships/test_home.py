"""The home of mentoring: what needs me first, then my people, in ten queries whatever their number."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.mentoring.models import AccessEvent, Group, Observation, Relationship, Session
from assessments.mentoring.pages.home import home
from assessments.mentoring.selectors.home import surroundings
from assessments.mentoring.services import ledger, relationships
from tests.assessments.mentoring.relationships.asking import as_, statements
from tests.factories.mentoring import NOW, TODAY, organisation, pair, record, session
from tests.factories.mentoring_relationships import agreement, proposal, saved, signed
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    MentorFactory,
    SuperuserFactory,
    UserFactory,
)
from training_site.people.models import User
from training_site.people.roles import Role

Kind = Relationship.Kind
pytestmark = pytest.mark.django_db
HOME = "/mentoring/"
MOST_QUERIES = 10


def seen_by(person: User) -> Any:
    return home(person, surroundings(person, today=TODAY), now=NOW)


def texts(person: User) -> list[str]:
    page = seen_by(person)
    return [need.text for need in [page.first, *page.soon, *page.later] if need]


# What needs me


def test_a_proposal_waits_for_both() -> None:
    row = proposal()
    assert texts(row.learner) == [f"Do you want to work with {row.mentor}? You are asked."]
    row = relationships.accept(relationship=row, by=row.learner, now=NOW)
    assert texts(row.learner) == []
    assert len(texts(row.mentor)) == 1


def test_a_new_pair_agrees_first() -> None:
    row = pair()
    for person, other in [(row.learner, row.mentor), (row.mentor, row.learner)]:
        assert texts(person) == [f"Agree with {other} how you will work"]


def test_an_agreement_waits_for_whoever_has_not_signed() -> None:
    row = pair()
    draft = saved(row)
    assert texts(row.mentor) == [f"Finish the agreement with {row.learner}"]
    signed(draft, by=row.learner)
    assert texts(row.mentor) == [f"Sign the agreement with {row.learner}"]
    assert texts(row.learner) == []
    saved(row, by=row.mentor, seen_revision=1, place="Outside")
    signed(draft, by=row.mentor)
    assert texts(row.learner) == [f"Sign the agreement with {row.mentor}"]
    assert texts(row.mentor) == []


def test_a_record_waits_for_its_writer_then_its_reader_then_for_both_signatures() -> None:
    row = agreement().relationship
    held = record(of=session(of=row, held_on=TODAY))
    assert texts(row.mentor) == [f"Finish the record of March 2, 2026 with {row.learner}"]
    assert texts(row.learner) == []
    ledger.append(held, event="shared", by=row.mentor, now=NOW)
    assert texts(row.learner) == [f"Read the record of March 2, 2026 with {row.mentor}"]
    assert texts(row.mentor) == []
    ledger.append(held, event="returned", by=row.learner, now=NOW)
    assert texts(row.mentor) == [f"Change the record of March 2, 2026; {row.learner} asks for it"]
    ledger.append(held, event="frozen", by=row.mentor, now=NOW, digest="d" * 64)
    assert [text.split(" of ")[0] for text in texts(row.mentor) + texts(row.learner)] == ["Sign the record"] * 2


def test_a_planned_session_that_has_passed_asks_whether_it_took_place() -> None:
    row = agreement().relationship
    planned = session(of=row)
    Session.objects.filter(pk=planned.pk).update(planned_at=NOW - timedelta(days=1))
    assert texts(row.learner) == [f"Did you meet {row.mentor} on March 1, 2026?"]


def test_nothing_waits_while_a_pair_pauses() -> None:
    row = pair(paused=True)
    page = seen_by(row.mentor)
    assert (page.first, page.lead) == (None, "Nothing waits for you now.")
    assert page.people[0].url == ""
    assert page.people[0].state.endswith(" · pauses")
    assert seen_by(row.learner).mine[0].url


def test_the_most_urgent_comes_first_and_much_unfolds() -> None:
    mentor = MentorFactory()
    rows = [agreement(of=pair(mentor=mentor)).relationship for _number in range(7)]
    for row in rows[1:]:
        held = record(of=session(of=row, held_on=TODAY), shared=True)
        ledger.append(held, event="returned", by=row.learner, now=NOW)
    frozen = record(of=session(of=rows[0], held_on=TODAY), shared=True)
    ledger.append(frozen, event="frozen", by=mentor, now=NOW, digest="d" * 64)
    page = seen_by(mentor)
    assert page.lead == "7 things wait for you."
    assert page.first.text.startswith("Sign the record")
    assert (len(page.soon), len(page.later)) == (4, 2)


def test_somebody_who_observes_in_another_pair_finds_it() -> None:
    row = pair()
    peer = pair(learner=row.learner, place=row.organisation, kind=Kind.PEER).mentor
    observation = Observation(
        organisation=row.organisation,
        relationship=row,
        learner=row.learner,
        number=1,
        form_key="home_visit",
        form_digest="d" * 64,
        observer_kind="peer",
        observer=peer,
        scheduled_on=TODAY,
    )
    ledger.begin(observation, event="requested", by=row.learner, now=NOW)
    assert texts(peer) == ["An observation waits for you, March 2, 2026"]
    assert seen_by(peer).first.url == reverse("mentoring:observation", args=[observation.pk])


# My people


def test_people_are_in_the_order_of_what_is_due() -> None:
    mentor = MentorFactory()
    late = pair(mentor=mentor, starts_on=TODAY - timedelta(days=40))
    new = pair(mentor=mentor, starts_on=TODAY - timedelta(days=2))
    kept = pair(mentor=mentor, starts_on=TODAY - timedelta(days=20))
    pauses = pair(mentor=mentor, starts_on=TODAY - timedelta(days=90), paused=True)
    names = [card.name for card in seen_by(mentor).people]
    assert (names[0], names[-1]) == (str(late.learner), str(pauses.learner))
    overdue = seen_by(mentor).people[0]
    assert overdue.is_overdue
    assert overdue.due == "A session is overdue by 27 days"
    assert {str(new.learner), str(kept.learner)} < {card.name for card in seen_by(mentor).people}
    assert seen_by(mentor).count.startswith("4 people · ")


def test_the_next_session_is_named_with_its_page() -> None:
    row = pair()
    planned = session(of=row)
    Session.objects.filter(pk=planned.pk).update(planned_at=NOW + timedelta(days=3))
    card = seen_by(row.learner).mine[0]
    assert card.next.startswith("Next session: March 5, 2026")
    assert card.next_url == reverse("mentoring:session", args=[planned.pk])


def test_the_rhythm_is_drawn_and_said() -> None:
    row = pair(starts_on=TODAY - timedelta(days=40))
    drawn = seen_by(row.mentor).people[0].rhythm
    assert drawn is not None
    assert [mark.state for mark in drawn.marks] == ["missed", "missed", "open", "ahead"]
    assert drawn.text == "0 of 2 sessions kept"
    page = as_(row.mentor).get(HOME).content.decode()
    assert 'role="img" aria-label="' in page


def test_a_mentor_of_mentors_finds_the_audits() -> None:
    mentor = pair().mentor
    supervisor = pair(learner=mentor).mentor
    page = seen_by(supervisor)
    assert page.people[0].what == "You mentor this mentor"
    assert "Announced audits" in [door.title for door in page.doors]


def test_the_people_around_a_learner_and_around_whom_one_is_are_named() -> None:
    place = organisation()
    row = pair(place=place)
    manager = pair(place=place, learner=row.learner, kind=Kind.LINE_MANAGEMENT).mentor
    page = seen_by(row.learner)
    assert [(one.name, one.url) for one in page.around] == [(str(manager), "")]
    other = seen_by(manager).others[0]
    assert (other.name, other.what, other.url) == (
        str(row.learner),
        "You are the line manager",
        reverse("mentoring:facts", args=[row.learner_id]),
    )


# Nobody yet


@pytest.mark.parametrize(
    ("factory", "said"),
    [
        (LearnerFactory, "You have no mentor yet."),
        (MentorFactory, "Nobody has been proposed to you yet."),
        (CoordinatorFactory, "On the board you see your learners"),
        (AdministratorFactory, "Mentoring begins when a coordinator"),
        (UserFactory, "Mentoring begins when a coordinator"),
        (SuperuserFactory, "Mentoring begins when a coordinator"),
    ],
)
def test_an_empty_home_says_what_comes(factory: Any, said: str) -> None:
    page = as_(factory()).get(HOME)
    assert page.status_code == 200
    assert said in page.content.decode()


@pytest.mark.parametrize(
    ("factory", "titles"),
    [
        (LearnerFactory, ["My log", "My map", "Who looked", "Groups", "Disagreements"]),
        (MentorFactory, []),
        (CoordinatorFactory, ["Groups", "Board", "Emergency access", "Disagreements"]),
    ],
)
def test_ways_on_follow_from_the_role(factory: Any, titles: list[str]) -> None:
    assert [door.title for door in seen_by(factory()).doors] == titles


def test_a_safeguarding_lead_finds_the_concerns_that_were_raised() -> None:
    lead = UserFactory()
    MembershipFactory(user=lead, role=Role.SAFEGUARDING, organisation=organisation())
    assert [door.title for door in seen_by(lead).doors] == ["Emergency access", "Concerns that were raised"]
    for door in seen_by(lead).doors:
        assert as_(lead).get(door.url).status_code == 200
    assert "stays between two" in as_(lead).get(HOME).content.decode()


def test_a_facilitator_finds_the_groups() -> None:
    place = organisation()
    mentor = MentorFactory(in_organisation=place)
    Group.objects.create(organisation=place, programme_key="practice", name="North", facilitator=mentor, since=TODAY)
    assert [door.title for door in seen_by(mentor).doors] == ["Groups"]


# Cost, and who looked


@pytest.mark.parametrize("people", [1, 6, 12])
def test_the_home_costs_the_same_for_any_number_of_people(people: int) -> None:
    mentor = MentorFactory()
    for _number in range(people):
        row = agreement(of=pair(mentor=mentor)).relationship
        record(of=session(of=row, held_on=TODAY), shared=True)
        session(of=row)
    client = as_(mentor)
    client.get(HOME)
    with statements(MOST_QUERIES):
        assert client.get(HOME).status_code == 200


def test_a_learners_home_keeps_the_budget_too() -> None:
    row = agreement().relationship
    for _number in range(4):
        record(of=session(of=row, held_on=TODAY), shared=True)
    client = as_(row.learner)
    with statements(MOST_QUERIES):
        client.get(HOME)


def test_who_is_listed_to_a_mentor_can_read_so_once_a_day() -> None:
    row = pair()
    client = as_(row.mentor)
    client.get(HOME)
    client.get(HOME)
    as_(row.learner).get(HOME)
    look = AccessEvent.objects.get()
    assert (look.learner, look.actor, look.action, look.data_class) == (row.learner, row.mentor, "list", "facts")


def test_a_home_of_much_weighs_little() -> None:
    mentor = MentorFactory()
    for _number in range(6):
        row = agreement(of=pair(mentor=mentor, starts_on=TODAY - timedelta(days=100))).relationship
        record(of=session(of=row, held_on=TODAY), shared=True)
    page = as_(mentor).get(HOME, headers={"accept-encoding": "gzip"})
    assert len(page.content) < 8_000


def test_a_visitor_is_led_to_the_door() -> None:
    assert Client().get(HOME).status_code == 302


def test_the_page_is_not_kept() -> None:
    page = as_(UserFactory()).get(HOME)
    assert "no-store" in page["Cache-Control"]
