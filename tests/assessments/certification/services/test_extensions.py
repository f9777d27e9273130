"""More time: asked for by the learner, granted or refused by somebody else, and in a renewal the certificate itself holds longer."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from assessments.certification.models import Credential, Cycle, Extension
from assessments.certification.services import cycles, extensions
from assessments.services import ledgers
from tests.factories.certification import NOW, RENEWABLE, TODAY, assigned, certification, certified, credential
from tests.factories.certification_requests import ANSWER, REASON, certifier, extension, learning
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.notices.models import Notice

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=90)


def test_it_waits_for_whoever_may_decide() -> None:
    cycle = assigned(learning(), due_on=TODAY + timedelta(days=30))
    person = certifier(cycle)
    row = extension(cycle=cycle)

    assert (row.state, row.asked_until, row.reason.opened()) == ("asked", LATER, REASON)
    assert Notice.objects.get(kind="certification.request").person == person


def test_sent_twice_it_is_one_question() -> None:
    cycle = assigned(learning(), due_on=TODAY + timedelta(days=30))

    assert extension(cycle=cycle).pk == extension(cycle=cycle).pk
    with pytest.raises(extensions.AskedAlready):
        extension(cycle=cycle, until=LATER + timedelta(days=1))
    assert Extension.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 0, 30], ids=["past", "today", "the day it is due"])
def test_no_day_is_asked_for_that_is_not_later(days: int) -> None:
    with pytest.raises(extensions.TooEarly):
        extension(until=TODAY + timedelta(days=days))


@pytest.mark.parametrize("cycle", [lambda: assigned(learning()), certified], ids=["no day", "certified"])
def test_nothing_is_asked_where_nothing_is_due(cycle: Callable[[], Cycle]) -> None:
    with pytest.raises(extensions.NothingDue):
        extension(cycle=cycle())


def test_only_the_learner_asks_and_takes_back() -> None:
    row = extension()

    with pytest.raises(extensions.NotYours):
        extensions.ask(cycle=row.cycle, until=LATER, reason=REASON, by=LearnerFactory(), now=NOW)
    with pytest.raises(extensions.NotYours):
        extensions.withdraw(extension=row, by=certifier(row.cycle), now=NOW)
    assert extensions.withdraw(extension=row, by=row.cycle.learner, now=NOW).state == "withdrawn"
    with pytest.raises(extensions.NotNow):
        extensions.withdraw(extension=row, by=row.cycle.learner, now=NOW)


def test_a_reason_needs_words() -> None:
    cycle = assigned(learning(), due_on=TODAY)

    with pytest.raises(extensions.WordsMissing):
        extensions.ask(cycle=cycle, until=LATER, reason="Ill.", by=cycle.learner, now=NOW)


def test_granted_moves_the_day() -> None:
    row = extension()
    until = LATER - timedelta(days=7)
    row = extensions.grant(extension=row, until=until, answer="", by=certifier(row.cycle), now=NOW)

    assert (row.state, row.granted_until) == ("granted", until)
    assert Cycle.objects.get().due_on == until
    assert Notice.objects.filter(person=row.cycle.learner, kind="certification.answer").exists()


def test_never_to_an_earlier_day() -> None:
    row = extension()

    with pytest.raises(extensions.TooEarly):
        extensions.grant(extension=row, until=TODAY, answer="", by=certifier(row.cycle), now=NOW)


def test_refused_leaves_the_day_and_says_why() -> None:
    row = extension()
    person = certifier(row.cycle)
    with pytest.raises(extensions.WordsMissing):
        extensions.refuse(extension=row, answer="No.", by=person, now=NOW)
    row = extensions.refuse(extension=row, answer=ANSWER, by=person, now=NOW)

    assert row.answer.opened() == ANSWER
    assert Cycle.objects.get().due_on == TODAY + timedelta(days=30)


def test_who_may_not_decide() -> None:
    row = extension()

    for person in (row.cycle.learner, CoordinatorFactory(), LearnerFactory(in_organisation=row.organisation)):
        with pytest.raises(extensions.MayNotJudge):
            extensions.grant(extension=row, until=LATER, answer="", by=person, now=NOW)
        with pytest.raises(extensions.MayNotJudge):
            extensions.refuse(extension=row, answer=ANSWER, by=person, now=NOW)


def test_a_round_that_ended_meanwhile_is_given_no_time() -> None:
    row = extension()
    ledgers.append(row.cycle, event="withdrawn", by=None, now=NOW)

    with pytest.raises(extensions.NothingDue):
        extensions.grant(extension=row, until=LATER, answer="", by=certifier(row.cycle), now=NOW)


def renewal(*, state: str = "window_open") -> tuple[Credential, Cycle]:
    """A certificate in its window, or expired within its grace, and the round that renews it."""
    version = certification(**RENEWABLE)
    last = TODAY + timedelta(days=20) if state == "window_open" else TODAY - timedelta(days=3)
    row = credential(cycle=certified(version=version, on=TODAY - timedelta(days=345), until=last))
    held = ledgers.append(row.cycle, event="window_opened", by=None, now=NOW)
    if state == "grace":
        ledgers.append(held, event="entered_grace", by=None, now=NOW)
    return row, cycles.open_next(learner=row.holder, certification=version.certification, on=TODAY, now=NOW)


def test_in_a_renewal_the_certificate_holds_until_then() -> None:
    row, working = renewal()
    assert row.valid_until is not None
    until = row.valid_until + timedelta(days=40)
    asked = extension(cycle=working, until=until)
    extensions.grant(extension=asked, until=until, answer="", by=certifier(working), now=NOW)

    held = Cycle.objects.get(pk=row.cycle_id)
    assert (held.expires_on, held.baseline_expires_on) == (until, row.valid_until)
    issued = Credential.objects.get(supersedes=row)
    assert (issued.valid_until, issued.name) == (until, row.name)
    assert issued.badge["validUntil"] != row.badge["validUntil"]
    row.refresh_from_db()
    assert row.changes.latest("number").kind == "corrected"


def test_what_has_expired_stays_expired() -> None:
    row, working = renewal(state="grace")
    asked = extension(cycle=working, until=LATER)
    extensions.grant(extension=asked, until=LATER, answer="", by=certifier(working), now=NOW)

    assert Cycle.objects.get(pk=working.pk).due_on == LATER
    assert Cycle.objects.get(pk=row.cycle_id).expires_on == row.valid_until
    assert Credential.objects.count() == 1
