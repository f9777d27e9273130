"""At once: two coordinators assign, two people answer, sign, edit and end; on SQLite and on PostgreSQL one order holds."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from assessments.mentoring.canonical import digest
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import Agreement, Event, PolicyVersion, Relationship, Signature
from assessments.mentoring.selectors import agreements as selectors
from assessments.mentoring.services import agreement_signatures, agreements, endings, pairs, policies, relationships
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.services.signing import ChangedMeanwhile, SignedAlready
from tests.assessments.racing import apart, at_once, ground
from tests.factories.mentoring import NOW, PROGRAMME, organisation, pair
from tests.factories.mentoring_relationships import ANSWERS, proposal, saved, wanted
from tests.factories.people import CoordinatorFactory, LearnerFactory, MentorFactory
from training_site.notices.models import Notice

TIMES = 8
REFUSALS = (
    *(relationships.HasAPrimaryMentor, endings.ChangedBefore, NotNow, pairs.NotActiveNow),
    *(agreements.ChangedElsewhere, agreement_signatures.NothingToSign, ChangedMeanwhile, SignedAlready),
    policies.DecidedMeanwhile,
)
"""What somebody who comes second is told; anything else fails the test."""


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Instead of a transaction that is rolled back, which no other thread would see: a copy that is thrown away."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


def raced(*acts: Callable[[], Any]) -> Counter[str]:
    """Run these side by side, TIMES over; how often each came through, or why not."""
    turn = count()

    def run() -> str:
        act = acts[next(turn) % len(acts)]
        try:
            act()
        except REFUSALS as refusal:
            return type(refusal).__name__
        return "done"

    return at_once(run, times=TIMES)


def folded(row: Any) -> bool:
    """Whether the numbers of a row's events have neither gap nor double."""
    numbers = list(Event.objects.filter(subject=row.pk).values_list("number", flat=True))
    return numbers == list(range(1, len(numbers) + 1))


def test_of_two_coordinators_who_assign_a_primary_mentor_one_succeeds(db: None) -> None:
    def stage() -> list[Callable[[], Any]]:
        place = organisation()
        learner = LearnerFactory(in_organisation=place)
        acts = []
        for _number in range(TIMES):
            by, mentor = CoordinatorFactory(in_organisation=place), MentorFactory(in_organisation=place)
            assignment = wanted(place=place, learner=learner, person=mentor)
            acts.append(lambda by=by, assignment=assignment: relationships.assign(assignment, by=by, now=NOW))
        return acts

    assert raced(*apart(stage)) == {"done": 1, "HasAPrimaryMentor": TIMES - 1}
    assert apart(lambda: (Relationship.objects.count(), Notice.objects.count())) == (1, 2)


def test_of_two_who_replace_a_mentor_one_succeeds(db: None) -> None:
    def stage() -> list[Callable[[], Any]]:
        place = organisation()
        first = pair(place=place)
        acts = []
        for _number in range(TIMES):
            by, mentor = CoordinatorFactory(in_organisation=place), MentorFactory(in_organisation=place)
            new = wanted(place=place, learner=first.learner, person=mentor)
            acts.append(lambda by=by, new=new: endings.reassign(relationship=first, wanted=new, by=by, now=NOW))
        return acts

    assert raced(*apart(stage)) == {"done": 1, "NotNow": TIMES - 1}
    states = apart(lambda: sorted(Relationship.objects.values_list("state", flat=True)))
    assert states == ["ended", "proposed"]


def test_both_answer_at_once_and_it_begins_once(db: None) -> None:
    row = apart(proposal)
    learner, mentor = apart(lambda: (row.learner, row.mentor))

    told = raced(
        lambda: relationships.accept(relationship=row, by=learner, now=NOW),
        lambda: relationships.accept(relationship=row, by=mentor, now=NOW),
    )

    assert told == {"done": 2, "NotNow": TIMES - 2}
    assert apart(lambda: (Relationship.objects.get().state, folded(row))) == ("active", True)


def test_a_yes_and_a_no_at_once_leave_one_answer(db: None) -> None:
    row = apart(lambda: proposal(learner_said_yes=True))
    mentor = apart(lambda: row.mentor)

    told = raced(
        lambda: relationships.accept(relationship=row, by=mentor, now=NOW),
        lambda: relationships.decline(relationship=row, by=mentor, reason="no_time", now=NOW),
    )

    assert told["done"] == 1
    assert apart(lambda: Relationship.objects.get().state) in ("active", "ended")


def test_two_people_sign_an_agreement_at_once(db: None) -> None:
    def stage() -> tuple[Relationship, str, Any, Any]:
        row = saved(pair())
        couple = row.relationship
        return couple, digest(selectors.content(row)), couple.learner, couple.mentor

    couple, seen, learner, mentor = apart(stage)

    def sign(by: Any) -> Any:
        return agreement_signatures.sign(
            relationship=couple, by=by, seen_digest=seen, outcome="agree", comment="", now=NOW
        )

    told = raced(lambda: sign(learner), lambda: sign(mentor))

    assert told["done"] == 2
    assert set(told) <= {"done", SignedAlready.__name__, agreement_signatures.NothingToSign.__name__}
    assert apart(lambda: (Agreement.objects.get().state, Signature.objects.count())) == ("active", 2)


def test_signing_while_the_other_edits_never_leaves_a_signature_under_other_words(db: None) -> None:
    def stage() -> tuple[Relationship, str, Any, Any]:
        row = saved(pair())
        couple = row.relationship
        return couple, digest(selectors.content(row)), couple.learner, couple.mentor

    couple, seen, learner, mentor = apart(stage)
    draft = agreements.Draft(answers={**ANSWERS, "place": "Under the tree"})

    told = raced(
        lambda: agreement_signatures.sign(
            relationship=couple, by=learner, seen_digest=seen, outcome="agree", comment="", now=NOW
        ),
        lambda: agreements.save(relationship=couple, by=mentor, seen_revision=1, draft=draft, now=NOW),
    )

    def outcome() -> tuple[str, list[bool]]:
        row = Agreement.objects.get()
        return row.state, [given.is_void for given in selectors.signatures(row)]

    assert set(told) <= {"done", ChangedMeanwhile.__name__, SignedAlready.__name__, "ChangedElsewhere"}
    # Whoever came first: what stands now is unsigned, because the edit came before or voided the signature.
    assert apart(outcome) in [("draft", []), ("draft", [True])]


def test_signing_while_the_relationship_ends_leaves_nothing_in_force(db: None) -> None:
    def stage() -> tuple[Relationship, str, Any]:
        row = saved(pair())
        return row.relationship, digest(selectors.content(row)), row.relationship.learner

    couple, seen, learner = apart(stage)
    by = apart(CoordinatorFactory)

    told = raced(
        lambda: agreement_signatures.sign(
            relationship=couple, by=learner, seen_digest=seen, outcome="agree", comment="", now=NOW
        ),
        lambda: endings.end(relationship=couple, by=by, reason="mentor_left", now=NOW),
    )

    allowed = {SignedAlready, pairs.NotActiveNow, NotNow}
    assert set(told) <= {"done", *(each.__name__ for each in allowed)}
    assert apart(lambda: (Relationship.objects.get().state, Agreement.objects.get().state)) == ("ended", "ended")
    assert apart(lambda: folded(Agreement.objects.get()))


def test_of_two_who_begin_an_agreement_at_once_one_draft_stands(db: None) -> None:
    couple = apart(pair)
    learner, mentor = apart(lambda: (couple.learner, couple.mentor))

    told = raced(lambda: saved(couple, by=learner), lambda: saved(couple, by=mentor))

    assert told == {"done": 1, "ChangedElsewhere": TIMES - 1}
    assert apart(lambda: Agreement.objects.get().revision) == 1


def test_a_learner_changes_mentor_once_however_often_they_click(db: None) -> None:
    couple = apart(pair)
    learner = apart(lambda: couple.learner)

    told = raced(lambda: endings.change_mentor(relationship=couple, by=learner, now=NOW))

    assert told == {"done": 1, "ChangedBefore": TIMES - 1}


def test_of_two_who_decide_a_policy_at_once_one_is_told(db: None) -> None:
    def stage() -> tuple[Any, Any]:
        place = organisation()
        return place, CoordinatorFactory(in_organisation=place)

    place, by = apart(stage)
    # Without what holds already: whoever decides that is told that nothing changes.
    loads = (load for load in count(1) if load != Policy().mentor_load_most)

    def decide() -> Any:
        policy = Policy(mentor_load_most=next(loads))
        return policies.decide(place=place, programme_key=PROGRAMME, policy=policy, seen_number=0, by=by, now=NOW)

    assert raced(decide)["done"] == 1
    assert apart(PolicyVersion.objects.count) == 1
