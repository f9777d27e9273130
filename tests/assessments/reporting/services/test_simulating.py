"""A made-up country is the same for the same seed, holds together, and is never mixed with people who are real."""

from datetime import UTC, datetime
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from assessments.certification.laws.rules import Rules
from assessments.certification.models import Change, Credential, Cycle, Decision
from assessments.certification.services.checking.proving import problems
from assessments.machines import fold
from assessments.reporting.models import BoardRow
from assessments.reporting.services import rebuilding
from assessments.reporting.simulation import population
from assessments.reporting.simulation.histories import history
from assessments.reporting.simulation.places import RULES
from assessments.services.ledger_checks import check_ledgers
from tests.factories.people import UserFactory
from training_site.people.models import Organisation, User

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
PROOFS = (
    ("check_certifications",),
    ("check_mentoring",),
    ("check_audit",),
    ("rebuild_progress", "--check"),
    ("rebuild_board", "--check"),
)
"""Every command that proves something of what is kept about people; each ends with an error where anything does not hold."""


def test_a_history_is_told_by_its_seed_and_never_ends_after_today() -> None:
    rules, rng, again = Rules.read(RULES), Random(4), Random(4)

    for _ in range(300):
        told = history(rng, rules, today=NOW.date())
        assert told == history(again, rules, today=NOW.date())
        assert all(one.opened_on <= NOW.date() for one in told)
        assert all(fold(Cycle.machine, one.events) for one in told)
        assert sum(one.is_open for one in told) <= 1


@pytest.mark.django_db
def test_a_population_holds_together_and_is_on_the_board() -> None:
    population.populate(learners=60, organisations=25, seed=3, now=NOW)

    assert User.objects.count() == 60 + len(["the coordinator", "the second"])
    assert Organisation.find_problems() == ([], [], [], [], [])
    assert list(check_ledgers(Cycle)) == []
    assert not rebuilding.check(today=NOW.date()).anything
    assert BoardRow.objects.values("learner").distinct().count() == 60
    assert Cycle.objects.filter(number__gte=3).exists()


@pytest.mark.django_db
def test_what_was_decided_and_issued_holds_together_and_bears_no_signature() -> None:
    population.populate(learners=60, organisations=2, seed=3, now=NOW)

    awarded = Decision.objects.filter(state="awarded")
    assert set(awarded.values_list("cycle", flat=True)) == set(
        Cycle.objects.filter(completed_on__isnull=False).values_list("pk", flat=True)
    )
    assert 0 < Credential.objects.count() < awarded.count()
    assert not Credential.objects.exclude(token="", badge=None).exists()
    assert set(Change.objects.values_list("kind", flat=True)) >= {"issued", "superseded"}
    assert [str(one) for one in problems(now=NOW)] == []
    assert list(check_ledgers(Decision)) == []


@pytest.mark.django_db
def test_nobody_who_checks_a_made_up_population_finds_anything() -> None:
    call_command("simulate", learners=80, organisations=3, seed=7, into_empty=True)

    waiting = BoardRow.objects.exclude(since=None).values_list("waits_for", flat=True)
    assert set(waiting) == {"learner", "mentor"}
    for check in PROOFS:
        call_command(*check)


@pytest.mark.django_db
def test_the_same_seed_issues_the_same_certificates() -> None:
    def codes() -> list[str]:
        with transaction.atomic():
            population.populate(learners=20, organisations=2, seed=5, now=NOW)
            found = list(Credential.objects.order_by("code").values_list("code", flat=True))
            transaction.set_rollback(True)
        return found

    assert codes() == codes() != []


@pytest.mark.django_db
def test_nobody_real_is_mixed_with_people_who_never_were() -> None:
    UserFactory()

    with pytest.raises(CommandError, match=r"There are people in this database \(1 in .*\), so it is left alone"):
        call_command("simulate", learners=1, organisations=1, into_empty=True)
    assert User.objects.count() == 1


def test_a_database_is_filled_only_when_it_is_said_that_it_is_meant() -> None:
    with pytest.raises(CommandError, match="Say --into-empty if it is meant"):
        call_command("simulate", learners=1, organisations=1)


def test_nobody_at_all_is_no_population() -> None:
    with pytest.raises(CommandError, match="one learner"):
        call_command("simulate", learners=0, into_empty=True)
