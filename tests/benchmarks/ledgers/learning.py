"""What somebody has read, marked and sat, module after module."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction

from django.db.models import Model

from assessments.models import QuizAttempt
from assessments.progress.models import LessonEvent
from modules.outline import Module, Step
from tests.benchmarks.ledgers.people import Person
from tests.benchmarks.ledgers.rows import HOUR, number

QUESTIONS = 10
ITEMS = [{"key": f"q{place}", "version": "a" * 64, "critical": place < 2, "points": "1"} for place in range(QUESTIONS)]
Kind = LessonEvent.Kind


def rows(person: Person, modules: tuple[Module, ...]) -> Iterator[Model]:
    """Every step of the modules that lie behind, and half of the next."""
    done = person.share(len(modules))
    for place, module in enumerate(modules[: done + 1]):
        at = person.moment(place / len(modules))
        steps = module.steps if place < done else module.steps[: len(module.steps) // 2]
        for later, step in enumerate(steps):
            yield from _step(person, module, step, at + later * HOUR)
        if place < done:
            yield _event(person, module.content_key, module, Kind.COMPLETED, at + len(steps) * HOUR)


def _step(person: Person, module: Module, step: Step, at: datetime) -> Iterator[Model]:
    if step.kind != "quiz":
        yield _event(person, step.content_key, module, Kind.OPENED, at)
    else:
        tries = person.rng.choice((1, 1, 2, 3))
        for place in range(1, tries + 1):
            yield _sitting(person, step, place, at, passed=place == tries)
    yield _event(person, step.content_key, module, Kind.DONE, at)
    if step.kind == "lesson" and person.rng.random() < 0.05:
        for kind, days in ((Kind.UNDONE, 1), (Kind.DONE, 2)):
            yield _event(person, step.content_key, module, kind, at + timedelta(days=days))


def _event(person: Person, key: str, module: Module, kind: Kind, at: datetime) -> LessonEvent:
    return LessonEvent(
        learner_id=person.pk,
        module_key=module.content_key,
        content_key=key,
        kind=kind,
        client_id=number(person.rng),
        criterion={"steps": []} if kind == Kind.COMPLETED else None,
        happened_at=at,
    )


def _sitting(person: Person, step: Step, place: int, at: datetime, *, passed: bool) -> QuizAttempt:
    right = person.rng.randrange(8, QUESTIONS + 1) if passed else person.rng.randrange(3, 8)
    row = QuizAttempt(
        id=number(person.rng),
        learner_id=person.pk,
        content_key=step.content_key,
        number=place,
        state="submitted",
        language="en",
        seed="s",
        items=ITEMS,
        pass_mark=80,
        policy="points",
        started_at=at,
        submitted_at=at + timedelta(minutes=20),
        passed=passed,
        missed_critical=[] if passed else ["q1"],
    )
    row.score = Fraction(right, QUESTIONS)
    return row
