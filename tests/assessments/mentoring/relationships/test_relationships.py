"""Who may become whose mentor, what both say to it, and what a pause and an end bring."""

from datetime import timedelta
from typing import Any

import pytest

from assessments.mentoring.confidentiality import Standing
from assessments.mentoring.models import Event, PolicyVersion, Relationship, Session
from assessments.mentoring.selectors.relationships import candidates, coordinators_of, is_line_manager, room_to_assign
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import endings, ledger, relationships
from assessments.mentoring.services.ledger import NotNow
from tests.assessments.mentoring.relationships.asking import told
from tests.factories.mentoring import NOW, PROGRAMME, TODAY, organisation, pair, record, session
from tests.factories.mentoring_relationships import agreement, proposal, wanted
from tests.factories.people import CoordinatorFactory, LearnerFactory, MentorFactory, UserFactory
from training_site.notices.models import Notice
from training_site.people.models import Organisation, User

Kind = Relationship.Kind
pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Organisation:
    return organisation()


@pytest.fixture
def coordinator(place: Organisation) -> User:
    return CoordinatorFactory(in_organisation=place)


def decides(place: Organisation, **values: Any) -> None:
    PolicyVersion.objects.create(organisation=place, programme_key=PROGRAMME, number=1, values=values, made_at=NOW)


# Beginning


def test_a_mentor_is_proposed_and_both_are_asked(coordinator: User, place: Organisation) -> None:
    row = relationships.assign(wanted(place=place), by=coordinator, now=NOW)
    assert row.state == "proposed"
    assert told(row.learner) == told(row.mentor) == ["proposed"]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.REFLECTIVE])
def test_everybody_else_is_named_and_both_are_told(coordinator: User, place: Organisation, kind: str) -> None:
    row = relationships.assign(wanted(place=place, kind=kind), by=coordinator, now=NOW)
    assert (row.state, row.is_primary) == ("active", False)
    assert told(row.learner) == told(row.mentor) == ["named"]


@pytest.mark.parametrize("first", ["learner", "mentor"])
def test_it_begins_when_both_have_said_yes_in_either_order(first: str) -> None:
    row = proposal()
    two = [row.learner, row.mentor] if first == "learner" else [row.mentor, row.learner]
    halfway = relationships.accept(relationship=row, by=two[0], now=NOW)
    assert halfway.state == f"awaiting_{'mentor' if first == 'learner' else 'learner'}"
    assert told(two[0]) == []
    assert relationships.accept(relationship=row, by=two[1], now=NOW).state == "active"
    assert told(row.learner) == told(row.mentor) == ["accepted"]


def test_nobody_says_yes_twice_or_for_the_other() -> None:
    row = proposal(learner_said_yes=True)
    with pytest.raises(NotNow):
        relationships.accept(relationship=row, by=row.learner, now=NOW)
    for stranger in (UserFactory(), CoordinatorFactory(in_organisation=row.organisation)):
        with pytest.raises(relationships.NotTheirAnswer):
            relationships.accept(relationship=row, by=stranger, now=NOW)
        with pytest.raises(relationships.NotTheirAnswer):
            relationships.decline(relationship=row, by=stranger, reason="other", now=NOW)


def test_either_can_say_no_and_whoever_proposed_it_is_told(coordinator: User, place: Organisation) -> None:
    row = proposal(place=place, by=coordinator, learner_said_yes=True)
    row = relationships.decline(relationship=row, by=row.mentor, reason="no_time", now=NOW)
    assert (row.state, row.reason, row.ends_on) == ("ended", "no_time", TODAY)
    assert told(coordinator) == ["declined"]
    assert told(row.learner) == told(row.mentor) == []


def test_a_no_needs_a_known_reason() -> None:
    row = proposal()
    with pytest.raises(relationships.UnknownReason):
        relationships.decline(relationship=row, by=row.mentor, reason="she is my aunt", now=NOW)


def test_a_conflict_of_interest_is_kept_sealed_and_only_its_fact_is_in_the_ledger() -> None:
    row = proposal()
    relationships.accept(relationship=row, by=row.learner, conflict=" She is my aunt. ", now=NOW)
    row = relationships.accept(relationship=row, by=row.mentor, conflict="He is my nephew.", now=NOW)
    assert row.conflict.opened() == "She is my aunt.\n\nHe is my nephew."
    reasons = Event.objects.filter(subject=row.pk).values_list("reason", flat=True)
    assert list(reasons) == ["", "conflict", "conflict"]


def test_a_proposal_can_be_taken_back_until_both_have_answered(coordinator: User, place: Organisation) -> None:
    row = relationships.take_back(relationship=proposal(place=place, learner_said_yes=True), by=coordinator, now=NOW)
    assert (row.state, row.reason) == ("ended", "taken_back")
    assert told(row.mentor) == []
    with pytest.raises(NotNow):
        relationships.take_back(relationship=pair(place=place), by=coordinator, now=NOW)


# What nobody may do


def test_nobody_assigns_themself_or_to_themself(coordinator: User, place: Organisation) -> None:
    somebody = LearnerFactory(in_organisation=place)
    for learner, person in [(coordinator, somebody), (somebody, coordinator), (somebody, somebody)]:
        with pytest.raises(relationships.NotForThemself):
            relationships.assign(wanted(place=place, learner=learner, person=person), by=coordinator, now=NOW)


def test_two_people_are_together_once_in_each_way(coordinator: User, place: Organisation) -> None:
    row = pair(place=place)
    again = wanted(place=place, learner=row.learner, person=row.mentor, is_primary=False)
    with pytest.raises(relationships.AlreadyTogether):
        relationships.assign(again, by=coordinator, now=NOW)


@pytest.mark.parametrize("answered", [False, True], ids=["while one is asked", "while there is one"])
def test_a_learner_has_one_primary_mentor(coordinator: User, place: Organisation, answered: bool) -> None:
    row = pair(place=place) if answered else proposal(place=place, by=coordinator)
    with pytest.raises(relationships.HasAPrimaryMentor):
        relationships.assign(wanted(place=place, learner=row.learner), by=coordinator, now=NOW)
    second = wanted(place=place, learner=row.learner, is_primary=False)
    assert relationships.assign(second, by=coordinator, now=NOW).state == "proposed"


def both_ways(place: Organisation) -> list[Any]:
    """A mentor who shall be line manager, and a line manager who shall be mentor."""
    mentored, managed = pair(place=place), pair(place=place, kind=Kind.LINE_MANAGEMENT)
    return [
        wanted(place=place, learner=mentored.learner, person=mentored.mentor, kind=Kind.LINE_MANAGEMENT),
        wanted(place=place, learner=managed.learner, person=managed.mentor),
    ]


def test_mentor_and_line_manager_are_kept_apart_by_default(coordinator: User, place: Organisation) -> None:
    for assignment in both_ways(place):
        with pytest.raises(relationships.MentorIsLineManager):
            relationships.assign(assignment, by=coordinator, now=NOW)


def test_a_policy_can_let_one_person_be_both(coordinator: User, place: Organisation) -> None:
    decides(place, mentor_may_be_line_manager="yes")
    for assignment in both_ways(place):
        assert relationships.assign(assignment, by=coordinator, now=NOW).state in ("proposed", "active")


def test_a_policy_can_let_one_person_be_both_beside_a_second_reader(coordinator: User, place: Organisation) -> None:
    decides(place, mentor_may_be_line_manager="with_second_reader")
    for assignment in both_ways(place):
        with pytest.raises(relationships.SecondReaderMissing):
            relationships.assign(assignment, by=coordinator, now=NOW)
        themself = pair(learner=assignment.learner, mentor=assignment.person, place=place, kind=Kind.ASSESSOR)
        with pytest.raises(relationships.SecondReaderMissing):
            relationships.assign(assignment, by=coordinator, now=NOW)
        pair(learner=assignment.learner, place=place, kind=Kind.ASSESSOR)
        assert relationships.assign(assignment, by=coordinator, now=NOW).mentor == themself.mentor


def test_a_no_to_what_nobody_in_particular_proposed_tells_nobody(place: Organisation) -> None:
    row = proposal(place=place)
    later = Relationship(
        organisation=place,
        learner=row.learner,
        mentor=MentorFactory(in_organisation=place),
        kind=Kind.REFLECTIVE,
        programme_key=PROGRAMME,
        starts_on=TODAY,
    )
    ledger.begin(later, event="proposed", by=None, now=NOW)
    relationships.decline(relationship=later, by=later.mentor, reason="other", now=NOW)
    assert "mentoring.declined" not in Notice.objects.values_list("kind", flat=True)


def test_a_line_manager_is_one_until_it_ends(coordinator: User, place: Organisation) -> None:
    row = pair(place=place, kind=Kind.LINE_MANAGEMENT)
    assert is_line_manager(row.mentor_id, row.learner_id)
    assert not is_line_manager(row.learner_id, row.mentor_id)
    endings.end(relationship=row, by=coordinator, reason="moved", now=NOW)
    assert not is_line_manager(row.mentor_id, row.learner_id)


def test_without_an_organisation_nobody_coordinates() -> None:
    assert coordinators_of(None, today=TODAY) == []


# Pausing and ending


def test_a_pause_keeps_its_reason_until_it_goes_on(coordinator: User) -> None:
    row = relationships.pause(relationship=pair(), by=coordinator, reason="leave", now=NOW)
    assert (row.state, row.reason) == ("paused", "leave")
    row = relationships.resume(relationship=row, by=coordinator, now=NOW)
    assert (row.state, row.reason) == ("active", "")
    assert told(row.learner) == told(row.mentor) == ["paused", "resumed"]


@pytest.mark.parametrize(
    ("state", "act"),
    [
        ("proposed", "pause"),
        ("proposed", "end"),
        ("paused", "pause"),
        ("active", "resume"),
        ("ended", "end"),
        ("ended", "resume"),
        ("ended", "accept"),
        ("active", "decline"),
    ],
)
def test_what_does_not_follow_is_refused_and_changes_nothing(coordinator: User, state: str, act: str) -> None:
    made = {
        "proposed": proposal,
        "active": pair,
        "paused": lambda: pair(paused=True),
        "ended": lambda: pair(ended_on=TODAY),
    }
    row = made[state]()
    acts = {
        "pause": lambda: relationships.pause(relationship=row, by=coordinator, reason="leave", now=NOW),
        "resume": lambda: relationships.resume(relationship=row, by=coordinator, now=NOW),
        "end": lambda: endings.end(relationship=row, by=coordinator, reason="other", now=NOW),
        "accept": lambda: relationships.accept(relationship=row, by=row.learner, now=NOW),
        "decline": lambda: relationships.decline(relationship=row, by=row.learner, reason="other", now=NOW),
    }
    before = Event.objects.count()
    with pytest.raises(NotNow):
        acts[act]()
    row.refresh_from_db()
    assert (row.state, Event.objects.count()) == (state, before)


@pytest.mark.parametrize("act", ["pause", "end"])
def test_a_reason_is_a_code_and_never_words(coordinator: User, act: str) -> None:
    acts = {"pause": relationships.pause, "end": endings.end}
    with pytest.raises(relationships.UnknownReason):
        acts[act](relationship=pair(), by=coordinator, reason="they quarrelled", now=NOW)


def test_an_end_takes_the_mentors_standing_at_that_moment(coordinator: User) -> None:
    row = pair()
    assert viewpoint(row.mentor, row.learner_id, now=NOW).has(Standing.MENTOR)
    row = endings.end(relationship=row, by=coordinator, reason="finished", now=NOW)
    seen = viewpoint(row.mentor, row.learner_id, now=NOW)
    assert (seen.standings, seen.pairs) == (frozenset(), frozenset())
    assert (row.ends_on, row.reason) == (TODAY, "finished")
    assert told(row.learner) == told(row.mentor) == ["ended"]


def test_with_a_mentor_who_leaves_unsigned_records_lapse_and_plans_are_called_off(coordinator: User) -> None:
    row = pair()
    shared = record(of=session(of=row, held_on=TODAY), shared=True)
    draft = record(of=session(of=row, held_on=TODAY))
    planned = session(of=row)
    endings.end(relationship=row, by=coordinator, reason="mentor_left", now=NOW)
    for each in (shared, draft, planned):
        each.refresh_from_db()
    assert (shared.state, draft.state) == ("lapsed", "draft")
    assert Event.objects.filter(subject=shared.pk).last().reason == "mentor_left"
    assert (planned.state, planned.cancel_code) == ("cancelled", Session.CancelCode.OTHER)


def test_a_signed_record_does_not_lapse(coordinator: User) -> None:
    row = pair()
    signed = record(of=session(of=row, held_on=TODAY), shared=True)
    signed = ledger.append(signed, event="frozen", by=row.mentor, now=NOW, digest="d" * 64)
    for event in ("signed_first", "signed"):
        signed = ledger.append(signed, event=event, by=row.mentor, now=NOW)
    endings.end(relationship=row, by=coordinator, reason="mentor_left", now=NOW)
    signed.refresh_from_db()
    assert signed.state == "signed"


@pytest.mark.parametrize(("in_force", "event"), [(True, "ended"), (False, "withdrawn")])
def test_an_agreement_ends_with_its_pair(coordinator: User, in_force: bool, event: str) -> None:
    row = agreement(in_force=in_force)
    endings.end(relationship=row.relationship, by=coordinator, reason="moved", now=NOW)
    row.refresh_from_db()
    assert row.state == "ended"
    assert Event.objects.filter(subject=row.pk).last().kind == event


# Another mentor


def test_another_mentor_succeeds_the_first_in_one_step(coordinator: User, place: Organisation) -> None:
    first = pair(place=place)
    new = wanted(place=place, learner=first.learner)
    second = endings.reassign(relationship=first, wanted=new, by=coordinator, reason="mentor_left", now=NOW)
    first.refresh_from_db()
    assert (first.state, first.reason) == ("ended", "mentor_left")
    assert (second.state, second.succeeds, second.is_primary) == ("proposed", first, True)


def test_a_proposal_can_be_followed_by_another_one(coordinator: User, place: Organisation) -> None:
    first = proposal(place=place, by=coordinator)
    endings.reassign(relationship=first, wanted=wanted(place=place, learner=first.learner), by=coordinator, now=NOW)
    first.refresh_from_db()
    assert first.reason == "taken_back"


def test_where_nobody_can_follow_nothing_ends(coordinator: User, place: Organisation) -> None:
    first = pair(place=place)
    impossible = wanted(place=place, learner=first.learner, person=coordinator)
    with pytest.raises(relationships.NotForThemself):
        endings.reassign(relationship=first, wanted=impossible, by=coordinator, now=NOW)
    first.refresh_from_db()
    assert first.state == "active"


def test_a_learner_changes_mentor_once_without_reasons_and_coordinators_are_told(
    coordinator: User, place: Organisation
) -> None:
    district = CoordinatorFactory(in_organisation=place.get_parent())
    regional = CoordinatorFactory(in_organisation=place.get_parent().get_parent())
    first = pair(place=place)
    row = endings.change_mentor(relationship=first, by=first.learner, now=NOW)
    assert (row.state, row.reason) == ("ended", "learner_changed")
    assert told(coordinator) == told(district) == ["change_asked"]
    assert told(regional) == []
    again = pair(place=place, learner=row.learner)
    with pytest.raises(endings.ChangedBefore):
        endings.change_mentor(relationship=again, by=row.learner, now=NOW)


def test_nobody_else_changes_the_mentor_without_reasons(coordinator: User, place: Organisation) -> None:
    row = pair(place=place)
    managed = pair(place=place, learner=row.learner, kind=Kind.LINE_MANAGEMENT)
    for relationship, by in [(row, row.mentor), (row, coordinator), (managed, row.learner)]:
        with pytest.raises(endings.NotTheirChange):
            endings.change_mentor(relationship=relationship, by=by, now=NOW)


def test_a_successor_reads_nothing_of_what_was_before(coordinator: User, place: Organisation) -> None:
    first = pair(place=place)
    later = NOW + timedelta(days=1)
    second = endings.reassign(
        relationship=first, wanted=wanted(place=place, learner=first.learner), by=coordinator, now=NOW
    )
    for person in (second.learner, second.mentor):
        second = relationships.accept(relationship=second, by=person, now=later)
    seen = viewpoint(second.mentor, second.learner_id, now=later)
    assert seen.pairs == {second.pk}


def test_a_mentor_of_somebody_else_is_not_named_line_manager_of_both(coordinator: User, place: Organisation) -> None:
    row = pair(place=place)
    elsewhere = wanted(place=place, person=row.mentor, kind=Kind.LINE_MANAGEMENT)
    assert relationships.assign(elsewhere, by=coordinator, now=NOW).state == "active"


def test_somebody_without_the_role_is_never_offered_as_a_mentor(coordinator: User, place: Organisation) -> None:
    learner = LearnerFactory(in_organisation=place)
    here, above = MentorFactory(in_organisation=place), MentorFactory(in_organisation=place.get_parent())
    MentorFactory(in_organisation=organisation())
    inactive = MentorFactory(in_organisation=place)
    User.objects.filter(pk=inactive.pk).update(is_active=False)

    def offered(kind: str) -> set[User]:
        room = room_to_assign(coordinator, learner.pk, today=TODAY)
        assert room is not None
        return set(candidates(room, kind=kind, but=[learner.pk], today=TODAY))

    assert offered(Kind.REFLECTIVE) == {here, above}
    assert offered(Kind.LINE_MANAGEMENT) == {here, above}
