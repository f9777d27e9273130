"""A sitting against a small model: any sequence of starts, saves, hand-ins and edits of the quiz ends where the model ends."""

from dataclasses import dataclass, field
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
from tests.factories.evidence import NOW, QUIZ, Planted, edit, sitting
from tests.factories.people import LearnerFactory
from training_site.people.models import User

KEYS = ("q1", "q2", "q3", "q4")


@dataclass
class Model:
    """What a sitting is, in a few lines."""

    right_option: dict[str, str]
    saves: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    handed_in: bool = False

    def answer(self, key: str) -> str:
        """The last save with the highest sequence."""
        best = (-1, "")
        for sequence, option in self.saves.get(key, []):
            if sequence >= best[0]:
                best = (sequence, option)
        return best[1]

    @property
    def score(self) -> Fraction:
        return Fraction(sum(self.answer(key) == self.right_option[key] for key in KEYS), len(KEYS))

    @property
    def passed(self) -> bool:
        return self.score >= Fraction(3, 4) and self.answer("q4") == self.right_option["q4"]


class Sitting(RuleBasedStateMachine):
    """One learner, one quiz, every door that changes a sitting."""

    planted: Planted

    @initialize()
    def arrive(self) -> None:
        self.learner: User = LearnerFactory()
        self.right = dict.fromkeys(KEYS, "a")
        self.models: list[Model] = []
        edit(self.planted.quiz, QUIZ)

    @property
    def open_model(self) -> Model | None:
        return self.models[-1] if self.models and not self.models[-1].handed_in else None

    def latest(self) -> QuizAttempt:
        return QuizAttempt.objects.filter(learner=self.learner).latest("number")

    @rule()
    def start(self) -> None:
        before = self.open_model
        begun = sitting(self.learner, self.planted.quiz)
        if before is None:
            self.models.append(Model(right_option=dict(self.right)))
        assert begun.number == len(self.models)

    @precondition(lambda self: self.models)
    @rule(key=st.sampled_from(KEYS), option=st.sampled_from("abc"), sequence=st.integers(0, 6))
    def save(self, key: str, option: str, sequence: int) -> None:
        answers = {key: {"answer": (option,)}}
        if self.open_model is None:
            with pytest.raises(quizzes.AlreadyHandedIn):
                quizzes.save(attempt=self.latest(), answers=answers, sequence=sequence, now=NOW)
        else:
            quizzes.save(attempt=self.latest(), answers=answers, sequence=sequence, now=NOW)
            self.open_model.saves.setdefault(key, []).append((sequence, option))

    @precondition(lambda self: self.models)
    @rule(gaps=st.booleans())
    def hand_in(self, gaps: bool) -> None:
        model = self.models[-1]
        closed = quizzes.hand_in(attempt=self.latest(), answers={}, sequence=9, with_gaps=gaps, now=NOW)
        if gaps or all(model.answer(key) for key in KEYS):
            model.handed_in = True
        assert closed.is_open is not model.handed_in

    @rule(key=st.sampled_from(KEYS), option=st.sampled_from("ab"))
    def edit_the_quiz(self, key: str, option: str) -> None:
        self.right[key] = option
        source = QUIZ
        for number, turned in enumerate(KEYS, start=1):
            if self.right[turned] == "b":
                source = source.replace(f"(x) RIGHT-{number}", f"( ) RIGHT-{number}")
                source = source.replace(f"( ) Wrong {number}", f"(x) Wrong {number}")
        edit(self.planted.quiz, source)

    @invariant()
    def the_database_says_what_the_model_says(self) -> None:
        stored = list(QuizAttempt.objects.filter(learner=self.learner).order_by("number"))
        assert len(stored) == len(self.models)
        for sitting_stored, model in zip(stored, self.models, strict=True):
            assert sitting_stored.is_open is not model.handed_in
            evidence = Attempt.objects.filter(quiz_attempt=sitting_stored).count()
            assert evidence == (len(KEYS) if model.handed_in else 0)
            if model.handed_in:
                assert (sitting_stored.score, sitting_stored.passed) == (model.score, model.passed)
            else:
                answers = quizzes.saved_answers(sitting_stored)
                assert answers == {key: {"answer": (model.answer(key),)} for key in model.saves}


def campaign(planted: Planted, *, examples: int) -> None:
    """Walk so many sequences of deeds, each held against the model."""

    class Machine(Sitting):
        pass

    Machine.planted = planted
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_every_sequence_of_deeds_ends_where_the_model_ends(planted: Planted) -> None:
    """Some by day; the campaign of many runs at night."""
    campaign(planted, examples=50)


@pytest.mark.nightly
def test_many_sequences_of_deeds_end_where_the_model_ends(planted: Planted) -> None:
    campaign(planted, examples=200)
