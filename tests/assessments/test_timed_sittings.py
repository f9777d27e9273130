"""Timed sittings against a small model: whatever is done, and however late, row, ledger and evidence end where the model ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assessments.models import Attempt, QuizAttempt
from assessments.services import quizzes
from assessments.services.letting_time_pass import let_time_pass
from assessments.services.sitting_checks import differing
from tests.factories.evidence import NOW, Planted, sitting
from tests.factories.people import LearnerFactory

MINUTE = timedelta(minutes=1)
LIMIT, GRACE = 30 * MINUTE, 10 * MINUTE
RIGHT, WRONG = "a", "b"


@dataclass
class Model:
    """A sitting in a few lines."""

    at_end: str
    deadline: datetime
    state: str = "open"
    answer: str = ""
    steps: int = 1

    def look(self, now: datetime) -> None:
        """Somebody comes by: what time has done is done."""
        late = now > self.deadline + MINUTE
        over = now > self.deadline + GRACE + MINUTE
        if self.state == "open" and late and (self.at_end == "abandon" or (self.at_end == "grace" and over)):
            self.state, self.steps = "abandoned", self.steps + 1
        elif self.state == "open" and late and self.at_end == "submit":
            self.state, self.steps = "submitted", self.steps + 2
        elif self.state == "open" and late:
            self.state, self.steps = "overdue", self.steps + 1
        elif self.state == "overdue" and over:
            self.state, self.steps = "abandoned", self.steps + 1

    def hand_in(self, now: datetime) -> None:
        """Its owner hands it in: in time or in the grace that is theirs to do, else the clock has the word."""
        until = self.deadline + (GRACE if self.at_end == "grace" else timedelta(0)) + MINUTE
        if self.state in ("open", "overdue") and now <= until:
            self.state, self.steps = "submitted", self.steps + 2
        else:
            self.look(now)


class Timed(RuleBasedStateMachine):
    """One learner, one quiz with a time limit, a clock that only goes forward."""

    planted: Planted

    @initialize(at_end=st.sampled_from(["submit", "grace", "abandon"]))
    def arrive(self, at_end: str) -> None:
        self.learner, self.now, self.models = LearnerFactory(), NOW, []
        self.quiz = self.planted.quiz
        self.quiz.limit_minutes, self.quiz.grace_minutes, self.quiz.at_end = 30, 10, at_end

    def latest(self) -> QuizAttempt:
        return QuizAttempt.objects.filter(learner=self.learner).latest("number")

    @rule(seconds=st.sampled_from([30, 600, 1200, 1801, 2461]))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def start(self) -> None:
        if self.models:
            self.models[-1].look(self.now)
        if not self.models or self.models[-1].state in ("submitted", "abandoned"):
            self.models.append(Model(at_end=self.quiz.at_end, deadline=self.now + LIMIT))
        assert sitting(self.learner, self.quiz, now=self.now).number == len(self.models)

    @precondition(lambda self: self.models)
    @rule(option=st.sampled_from([RIGHT, WRONG]))
    def save(self, option: str) -> None:
        model, answers = self.models[-1], {"q1": {"answer": (option,)}}
        if model.state == "open" and self.now <= model.deadline + MINUTE:
            quizzes.save(attempt=self.latest(), answers=answers, sequence=1, now=self.now)
            model.answer = option
        else:
            with pytest.raises(quizzes.AlreadyHandedIn):
                quizzes.save(attempt=self.latest(), answers=answers, sequence=1, now=self.now)

    @precondition(lambda self: self.models)
    @rule()
    def hand_in(self) -> None:
        quizzes.hand_in(attempt=self.latest(), answers={}, sequence=2, now=self.now)
        self.models[-1].hand_in(self.now)

    @rule()
    def let_the_clock_look(self) -> None:
        let_time_pass(now=self.now)
        if self.models:
            self.models[-1].look(self.now)

    @invariant()
    def the_database_says_what_the_model_says(self) -> None:
        stored = list(QuizAttempt.objects.filter(learner=self.learner).order_by("number"))
        assert [(one.state, one.steps.count()) for one in stored] == [(one.state, one.steps) for one in self.models]
        for row, model in zip(stored, self.models, strict=True):
            submitted = model.state == "submitted"
            assert Attempt.objects.filter(quiz_attempt=row).count() == (4 if submitted else 0)
            assert row.score == (Fraction(int(model.answer == RIGHT), 4) if submitted else None)
        assert list(differing()) == []


def test_every_sequence_of_deeds_and_delays_ends_where_the_model_ends(planted: Planted) -> None:
    class Machine(Timed):
        pass

    Machine.planted = planted
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=10,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
