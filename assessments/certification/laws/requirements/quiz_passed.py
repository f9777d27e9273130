"""A quiz is passed, lately enough. A question about the safety of children that is not right never passes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
from assessments.timing.counting import Counts, promised, together, trials

AS_PROMISED, BEST, LAST, FIRST, MEAN = "quiz", "best", "last", "first", "mean"
RULES = {BEST: Counts.HIGHEST, LAST: Counts.LAST, FIRST: Counts.FIRST, MEAN: Counts.AVERAGE}


@dataclass(frozen=True, kw_only=True)
class QuizPassed(Requirement):
    """Met on the day of the earliest sitting that passes and counts; where the mean counts, of the latest that is in it."""

    name = "quiz_passed"
    codes = {
        "quiz_passed.met": ("quiz", "score"),
        "quiz_passed.not_taken": ("quiz",),
        "quiz_passed.not_passed": ("quiz", "score", "needed"),
        "quiz_passed.critical_missed": ("quiz", "score", "missed"),
        "quiz_passed.first_failed": ("quiz", "score", "needed", "missed"),
        "quiz_passed.not_passed_last": ("quiz", "score", "needed"),
        "quiz_passed.not_passed_mean": ("quiz", "score", "needed"),
        "quiz_passed.met_mean": ("quiz", "score"),
        "quiz_passed.aged": ("quiz", "passed_on", "max_age"),
    }
    reads = frozenset({"quizzes"})

    quiz: str = field(metadata=by(key))
    """Its content key."""
    min_score: int = field(default=0, metadata=by(whole()))
    """Percent; 0: the pass mark of the quiz itself."""
    max_age: Period | None = field(default=None, metadata=by(perhaps(period)))
    """How old the sitting may be; None: any."""
    which: str = field(default=AS_PROMISED, metadata=by(one_of(AS_PROMISED, *RULES)))
    """What the quiz promised; any sitting; the latest, whatever came before; the first alone; or the mean of all."""

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
        counts = RULES.get(self.which) or promised(taken)
        groups = trials(counts, taken)
        passing = [group for group in groups if self.passes(_as_one(group))]
        fresh = [group for group in passing if self.fresh(group[-1].on, on)]
        if fresh:
            return self._met(fresh[0], counts)
        return self._aged(passing[-1]) if passing else self._not_passed(groups, counts)

    def passes(self, fact: QuizTaken) -> bool:
        """Whether a sitting, or the mean of some as one, is good enough."""
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

    def _met(self, group: Sequence[QuizTaken], counts: Counts) -> Finding:
        code = "quiz_passed.met_mean" if counts is Counts.AVERAGE else "quiz_passed.met"
        return met(code, group[-1].on, group, quiz=self.quiz, score=_percent(_as_one(group)))

    def _aged(self, group: Sequence[QuizTaken]) -> Finding:
        return unmet(
            EXPIRED,
            "quiz_passed.aged",
            LEARNER,
            group,
            quiz=self.quiz,
            passed_on=group[-1].on.isoformat(),
            max_age=str(self.max_age),
        )

    def _not_passed(self, groups: Sequence[Sequence[QuizTaken]], counts: Counts) -> Finding:
        """About the best of them: the highest score, and among those the one with the fewest misses of safety."""
        group = max(groups, key=lambda some: (_as_one(some).score, -some[-1].missed_critical))
        best = _as_one(group)
        score, missed = _percent(best), best.missed_critical
        values: dict[str, str | int] = {"quiz": self.quiz, "score": score}
        if counts is Counts.FIRST:
            said = {**values, "needed": self.min_score, "missed": missed}
            return unmet(FAILED, "quiz_passed.first_failed", COORDINATOR, group, **said)
        if missed and score >= (self.min_score or best.pass_mark):
            return unmet(IN_PROGRESS, "quiz_passed.critical_missed", LEARNER, group, **values, missed=missed)
        return unmet(IN_PROGRESS, NOT_PASSED[counts], LEARNER, group, **values, needed=self.min_score)


NOT_PASSED = {
    Counts.HIGHEST: "quiz_passed.not_passed",
    Counts.LAST: "quiz_passed.not_passed_last",
    Counts.AVERAGE: "quiz_passed.not_passed_mean",
}


def _as_one(group: Sequence[QuizTaken]) -> QuizTaken:
    """Sittings that are judged together, as if they were one."""
    if len(group) == 1:
        return group[0]
    one = together(group)
    return replace(group[-1], score=one.score or group[-1].score, passed=one.passes)


def _order(fact: QuizTaken) -> tuple[date, int, bool, str]:
    return fact.on, fact.number, fact.passed, fact.ref


def _percent(fact: QuizTaken) -> int:
    """Rounded down: nobody is told to have reached what they have not."""
    return int(fact.score * 100)
