"""Surveys in the states that tests speak of: `survey(people=6)`, `answered(survey, [...])`, `closed(survey)`."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from assessments.cohorts.models import Cohort
from assessments.surveys.laws.instruments import digest
from assessments.surveys.laws.reading import parse
from assessments.surveys.links import token
from assessments.surveys.models import Instrument, InstrumentVersion, Survey, TestPlan, Ticket
from assessments.surveys.services import answering, surveys
from tests.factories import cohorts
from training_site.people.models import User

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
SATISFACTION = """\
---
key: satisfaction
code: E03
title: How it was
kind: anonymous
minutes: 5
scale_agree: [1 not at all, 2, 3, 4, 5 fully, does not apply]
---

A word before.

## The work {scale=agree}

- It fits. {#fits}
- It is clear. {#clear}

## What stood in the way? {#barriers}

- [ ] Cases {#cases}
- [ ] Money {#money}

## One thing {#change text=200}

Name nobody.
"""
CONFIDENCE = """\
---
key: confidence
code: E02
title: How sure
kind: confidence
minutes: 5
scale_sure: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, not done]
---

## With families {scale=sure}

- Listen {#listen}
- Plan {#plan}
"""
TEST = """\
---
key: knowledge
code: E01
title: Before and after
kind: test
minutes: 20
forms: [practice/m03-quiz, practice/m04-quiz]
---

## Two forms

One first.
"""


def instrument(source: str = SATISFACTION, *, language: str = "en") -> InstrumentVersion:
    """An instrument that is in use."""
    asked, problems = parse(source)
    assert problems == []
    version, _new = InstrumentVersion.objects.get_or_create(
        digest=digest(source),
        defaults={
            "key": asked.key,
            "language": language,
            "kind": asked.kind,
            "title": asked.title,
            "source": source,
        },
    )
    Instrument.objects.update_or_create(key=asked.key, language=language, defaults={"current": version})
    return version


def cohort_of(people: int, **fields: Any) -> Cohort:
    """A cohort with so many learners."""
    cohort: Cohort = cohorts.CohortFactory(**fields)
    for _one in range(people):
        cohorts.member(cohort)
    return cohort


def survey(people: int = 6, *, cohort: Cohort | None = None, by: User | None = None, **fields: Any) -> Survey:
    """A survey that asks everybody in a cohort; from today on unless said otherwise."""
    asked = cohort or cohort_of(people)
    usual = {"opens_on": TODAY, "closes_on": TODAY + timedelta(days=28), "version": instrument()} | fields
    return surveys.plan(plan=surveys.Plan(cohort=asked, **usual), by=by or asked.members.first().learner, now=NOW)


def planted(cohort: Cohort) -> dict[str, Any]:
    """A survey that lies ahead and a test, whatever the size of the cohort: their keys."""
    for source in (CONFIDENCE, TEST):
        instrument(source)
    ahead = TODAY + timedelta(days=400)
    asked = Survey.objects.create(cohort=cohort, version=instrument(), opens_on=ahead, closes_on=ahead, made_at=NOW)
    plan = TestPlan.objects.create(
        cohort=cohort, instrument="knowledge", form_a="a", form_b="b", seed="seed", made_at=NOW
    )
    return {"survey": asked.pk, "test_plan": plan.pk}


def ticket_of(person: User, cohort: Cohort) -> str:
    """What stands in the link of somebody who is asked."""
    ends = TODAY + timedelta(days=400)
    asked = Survey.objects.create(
        cohort=cohort, version=instrument(), months_after=6, opens_on=TODAY, closes_on=ends, made_at=NOW, opened_at=NOW
    )
    return token(Ticket.objects.create(survey=asked, person=person))


def answered(asked: Survey, given: Sequence[Mapping[str, Any]], *, now: datetime = NOW) -> list[Ticket]:
    """So many of those who are asked have answered, each this; the tickets they used."""
    waiting = list(Ticket.objects.filter(survey=asked, spent=False).order_by("person")[: len(given)])
    for ticket, one in zip(waiting, given, strict=True):
        answering.answer(ticket=ticket, given=one, now=now)
    return waiting


def closed(asked: Survey, *, now: datetime = NOW + timedelta(days=1)) -> Survey:
    """It is over."""
    return surveys.close(survey=asked, by=None, now=now)
