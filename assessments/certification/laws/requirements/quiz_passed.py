"""A quiz is passed, lately enough. A question about the safety of children that is not right never passes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.calendar import Period
from assessments.certification.laws.facts import Facts, QuizTaken
from assessments.certification.laws.findings import (
    COORDINATOR,
    EXPIRED,
    FAILED,
    IN_PROGRESS,
    LEARNER,
    NOT_STARTED,
    Finding,
    met,
    unmet,
)
from assessments.certification.laws.known import Hindrance, Named, above
from assessments.certification.laws.reading import by, key, one_of, perhaps, period, whole
from assessments.certification.laws.requirements.requirement import Requirement

BEST, LAST, FIRST = "best", "last", "first"


@dataclass(frozen=True, kw_only=True)
class QuizPassed(Requirement):
    """Met on the day of the earliest sitting that passes and counts."""

    name = "quiz_passed"
    codes = {
        "quiz_passed.met": ("quiz", "score"),
        "quiz_passed.not_taken": ("quiz",),
        "quiz_passed.not_passed": ("quiz", "score", "needed"),
        "quiz_passed.critical_missed": ("quiz", "score", "missed"),
        "quiz_passed.first_failed": ("quiz", "score", "needed", "missed"),
        "quiz_passed.aged": ("quiz", "passed_on", "max_age"),
    }
    reads = frozenset({"quizzes"})

    quiz: str = field(metadata=by(key))
    """Its content key."""
    min_score: int = field(default=0, metadata=by(whole()))
    """Percent; 0: the pass mark of the quiz itself."""
    max_age: Period | None = field(default=None, metadata=by(perhaps(period)))
    """How old the sitting may be; None: any."""
    which: str = field(default=BEST, metadata=by(one_of(BEST, LAST, FIRST)))
    """Any sitting; the latest, whatever came before; or the first alone."""

    @property
    def oldest(self) -> Period | None:
        """As asked for."""
        return self.max_age

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """From the sittings that count; a sitting that is too old still says that it was passed once."""
        taken = [fact for fact in facts.quizzes_by_key.get(self.quiz, ()) if first <= fact.on <= on]
        if not taken:
            return unmet(NOT_STARTED, "quiz_passed.not_taken", LEARNER, quiz=self.quiz)
        taken.sort(key=_order)
        judged = self._judged(taken)
        passing = [fact for fact in judged if self.passes(fact)]
        fresh = [fact for fact in passing if self.fresh(fact.on, on)]
        if fresh:
            return met("quiz_passed.met", fresh[0].on, [fresh[0]], quiz=self.quiz, score=_percent(fresh[0]))
        if passing:
            return self._aged(passing[-1])
        return self._not_passed(judged)

    def passes(self, fact: QuizTaken) -> bool:
        """Whether a sitting is good enough."""
        if self.min_score == 0:
            return fact.passed
        # In whole numbers, because fractions are slow and this is asked of every sitting of every learner.
        enough = fact.score.numerator * 100 >= self.min_score * fact.score.denominator
        return enough and fact.missed_critical == 0

    def names(self) -> tuple[Named, ...]:
        """The quiz."""
        return (("quiz", "quizzes", [self.quiz]),)

    def senseless(self) -> Iterator[Hindrance]:
        """Nobody has more than everything right."""
        return above("min_score", self.min_score, 100)

    def _judged(self, taken: Sequence[QuizTaken]) -> Sequence[QuizTaken]:
        """The sittings that are looked at, in order."""
        if self.which == BEST:
            return taken
        return taken[-1:] if self.which == LAST else taken[:1]

    def _aged(self, fact: QuizTaken) -> Finding:
        return unmet(
            EXPIRED,
            "quiz_passed.aged",
            LEARNER,
            [fact],
            quiz=self.quiz,
            passed_on=fact.on.isoformat(),
            max_age=str(self.max_age),
        )

    def _not_passed(self, judged: Sequence[QuizTaken]) -> Finding:
        """About the best of them: the highest score, and among those the one with the fewest misses of safety."""
        best = max(judged, key=lambda fact: (fact.score, -fact.missed_critical))
        score, missed = _percent(best), best.missed_critical
        if self.which == FIRST:
            return unmet(
                FAILED,
                "quiz_passed.first_failed",
                COORDINATOR,
                [best],
                quiz=self.quiz,
                score=score,
                needed=self.min_score,
                missed=missed,
            )
        if missed and score >= self.min_score:
            return unmet(
                IN_PROGRESS, "quiz_passed.critical_missed", LEARNER, [best], quiz=self.quiz, score=score, missed=missed
            )
        return unmet(
            IN_PROGRESS,
            "quiz_passed.not_passed",
            LEARNER,
            [best],
            quiz=self.quiz,
            score=score,
            needed=self.min_score,
        )


def _order(fact: QuizTaken) -> tuple[date, int, bool, str]:
    return fact.on, fact.number, fact.passed, fact.ref


def _percent(fact: QuizTaken) -> int:
    """Rounded down: nobody is told to have reached what they have not."""
    return int(fact.score * 100)
