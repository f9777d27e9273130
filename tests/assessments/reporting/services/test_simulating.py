"""A made-up country is the same for the same seed, holds together, and is never mixed with people who are real."""

from datetime import UTC, datetime
from random import Random

import pytest
from django.core.management import CommandError, call_command

from assessments.certification.laws.rules import Rules
from assessments.certification.models import Cycle
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

    assert User.objects.count() == 61
    assert Organisation.find_problems() == ([], [], [], [], [])
    assert list(check_ledgers(Cycle)) == []
    assert not rebuilding.check(today=NOW.date()).anything
    assert BoardRow.objects.values("learner").distinct().count() == 60
    assert Cycle.objects.filter(number__gte=3).exists()


@pytest.mark.django_db
def test_nobody_real_is_mixed_with_people_who_never_were() -> None:
    UserFactory()

    with pytest.raises(CommandError, match="There are people in this database"):
        call_command("simulate", learners=1, organisations=1)


def test_nobody_at_all_is_no_population() -> None:
    with pytest.raises(CommandError, match="one learner"):
        call_command("simulate", learners=0)
