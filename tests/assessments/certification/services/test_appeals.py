"""Appeals: within 30 days, heard by somebody who had no part in it, and what was decided is looked at anew where they are upheld."""

from datetime import timedelta
from typing import Any

import pytest

from assessments.certification.models import Appeal, Claim, Conflict, Cycle, Decision, Extension, Measure
from assessments.certification.selectors import queue
from assessments.certification.selectors.appealed import appealable
from assessments.certification.services import appeals, deciding, extensions, following, measures, recognition
from assessments.certification.services.cycles import open_next
from assessments.services import ledgers
from tests.factories.certification import NOW, TODAY, assigned, certification, certified, credential, declared
from tests.factories.certification_requests import ANSWER, certifier, claim, extension, learning
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db
WHY = "The course had the same contents, and I showed the whole programme of it."


def raised(row: Any, *, by: User | None = None, now: Any = NOW, statement: str = WHY) -> Appeal:
    """An appeal of the learner against a row."""
    about = appealable(row.machine.name, row.pk)
    assert about is not None
    return appeals.appeal(
        machine=row.machine.name, about=about, statement=statement, by=by or about.cycle.learner, now=now
    )


def rejected() -> Claim:
    """A claim that was not recognised."""
    row = claim()
    return recognition.reject(claim=row, rationale=ANSWER, seen=True, by=certifier(row.cycle), now=NOW)


def refused() -> Extension:
    """More time that was not given."""
    row = extension()
    return extensions.refuse(extension=row, answer=ANSWER, by=certifier(row.cycle), now=NOW)


def decided(outcome: str) -> Decision:
    """A decision that was no award."""
    cycle = assigned(certification(decision={"mode": "assessor", "quorum": 1}))
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)
    return deciding.vote(
        decision=Decision.objects.get(), outcome=outcome, rationale=ANSWER, by=certifier(cycle), now=NOW
    )


def suspended(kind: str = "suspend") -> Measure:
    """Something that was done to a certificate."""
    row = credential()
    first, second = (CoordinatorFactory(in_organisation=row.issuer) for _ in range(2))
    proposed = measures.propose(
        credential=row, kind=kind, reason="administrative", note="", effective_on=TODAY, by=first, now=NOW
    )
    measures.confirm(measure=proposed, by=second, now=NOW)
    return Measure.objects.get()


SUBJECTS = [
    pytest.param(rejected, id="claim"),
    pytest.param(refused, id="extension"),
    pytest.param(lambda: decided("fail"), id="decision"),
    pytest.param(suspended, id="measure"),
]


def judge_of(row: Any) -> User:
    """Somebody who had a part in it."""
    about = appealable(row.machine.name, row.pk)
    assert about is not None
    return User.objects.get(pk=min(about.judges))


def hearer(row: Any) -> User:
    """Somebody else who certifies there."""
    about = appealable(row.machine.name, row.pk)
    assert about is not None
    return certifier(about.cycle)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_it_goes_to_those_who_had_no_part_in_it(subject: Any) -> None:
    row = subject()
    judge, other = judge_of(row), hearer(row)
    appeal = raised(row)

    assert appeal.state == "raised"
    asked = Notice.objects.filter(link=f"/certificates/answers/appeal/{appeal.pk}/")
    assert other.pk in asked.values_list("person", flat=True)
    assert judge.pk not in asked.values_list("person", flat=True)
    assert not appeals.may_hear(judge, appeal, now=NOW)
    assert appeals.may_hear(other, appeal, now=NOW)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_within_thirty_days_and_not_later(subject: Any) -> None:
    row = subject()

    with pytest.raises(appeals.TooLate):
        raised(row, now=NOW + timedelta(days=31))
    assert raised(row, now=NOW + timedelta(days=30)).state == "raised"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_sent_twice_it_is_one_appeal_and_never_two(subject: Any) -> None:
    row = subject()
    appeal = raised(row)

    assert raised(row).pk == appeal.pk
    with pytest.raises(appeals.AppealedAlready):
        raised(row, statement=f"{WHY} And more.")
    appeals.dismiss(appeal=appeal, answer=ANSWER, by=hearer(row), now=NOW)
    with pytest.raises(appeals.AppealedAlready):
        raised(row)


def test_taken_back_it_can_be_raised_again() -> None:
    row = rejected()
    appeal = raised(row)
    with pytest.raises(appeals.NotYours):
        appeals.withdraw(appeal=appeal, by=hearer(row), now=NOW)
    appeals.withdraw(appeal=appeal, by=appeal.learner, now=NOW)

    assert raised(row).pk != appeal.pk


def test_nobody_appeals_for_somebody_else_or_against_what_went_well() -> None:
    row = rejected()
    with pytest.raises(appeals.NotYours):
        raised(row, by=LearnerFactory())
    accepted = claim(cycle=row.cycle)
    recognition.accept(claim=accepted, rationale=ANSWER, seen=True, by=certifier(row.cycle), now=NOW)

    assert appealable("claim", accepted.pk) is None
    assert appealable("claim", row.cycle.pk) is None
    assert appealable("cycle", row.cycle.pk) is None


def test_it_needs_a_sentence_and_so_does_the_answer() -> None:
    row = rejected()
    with pytest.raises(appeals.WordsMissing):
        raised(row, statement="Unfair.")
    appeal = raised(row)
    with pytest.raises(appeals.WordsMissing):
        appeals.dismiss(appeal=appeal, answer="No.", by=hearer(row), now=NOW)


def test_whoever_takes_it_up_hears_it_alone() -> None:
    row = rejected()
    one, other = hearer(row), hearer(row)
    appeal = appeals.take_up(appeal=raised(row), by=one, now=NOW)

    assert (appeal.state, appeal.heard_by) == ("taken_up", one)
    assert not Notice.objects.filter(link=f"/certificates/answers/appeal/{appeal.pk}/", withdrawn_at=None).exists()
    with pytest.raises(appeals.MayNotHear):
        appeals.uphold(appeal=appeal, answer=ANSWER, by=other, now=NOW)
    assert appeals.dismiss(appeal=appeal, answer=ANSWER, by=one, now=NOW).state == "dismissed"
    assert Notice.objects.filter(person=appeal.learner, kind="certification.answer").count() == 2


@pytest.mark.parametrize("subject", SUBJECTS)
def test_who_may_not_hear_it(subject: Any) -> None:
    row = subject()
    appeal = raised(row)
    conflicted = hearer(row)
    Conflict.objects.create(learner=appeal.learner, by=conflicted, at=NOW)

    for person in (appeal.learner, judge_of(row), conflicted, CoordinatorFactory()):
        with pytest.raises(appeals.MayNotHear):
            appeals.take_up(appeal=appeal, by=person, now=NOW)
        with pytest.raises(appeals.MayNotHear):
            appeals.uphold(appeal=appeal, answer=ANSWER, by=person, now=NOW)


def test_a_claim_that_was_rejected_waits_again_for_somebody_else() -> None:
    row = rejected()
    assert row.assessor is not None
    appeals.uphold(appeal=raised(row), answer=ANSWER, by=hearer(row), now=NOW)

    again = Claim.objects.exclude(pk=row.pk).get()
    assert (again.state, again.title, again.statement.opened()) == ("submitted", row.title, row.statement.opened())
    with pytest.raises(recognition.MayNotJudge):
        recognition.accept(claim=again, rationale=ANSWER, seen=True, by=row.assessor, now=NOW)
    assert recognition.accept(claim=again, rationale=ANSWER, seen=True, by=hearer(row), now=NOW).state == "accepted"


def test_more_time_that_was_refused_is_asked_for_again() -> None:
    row = refused()
    assert row.decided_by is not None
    appeals.uphold(appeal=raised(row), answer=ANSWER, by=hearer(row), now=NOW)

    again = Extension.objects.exclude(pk=row.pk).get()
    assert (again.state, again.asked_until) == ("asked", row.asked_until)
    with pytest.raises(extensions.MayNotJudge):
        extensions.grant(extension=again, until=row.asked_until, answer="", by=row.decided_by, now=NOW)
    assert (
        extensions.grant(extension=again, until=row.asked_until, answer="", by=hearer(row), now=NOW).state == "granted"
    )


@pytest.mark.parametrize("outcome", ["fail", "refer", "defer"])
def test_a_round_that_was_not_awarded_is_decided_anew(outcome: str) -> None:
    row = decided(outcome)
    appeals.uphold(appeal=raised(row), answer=ANSWER, by=hearer(row), now=NOW)

    assert Cycle.objects.get().state == "ready"
    assert Decision.objects.get(state="open").cycle_id == row.cycle_id


@pytest.mark.parametrize("outcome", ["fail", "refer", "defer"])
def test_those_who_decided_before_do_not_decide_again(outcome: str) -> None:
    row = decided(outcome)
    judge, other = judge_of(row), hearer(row)
    appeals.uphold(appeal=raised(row), answer=ANSWER, by=other, now=NOW)
    again = Decision.objects.get(state="open")
    asked = Notice.objects.filter(kind="certification.ready", link=f"/certificates/decisions/{again.pk}/")

    assert set(asked.values_list("person", flat=True)) == {other.pk}
    assert [one.mine for one in queue.due([again], judge)] == [False]
    with pytest.raises(deciding.MayNotDecide):
        deciding.vote(decision=again, outcome="award", rationale="", by=judge, now=NOW)
    assert deciding.vote(decision=again, outcome="award", rationale="", by=other, now=NOW).state == "awarded"


def test_whoever_began_again_goes_on_in_the_round_that_should_not_have_failed() -> None:
    row = decided("fail")
    appeal = raised(row)
    newer = open_next(learner=row.cycle.learner, certification=row.cycle.certification, on=TODAY, now=NOW)
    assert newer.pk != row.cycle_id

    appeals.uphold(appeal=appeal, answer=ANSWER, by=hearer(row), now=NOW)

    assert [cycle.state for cycle in Cycle.objects.order_by("number")] == ["ready", "superseded"]


def test_whoever_is_certified_meanwhile_needs_no_other_decision() -> None:
    row = decided("fail")
    appeal = raised(row)
    certified(version=row.cycle.version, learner=row.cycle.learner, number=2)

    appeals.uphold(appeal=appeal, answer=ANSWER, by=hearer(row), now=NOW)

    assert [cycle.state for cycle in Cycle.objects.order_by("number")] == ["failed", "certified"]


def test_what_was_asked_anew_meanwhile_is_not_asked_twice() -> None:
    cycle = assigned(learning(), due_on=TODAY + timedelta(days=30))
    row = recognition.reject(claim=claim(cycle=cycle), rationale=ANSWER, seen=True, by=certifier(cycle), now=NOW)
    more = extensions.refuse(extension=extension(cycle=cycle), answer=ANSWER, by=certifier(cycle), now=NOW)
    appeal, other = raised(row), raised(more)
    claim(cycle=cycle, title="Another course")
    extension(cycle=cycle)

    for one, about in ((appeal, row), (other, more)):
        appeals.uphold(appeal=one, answer=ANSWER, by=hearer(about), now=NOW)

    assert [one.state for one in Claim.objects.order_by("created_at", "state")] == ["rejected", "submitted"]
    assert [one.state for one in Extension.objects.order_by("created_at", "state")] == ["asked", "refused"]


def test_dismissed_leaves_everything_as_it_was() -> None:
    row = decided("fail")
    appeals.dismiss(appeal=raised(row), answer=ANSWER, by=hearer(row), now=NOW)

    assert Cycle.objects.get().state == "failed"
    assert not Decision.objects.filter(state="open").exists()


def test_a_round_that_is_over_is_not_opened_by_a_claim() -> None:
    row = rejected()
    appeal = raised(row)
    ledgers.append(row.cycle, event="withdrawn", by=None, now=NOW)
    appeals.uphold(appeal=appeal, answer=ANSWER, by=hearer(row), now=NOW)

    assert Claim.objects.count() == 1
