"""From the request to the evidence: each step, who may take it, and what follows from it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from assessments.mentoring.canonical import digest
from assessments.mentoring.models import Decision, Evidence, Invitation, Observation, Relationship, Signature
from assessments.mentoring.selectors import observations as selectors
from assessments.mentoring.services import (
    ledger,
    observation_answers,
    observations,
    observing,
    pairs,
    pins,
    signing,
)
from tests.factories.mentoring import NOW, TODAY, Kind, pair
from tests.factories.mentoring_observations import (
    ANSWER,
    SEEN,
    answers_to,
    asked,
    companion,
    drafted,
    link,
    part,
    signed,
    submitted,
    words_of_learner,
)
from tests.factories.people import CoordinatorFactory, MentorFactory
from training_site.notices.models import Notice
from training_site.people.models import User

LATER = NOW + timedelta(days=1)


def kinds(person: User) -> set[str]:
    owed = Notice.objects.filter(person=person, withdrawn_at=None).values_list("kind", flat=True)
    return {one.removeprefix("mentoring.") for one in owed}


def decision(of: Relationship, indicator: str = "D7.1", state: str = "signed_off") -> Decision:
    row = Decision(
        organisation=of.organisation,
        learner=of.learner,
        relationship=of,
        decided_by=of.mentor,
        indicator=indicator,
        level=3,
        framework_version="1",
        acted_on=TODAY,
    )
    return ledger.begin(row, event=state, by=of.mentor, now=NOW)


def end(of: Relationship) -> None:
    ledger.append(of, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)


def test_observations_of_a_learner_are_numbered_through_all_pairs(two: Relationship) -> None:
    other = pair(learner=two.learner, place=two.organisation, kind=Kind.ASSESSOR)

    rows = [asked(of=two), asked(of=two, observer=other), asked()]

    assert [row.number for row in rows] == [1, 2, 1]


def test_what_was_wished_for_is_sealed_and_the_others_are_told(two: Relationship) -> None:
    assessor = companion(two)

    row = asked(of=two, observer=assessor)

    assert selectors.request_of(row)["wants_observed"]
    assert b"begin the visit" not in bytes(row.learner_part_sealed)
    assert kinds(two.mentor) == kinds(assessor.mentor) == {"observation_asked"}
    assert kinds(two.learner) == set()


def test_a_day_makes_it_planned(two: Relationship) -> None:
    assert asked(of=two, on=TODAY).state == "scheduled"
    row = observations.schedule(observation=asked(of=two), by=two.mentor, on=TODAY, now=NOW)
    assert (row.state, row.scheduled_on) == ("scheduled", TODAY)


@pytest.mark.parametrize("who", ["coordinator", "other_mentor", "assessor"])
def test_nobody_else_asks_for_an_observation(two: Relationship, who: str) -> None:
    people = {
        "coordinator": CoordinatorFactory(in_organisation=two.organisation),
        "other_mentor": MentorFactory(in_organisation=two.organisation),
        "assessor": companion(two).mentor,
    }

    with pytest.raises(pairs.NotOfThePair):
        asked(of=two, by=people[who])
    assert not Observation.objects.exists()


@pytest.mark.parametrize("kind", [Kind.LINE_MANAGEMENT, Kind.MODERATOR])
def test_only_mentor_assessor_and_peer_can_be_asked(two: Relationship, kind: str) -> None:
    with pytest.raises(observations.NotAnObserver):
        asked(of=two, observer=companion(two, kind))


def test_an_ended_companion_cannot_be_asked(two: Relationship) -> None:
    with pytest.raises(observations.NotAnObserver):
        asked(of=two, observer=companion(two, ended_on=TODAY))


def test_nothing_is_asked_for_in_a_pair_that_pauses(db: None) -> None:
    two = pair(paused=True)

    with pytest.raises(pairs.NotActiveNow):
        asked(of=two)


@pytest.mark.parametrize("kind", [Kind.ASSESSOR, Kind.PEER])
def test_an_assessor_or_peer_observes_while_their_own_relationship_is_active(two: Relationship, kind: str) -> None:
    own = companion(two, kind)
    row = drafted(asked(of=two, observer=own))
    end(own)

    with pytest.raises(observing.NotTheObserver):
        submitted(row)
    row.refresh_from_db()
    assert row.state == "observer_draft"


@pytest.mark.parametrize("who", ["learner", "coordinator", "other_mentor", "assessor"])
@pytest.mark.parametrize("act", ["keep", "submit"])
def test_nobody_else_writes_the_observers_part(two: Relationship, who: str, act: str) -> None:
    row = drafted(of=two)
    people = {
        "learner": two.learner,
        "coordinator": CoordinatorFactory(in_organisation=two.organisation),
        "other_mentor": pair(learner=two.learner, kind=Kind.PEER).mentor,
        "assessor": companion(two).mentor,
    }
    by, before = people[who], row.observer_part_sealed

    acts = {
        "keep": lambda: observing.keep(observation=row, by=by, answers={}, revision=row.revision, now=NOW),
        "submit": lambda: observing.submit(observation=row, by=by, part=part(), revision=row.revision, now=NOW),
    }

    with pytest.raises(observing.NotTheObserver):
        acts[act]()
    row.refresh_from_db()
    assert (row.state, bytes(row.observer_part_sealed)) == ("observer_draft", bytes(before))


def test_the_mentor_writes_only_while_the_pair_is_active(two: Relationship) -> None:
    row = drafted(of=two)
    end(two)

    with pytest.raises(pairs.NotActiveNow):
        submitted(row)


def test_a_draft_saved_from_two_windows_keeps_the_first(two: Relationship) -> None:
    row = drafted(of=two)

    with pytest.raises(observing.ChangedElsewhere):
        observing.keep(observation=row, by=two.mentor, answers={"strengths": "other"}, revision=1, now=NOW)
    assert selectors.answers(Observation.objects.get().observer_part.opened())["strengths"] == SEEN


def test_a_page_whose_answer_got_lost_does_not_contradict_itself(two: Relationship) -> None:
    row = asked(of=two)
    first = observing.keep(observation=row, by=two.mentor, answers={"a": "1"}, page="p", revision=1, now=NOW)
    again = observing.keep(observation=row, by=two.mentor, answers={"a": "2"}, page="p", revision=1, now=NOW)

    assert (first.revision, again.revision) == (2, 3)


def test_submitting_locks_the_part_under_the_observers_signature(two: Relationship) -> None:
    row = submitted(of=two)

    signature = Signature.objects.get()
    assert (row.state, row.facts["level"], row.acted_on) == ("submitted", 3, TODAY)
    assert (signature.signer, signature.method, signature.role) == (two.mentor, "login", "mentor")
    assert signature.digest == row.digest == digest(selectors.observer_content(Observation.objects.get()))
    assert kinds(two.learner) == {"observation_submitted"}
    with pytest.raises(ledger.NotNow):
        observing.keep(observation=row, by=two.mentor, answers={}, revision=row.revision, now=NOW)
    with pytest.raises(ledger.NotNow):
        observing.submit(observation=row, by=two.mentor, part=part(), revision=row.revision, now=NOW)


def test_what_was_submitted_is_what_was_read_through(two: Relationship) -> None:
    row = drafted(of=two)

    with pytest.raises(observing.ChangedElsewhere):
        observing.submit(observation=row, by=two.mentor, part=part(), revision=row.revision - 1, now=NOW)


def test_nothing_was_seen_tomorrow(two: Relationship) -> None:
    row = drafted(of=two)

    with pytest.raises(observing.NotYet):
        observing.submit(
            observation=row, by=two.mentor, part=part(on=TODAY + timedelta(1)), revision=row.revision, now=NOW
        )


def test_both_signatures_make_it_evidence(two: Relationship) -> None:
    row = signed(of=two, on=TODAY - timedelta(days=3))

    signatures = Signature.objects.filter(subject=row.pk)
    assert row.state == "signed"
    assert {one.signer for one in signatures} == {two.mentor, two.learner}
    assert row.digest == digest(selectors.whole_content(Observation.objects.get()))
    assert kinds(two.mentor) == {"observation_signed"}
    assert kinds(two.learner) == set()
    pieces = Evidence.objects.filter(source=row.pk)
    assert {one.indicator for one in pieces} == set(selectors.form_of(row).indicators)
    assert {(one.kind, one.level, one.lapse, one.acted_on, one.entered_at, one.validator) for one in pieces} == {
        ("observation", 3, False, TODAY - timedelta(days=3), NOW, two.mentor)
    }
    assert {one.rationale_sealed for one in pieces} == {None}


def test_there_is_no_evidence_before_the_learner_has_signed(two: Relationship) -> None:
    submitted(of=two)

    assert not Evidence.objects.exists()


def test_the_lowest_item_decides_and_what_was_not_seen_says_nothing(two: Relationship) -> None:
    row = submitted(of=two)
    items = selectors.form_of(row).items
    shared = items[0].indicator
    mine = [one for one in items if one.indicator == shared]
    unseen = next(one for one in items if one.indicator != shared)
    alone = [one for one in items if one.indicator == unseen.indicator]
    changed = {f"item_{mine[0].key}": "with_support", **{f"item_{one.key}": "not_seen" for one in alone}}

    other = signed(submitted(of=two, changed=changed))

    levels = dict(Evidence.objects.filter(source=other.pk).values_list("indicator", "level"))
    assert levels[shared] == 2
    assert unseen.indicator not in levels


@pytest.mark.parametrize(
    ("key", "kind"),
    [("simulation", "simulation"), ("case_file_review", "work_product"), ("coaching_visit", "observation")],
)
def test_a_form_says_what_kind_of_evidence_it_is(two: Relationship, key: str, kind: str) -> None:
    row = signed(of=two, form_key=key)

    assert set(Evidence.objects.filter(source=row.pk).values_list("kind", flat=True)) == {kind}


def test_a_learner_who_sees_it_differently_says_so_and_the_judgement_counts(two: Relationship) -> None:
    row = signed(of=two, outcome="disagree")

    said = Signature.objects.get(signer=two.learner)
    assert (row.state, said.outcome, said.comment.opened()) == ("signed", "disagree", "I remember it otherwise.")
    assert Evidence.objects.filter(source=row.pk).exists()


def test_a_lapse_pauses_at_once_and_mentor_manager_and_learner_know(two: Relationship) -> None:
    manager = companion(two, Kind.LINE_MANAGEMENT).mentor
    standing, other = decision(two), decision(two, "D1.1")

    row = submitted(of=two, lapse=True)

    standing.refresh_from_db()
    other.refresh_from_db()
    piece = Evidence.objects.get()
    assert (piece.indicator, piece.lapse, piece.source) == ("D7.1", True, row.pk)
    assert (standing.state, other.state) == ("paused", "signed_off")
    assert "safety_lapse" in kinds(two.learner) & kinds(two.mentor) & kinds(manager)
    assert Notice.objects.get(person=manager).link == "/mentoring/"
    assert Signature.objects.filter(signer=two.learner).count() == 0


def test_a_lapse_stays_when_the_learner_signs_later(two: Relationship) -> None:
    row = signed(submitted(of=two, lapse=True))

    pieces = Evidence.objects.filter(source=row.pk)
    assert [one.indicator for one in pieces if one.lapse] == ["D7.1"]
    assert pieces.count() == len(selectors.form_of(row).indicators)


def test_a_lapse_is_not_waited_away(two: Relationship) -> None:
    submitted(of=two, lapse=True)

    observations.lapse_due(now=NOW + timedelta(days=31))

    assert Evidence.objects.filter(lapse=True, withdrawal=None).exists()


@pytest.mark.parametrize("state", ["submitted", "signed"])
def test_an_observer_replaces_and_both_stay_to_be_read(two: Relationship, state: str) -> None:
    old = submitted(of=two, lapse=True)
    if state == "signed":
        old = signed(old)
    new = observations.replace(observation=old, by=two.mentor, now=LATER)
    old.refresh_from_db()
    assert old.state == state
    assert Evidence.objects.filter(source=old.pk, withdrawal=None).exists()

    new = submitted(new, now=LATER)

    old.refresh_from_db()
    assert (old.state, new.state, new.replaces_id, new.number) == ("replaced", "submitted", old.pk, 2)
    assert selectors.answers(old.observer_part.opened())["strengths"] == SEEN
    assert not Evidence.objects.filter(source=old.pk, withdrawal=None).exists()
    assert Evidence.objects.filter(source=old.pk, withdrawal__reason="replaced").exists()
    assert "observation_replaced" in kinds(two.learner)


def test_a_lapse_seen_by_mistake_pauses_no_longer_once_it_is_replaced(two: Relationship) -> None:
    standing = decision(two)
    old = submitted(of=two, lapse=True)

    submitted(observations.replace(observation=old, by=two.mentor, now=LATER), now=LATER)

    standing.refresh_from_db()
    assert standing.state == "confirmed"


def test_nobody_replaces_twice_or_for_somebody_else(two: Relationship) -> None:
    old = submitted(of=two)
    with pytest.raises(observations.NotTheirs):
        observations.replace(observation=old, by=two.learner, now=NOW)
    new = observations.replace(observation=old, by=two.mentor, now=NOW)
    with pytest.raises(observations.ReplacedAlready):
        observations.replace(observation=old, by=two.mentor, now=NOW)

    observations.cancel(observation=new, by=two.mentor, now=NOW)

    assert observations.replace(observation=old, by=two.mentor, now=NOW).replaces == old


def test_a_learner_answers_also_after_the_pair_has_ended(two: Relationship) -> None:
    row = submitted(of=two)
    end(two)

    assert signed(row).state == "signed"


def test_only_the_learner_answers(two: Relationship) -> None:
    row = submitted(of=two)

    with pytest.raises(observation_answers.NotTheLearner):
        observation_answers.answer(
            observation=row,
            by=two.mentor,
            answers=words_of_learner(),
            seen_digest=row.digest,
            outcome="agree",
            comment="",
            now=NOW,
        )


def test_a_learner_signs_what_they_read(two: Relationship) -> None:
    row = submitted(of=two)

    with pytest.raises(signing.ChangedMeanwhile):
        observation_answers.answer(
            observation=row,
            by=two.learner,
            answers=words_of_learner(),
            seen_digest="0" * 64,
            outcome="agree",
            comment="",
            now=NOW,
        )
    row.refresh_from_db()
    assert row.state == "submitted"


def answered_here(row: Observation, *, phone_of: User, pin: str = "271828") -> Observation:
    return observation_answers.answer_here(
        observation=row,
        phone_of=phone_of,
        pin=pin,
        answers=words_of_learner(),
        seen_digest=row.digest,
        outcome="agree",
        comment="",
        now=NOW,
    )


def test_a_learner_signs_on_the_mentors_phone_with_a_pin_of_their_own(two: Relationship) -> None:
    row = submitted(of=two)
    pins.set_pin(person=two.learner, pin="271828", now=NOW)
    pins.set_pin(person=two.mentor, pin="314159", now=NOW)
    with pytest.raises(pins.WrongPin):
        answered_here(row, phone_of=two.mentor, pin="314159")

    row = answered_here(row, phone_of=two.mentor)

    signature = Signature.objects.get(signer=two.learner)
    assert (row.state, signature.method) == ("signed", "pin_same_device")
    assert selectors.answers(row.learner_part.opened())["next_step"] == ANSWER


@pytest.mark.parametrize("who", ["learner", "coordinator", "assessor"])
def test_only_mentor_or_observer_hand_the_phone_over(two: Relationship, who: str) -> None:
    row = submitted(of=two)
    pins.set_pin(person=two.learner, pin="271828", now=NOW)
    people = {
        "learner": two.learner,
        "coordinator": CoordinatorFactory(in_organisation=two.organisation),
        "assessor": companion(two).mentor,
    }

    with pytest.raises(observation_answers.NotTheirPhone):
        answered_here(row, phone_of=people[who])


@pytest.mark.parametrize("who", ["learner", "mentor"])
def test_either_calls_it_off_before_it_is_written(two: Relationship, who: str) -> None:
    row = observations.cancel(observation=asked(of=two, on=TODAY), by=getattr(two, who), now=NOW)

    assert row.state == "cancelled"


def test_a_learner_does_not_call_off_what_is_being_written(two: Relationship) -> None:
    row = drafted(of=two)

    with pytest.raises(observations.NotTheirs):
        observations.cancel(observation=row, by=two.learner, now=NOW)
    gone = observations.cancel(observation=row, by=two.mentor, now=NOW)
    assert (gone.state, gone.observer_part_sealed) == ("cancelled", None)


def test_calling_it_off_closes_the_link(two: Relationship) -> None:
    row = asked(of=two, outside=True)
    made, _token = link(row)

    observations.cancel(observation=row, by=two.learner, now=NOW)

    assert Invitation.objects.get(pk=made.pk).revoked_at == NOW


@pytest.mark.parametrize("make", [asked, drafted, submitted], ids=["asked", "drafted", "submitted"])
def test_what_nobody_finishes_lapses_after_thirty_days(two: Relationship, make: object) -> None:
    row = make(of=two)  # type: ignore[operator]  # one of three factories

    assert observations.lapse_due(now=NOW + timedelta(days=30)) == 0
    assert observations.lapse_due(now=NOW + timedelta(days=31)) == 1
    assert observations.lapse_due(now=NOW + timedelta(days=32)) == 0
    row.refresh_from_db()
    assert row.state == "lapsed"
    assert "observation_lapsed" in kinds(two.learner)


def test_the_days_count_from_the_day_it_is_planned_for(two: Relationship) -> None:
    asked(of=two, on=TODAY + timedelta(days=20))

    assert observations.lapse_due(now=NOW + timedelta(days=45)) == 0


def test_what_is_signed_does_not_lapse(two: Relationship) -> None:
    signed(of=two)

    assert observations.lapse_due(now=NOW + timedelta(days=400)) == 0


@pytest.mark.parametrize(
    "change", [{"facts": {}}, {"acted_on": TODAY - timedelta(1)}, {"consent": "both"}], ids=["facts", "day", "consent"]
)
def test_the_database_refuses_to_change_what_was_submitted(two: Relationship, change: dict[str, object]) -> None:
    row = submitted(of=two)

    with pytest.raises(DatabaseError), transaction.atomic():
        Observation.objects.filter(pk=row.pk).update(**change)


def test_answers_as_they_are_sent_are_those_that_are_kept(two: Relationship) -> None:
    row = drafted(of=two)

    kept = selectors.answers(row.observer_part.opened())
    assert kept == answers_to()
