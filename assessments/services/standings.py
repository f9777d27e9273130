"""Where the questions of a sitting stand: folded from everything that was saved, checked and tried again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from assessments.marking.behaviours.certainty import HIGHEST
from assessments.marking.policies import Policy, read_policy
from assessments.marking.responses import respond
from assessments.marking.steps import Act, Standing, Step
from assessments.models import FrozenItem, QuizAttempt, QuizResponse
from assessments.services.attempts import from_json
from modules.compiled import CompiledActivity
from modules.dialect.shown import Answer

AT_THE_END = frozenset({"deferred", "certainty"})
"""Behaviours under which nothing is said before everything is handed in."""
BY_CERTAINTY = frozenset({"certainty", "certaintynow"})


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where one question stands."""

    standing: Standing
    answer: Answer
    """What stands in its form."""
    certainty: int | None = None
    policy: Policy

    @property
    def mark(self) -> Fraction:
        """What it has earned so far, as a share of its points."""
        return self.standing.mark or Fraction(0)


Stands = Mapping[str, Stand]


def behaviour_of(attempt: QuizAttempt) -> str:
    """How the sitting is marked."""
    return read_policy(attempt.policy).behaviour


def highest_mark(attempt: QuizAttempt) -> Fraction:
    """The most a question can earn, as a share of its points."""
    return HIGHEST if behaviour_of(attempt) in BY_CERTAINTY else Fraction(1)


def stands_of(attempt: QuizAttempt, compiled: Mapping[str, CompiledActivity], *, finished: bool = False) -> Stands:
    """Every question of a sitting; `finished`: as if it were handed in now (one query)."""
    return stands_from(saved_in([attempt])[attempt.pk], attempt, compiled, finished=finished)


def stands_from(
    rows: Mapping[str, Sequence[QuizResponse]],
    attempt: QuizAttempt,
    compiled: Mapping[str, CompiledActivity],
    *,
    finished: bool = False,
) -> Stands:
    """The same, from what was saved of each question and counts."""
    return {
        item.key: stand_of(item, rows.get(item.key, ()), compiled[item.key], attempt.policy, finished=finished)
        for item in attempt.frozen_items
    }


def saved_in(sittings: Iterable[QuizAttempt]) -> Mapping[UUID, Mapping[str, Sequence[QuizResponse]]]:
    """Sitting → question → what was saved of it and counts, in order (one query)."""
    rows: dict[UUID, dict[str, list[QuizResponse]]] = defaultdict(lambda: defaultdict(list))
    saved = QuizResponse.objects.filter(attempt__in=sittings, aside=QuizResponse.Aside.NO)
    for row in saved.order_by("sequence", "pk"):
        rows[row.attempt_id][row.item_key].append(row)
    return rows


def by_question(rows: Iterable[QuizResponse]) -> Mapping[str, Sequence[QuizResponse]]:
    """Question → what of these rows of one sitting counts."""
    found: dict[str, list[QuizResponse]] = defaultdict(list)
    for row in rows:
        if not row.aside:
            found[row.item_key].append(row)
    return found


def counting(rows: Sequence[QuizResponse], policy: Policy) -> Sequence[QuizResponse]:
    """Of what was saved, what a mark depends on."""
    return rows[-1:] if policy.behaviour in AT_THE_END else rows


def stand_of(
    item: FrozenItem, rows: Sequence[QuizResponse], compiled: CompiledActivity, policy: str, *, finished: bool
) -> Stand:
    """One question, from what was saved of it. `policy` is that of the sitting."""
    found = read_policy(item.policy or policy)
    steps, given = [], {}
    for row in counting(rows, found):
        response = None
        if row.act != QuizResponse.Act.TRY_AGAIN:
            answer = from_json(row.answer)
            response = respond(compiled.activity, answer, certainty=row.certainty)
            given[response.given] = answer
        steps.append(Step(act=Act(row.act), response=response))
    standing = found.standing([*steps, Step(act=Act.FINISH)] if finished else steps)
    response = standing.response
    return Stand(
        standing=standing,
        answer=given[response.given] if response else {},
        certainty=response.certainty if response else None,
        policy=found,
    )
