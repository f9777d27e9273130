"""Two acts on one observation at once: one of them wins, and the ledger says which."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

from assessments.mentoring.models import Event, Evidence, Invitation, Observation, Relationship, Signature, Withdrawal
from assessments.mentoring.selectors import observations as selectors
from assessments.mentoring.services import invitations, observation_answers, observations, observing
from assessments.mentoring.services.ledger import NotNow
from tests.assessments import racing
from tests.factories.mentoring import NOW, pair
from tests.factories.mentoring_observations import asked, drafted, link, part, submitted, words_of_learner

pytestmark = pytest.mark.django_db(transaction=True)
LOSES = (
    NotNow,
    observing.NotTheObserver,
    observing.ChangedElsewhere,
    invitations.LinkClosed,
    invitations.InvitedAlready,
)


@pytest.fixture
def two() -> Relationship:
    return pair()


def either(*acts: Callable[[], Any]) -> Counter[Any]:
    """Each act once, all at the same time; how each ended."""
    left, lock = list(enumerate(acts)), Lock()

    def one() -> Any:
        with lock:
            number, act = left.pop()
        try:
            act()
        except LOSES as lost:
            return number, type(lost).__name__
        return number, "won"

    return racing.at_once(one, times=len(acts))


def fresh(row: Observation) -> Observation:
    return selectors.observations().select_related("replaces").get(pk=row.pk)


def submit(row: Observation, by: Any) -> Callable[[], Any]:
    return lambda: observing.submit(observation=fresh(row), by=by, part=part(), revision=row.revision, now=NOW)


def answer(row: Observation) -> Callable[[], Any]:
    return lambda: observation_answers.answer(
        observation=fresh(row),
        by=row.learner,
        answers=words_of_learner(),
        seen_digest=row.digest,
        outcome="agree",
        comment="",
        now=NOW,
    )


def test_of_many_submits_at_once_one_counts(two: Relationship, tmp_path: Path) -> None:
    row = drafted(of=two)
    with racing.ground(tmp_path):
        ended = either(*[submit(row, two.mentor)] * 4)
        signatures, events = racing.apart(
            lambda: (Signature.objects.count(), Event.objects.filter(subject=row.pk, kind="submitted").count())
        )

    assert sum(how == "won" for _number, how in ended) == 1
    assert (signatures, events) == (1, 1)


def test_a_link_is_taken_back_or_used_and_never_both(two: Relationship, tmp_path: Path) -> None:
    row = asked(of=two, outside=True)
    made, _token = link(row)
    row = drafted(row, by=made)
    with racing.ground(tmp_path):
        ended = either(
            submit(row, made),
            lambda: invitations.revoke(
                invitation=Invitation.objects.select_related("observation__relationship").get(pk=made.pk),
                by=two.learner,
                now=NOW,
            ),
        )
        after, state = racing.apart(lambda: (Invitation.objects.get(), Observation.objects.get().state))

    won = [number for number, how in ended if how == "won"]
    assert len(won) == 1
    assert (bool(after.used_at), bool(after.revoked_at)) == ((True, False) if won == [0] else (False, True))
    assert state == ("submitted" if won == [0] else "observer_draft")


def test_answering_while_the_observer_replaces_leaves_no_evidence_of_the_old(two: Relationship, tmp_path: Path) -> None:
    old = submitted(of=two)
    new = drafted(observations.replace(observation=old, by=two.mentor, now=NOW))
    with racing.ground(tmp_path):
        ended = either(submit(new, two.mentor), answer(old))
        state, counting = racing.apart(
            lambda: (
                Observation.objects.get(pk=old.pk).state,
                Evidence.objects.filter(source=old.pk, withdrawal=None).count(),
            )
        )

    assert (0, "won") in ended
    assert (state, counting) == ("replaced", 0)


def test_answering_twice_at_once_is_answering_once(two: Relationship, tmp_path: Path) -> None:
    row = submitted(of=two)
    with racing.ground(tmp_path):
        ended = either(*[answer(row)] * 3)
        pieces = racing.apart(lambda: Evidence.objects.filter(source=row.pk).count())
        withdrawn = racing.apart(Withdrawal.objects.count)

    assert sum(how == "won" for _number, how in ended) == 1
    assert (pieces, withdrawn) == (len(selectors.form_of(row).indicators), 0)


def test_of_two_links_made_at_once_one_is_open(two: Relationship, tmp_path: Path) -> None:
    row = asked(of=two, outside=True)
    with racing.ground(tmp_path):
        ended = either(*[lambda: link(fresh(row))] * 3)
        number = racing.apart(Invitation.objects.count)

    assert sum(how == "won" for _number, how in ended) == 1
    assert number == 1


def test_observations_asked_for_at_once_have_numbers_of_their_own(two: Relationship, tmp_path: Path) -> None:
    with racing.ground(tmp_path):
        either(*[lambda: asked(of=Relationship.objects.get(pk=two.pk))] * 4)
        numbers = racing.apart(lambda: sorted(Observation.objects.values_list("number", flat=True)))

    assert numbers == [1, 2, 3, 4]
