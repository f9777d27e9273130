"""The way costs as many queries whatever the history."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.certification.models import Claim, Cycle, RequirementStatus
from assessments.certification.services import cycles, following, refreshing
from assessments.services import ledgers
from tests.assessments.certification.holder.conftest import SignIn
from tests.assessments.certification.holder.reading import text
from tests.factories.certification import (
    NOW,
    RENEWABLE,
    TODAY,
    assigned,
    certification,
    certified,
    credential,
)
from tests.factories.certification_requests import (
    CONDUCT,
    HOURS,
    LEVELS,
    MODULE,
    TASK,
    newer,
)
from tests.factories.curriculum import FrameworkPageFactory
from tests.factories.evidence import plant_programme, sitting
from tests.factories.people import LearnerFactory

CODE = "reintegration-practice"
WAY = reverse("certification:way", args=[CODE])
INDICATORS = [{"code": code, "domain": "D1", "text": f"Text of {code}."} for code in ("D1.1", "D1.2")]
MOST_QUERIES = 10
"""Session and person among them."""


def wide(number: int = 40) -> dict[str, Any]:
    """A path of so many requirements of many kinds."""
    asked = [
        *({**MODULE, "key": f"module-{n}", "module": f"practice/m{n:02}"} for n in range(1, 13)),
        *({**TASK, "key": f"task-{n}", "module": f"practice/m{n:02}"} for n in range(1, 13)),
        *({**HOURS, "key": f"hours-{n}", "hours": n} for n in range(1, 13)),
        {"requirement": "other_certification_valid", "key": "other", "certification": "another-one"},
        LEVELS,
        CONDUCT,
        {"requirement": "quiz_passed", "key": "quiz", "quiz": "practice/m03-quiz"},
    ]
    assert len(asked) == number
    return {"all": asked}


def history(rounds: int) -> Cycle:
    """Somebody with so many rounds, each but the last with its certificate, and everything on the page that there can be."""
    tree = wide()
    version = certification(
        **{
            **RENEWABLE,
            "paths": [
                {"kind": "initial", "title": "In full", "tree": tree},
                {"kind": "recert", "title": "Again", "tree": tree},
            ],
        }
    )
    another = certification(code="another-one", issuer=version.certification.issuer)
    assert another.published_at
    learner = LearnerFactory(in_organisation=version.certification.issuer)
    for number in range(1, rounds):
        row = credential(
            cycle=certified(
                version=version,
                learner=learner,
                number=number,
                on=TODAY - timedelta(days=400 * (rounds - number)),
                until=TODAY - timedelta(days=400 * (rounds - number) - 365 - 40 * (number == rounds - 1)),
            )
        )
        held = ledgers.append(row.cycle, event="window_opened", by=None, now=NOW)
        if number < rounds - 1:
            ledgers.append(held, event="renewed", by=None, now=NOW)
    working = assigned(version, learner)
    if working.state in ("renewed", "window_open"):
        working = cycles.open_next(learner=learner, certification=version.certification, on=TODAY, now=NOW)
        following.follow(learners=[learner.pk], now=NOW, cycles=[working])
    claim_in(working)
    refreshing.compose(cycle=working, now=NOW)
    newer(version, HOURS, LEVELS)
    return working


def claim_in(working: Cycle) -> None:
    """A claim in the round at work."""
    row = Claim(cycle=working, requirement="module-1", title="A course", provider="School", completed_on=TODAY)
    ledgers.begin(row, event="submitted", by=working.learner, now=NOW)


@pytest.mark.parametrize("rounds", [1, 5])
def test_it_costs_as_many_queries_whatever_the_history(
    sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries, rounds: int
) -> None:
    planted = plant_programme()
    planted.programme.refresh_from_db()
    FrameworkPageFactory(parent=planted.programme, content_key="practice/framework", indicators=INDICATORS)
    working = history(rounds)
    sitting(working.learner, planted.quiz, handed_in=True, right=1)
    assert RequirementStatus.objects.filter(cycle=working).count() == 40
    assert Cycle.objects.filter(learner=working.learner).count() == rounds
    client = sign_in(working.learner)
    client.get(WAY)

    with django_assert_max_num_queries(MOST_QUERIES):
        said = text(client.get(WAY))
    assert "of 40 done" in said
    assert "The short way to renew" in said
    assert "A new version was published" in said
    assert ("Other rounds" in said) == (rounds > 1)
    assert said.count("Round ") >= rounds
