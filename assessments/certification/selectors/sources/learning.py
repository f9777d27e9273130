"""Modules completed and steps done, from the ledger of progress (three queries).

While a page is marked as done, every mark is an act of its day: whoever goes through a page again takes the mark back first, and what was
done before stays done. A mark that was taken back on its own day was a slip, and a page whose last mark was taken back shows nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models.functions import TruncDate

from assessments.certification.laws.facts import LESSON, SCENARIO, ModuleCompleted, QuizTaken, StepDone
from assessments.certification.selectors.sources.found import ByLearner, Found
from assessments.progress.models import LessonEvent
from assessments.progress.selectors import step_kinds

Kind = LessonEvent.Kind
COLUMNS = ("pk", "learner", "module_key", "content_key", "kind", TruncDate("happened_at"))


class Mark(NamedTuple):
    """A page was marked as done, or the mark taken back."""

    pk: int
    module: str
    done: bool
    day: date


Marks = Mapping[tuple[int, str], list[Mark]]
"""Learner and page → marks, in the order in which they were made."""


@dataclass(frozen=True, kw_only=True)
class Learned:
    """What the ledger of progress says of some people."""

    completed: Found[ModuleCompleted]
    marks: Marks

    def steps(self, *, sat: Found[QuizTaken]) -> Found[StepDone]:
        """Steps done; the mark of a quiz that was passed is left out, because its sittings (`sat`) say more."""
        return _steps(self.marks, {(learner, fact.key) for learner, facts in sat.items() for fact in facts})


def learning(people: Collection[int], *, marks: bool) -> Learned:
    """Completions, and the marks of pages where they are wanted."""
    kinds = (Kind.DONE, Kind.UNDONE, Kind.COMPLETED) if marks else (Kind.COMPLETED,)
    rows = LessonEvent.objects.filter(learner__in=people, kind__in=kinds)
    completed: ByLearner[ModuleCompleted] = defaultdict(list)
    made: dict[tuple[int, str], list[Mark]] = defaultdict(list)
    for pk, learner, module, key, kind, day in rows.order_by("pk").values_list(*COLUMNS):
        if kind == Kind.COMPLETED:
            completed[learner].append(ModuleCompleted(key=module, on=day, ref=_ref(pk)))
        else:
            made[learner, key].append(Mark(pk, module, kind == Kind.DONE, day))
    return Learned(completed=completed, marks=made)


def standing(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that count, of those of one page. Pure."""
    found: list[Mark] = []
    done = False
    for mark in marks:
        done = mark.done
        found = [*found, mark] if done else [each for each in found if each.day != mark.day]
    return found if done else []


def _steps(marks: Marks, quizzes: Collection[tuple[int, str]]) -> Found[StepDone]:
    kinds = step_kinds()
    found: ByLearner[StepDone] = defaultdict(list)
    for (learner, key), made in marks.items():
        if (learner, key) not in quizzes:
            # What is published no longer was a lesson, as far as anybody can say.
            kind = SCENARIO if kinds.get(key) == SCENARIO else LESSON
            found[learner].extend(_step(key, kind, standing(made)))
    return found


def _step(key: str, kind: str, marks: Iterable[Mark]) -> Iterator[StepDone]:
    for mark in marks:
        yield StepDone(key=key, module=mark.module, on=mark.day, kind=kind, ref=_ref(mark.pk))


def _ref(pk: int) -> str:
    return f"lesson_event:{pk}"
