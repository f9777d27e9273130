"""Where a person stands in one activity: folded from recorded attempts, or from one answer that is not recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from assessments.rounds import Try, latest_round, standing
from assessments.services.attempts import from_json
from modules.compiled import CompiledActivity
from modules.dialect.outcome import Outcome, Verdict
from modules.dialect.reading import UnreadableAnswer
from modules.dialect.shown import Answer


class Tried(Try, Protocol):
    """What is shown of an attempt."""

    @property
    def answer(self) -> dict[str, list[str]]:
        """Part key → values."""

    @property
    def verdict(self) -> str:
        """How the answer stood."""


@dataclass(frozen=True, kw_only=True)
class State:
    """Where somebody stands in an activity. The default: not begun."""

    answer: Answer
    """What the form is filled with."""
    outcome: Outcome | None = None
    """What is said about the answer; None where nothing was answered yet."""
    missed: int = 0
    """Tries of this round that were not right: each earns a hint."""
    left: int | None = None
    """Tries still open; None where they are not counted."""
    settled: bool = False
    recorded: bool = False
    error: str = ""
    outdated: str = ""
    """The verdict of an answer to an earlier text of the activity."""
    typed_at: datetime | None = None
    """Of an answer that is not sent yet: when it was typed."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One answer that is shown but not recorded: a visitor's, or one that cannot be graded."""

    key: str
    answer: Answer
    error: str = ""
    """Why it was not graded, in words."""
    waits: bool = False
    """Whether it waits ungraded for answers to other questions of its quiz."""


NOT_BEGUN = State(answer={})


def from_attempts(compiled: CompiledActivity, attempts: Sequence[Tried], *, again: bool = False) -> State:
    """Where somebody stands after these attempts at this activity, oldest first; `again` asks for a fresh round."""
    if not attempts:
        return NOT_BEGUN
    last = attempts[-1]
    if last.version_id != compiled.version:
        return State(answer=_carried_over(compiled, last.answer), outdated=last.verdict)
    tries = latest_round(attempts)
    stands = standing(tries)
    if again and stands.settled:
        return NOT_BEGUN
    answer = from_json(last.answer)
    missed = sum(1 for attempt in tries if attempt.score is not None and attempt.score < 1)
    return State(
        answer=answer,
        outcome=compiled.activity.grade(answer),
        missed=missed,
        left=stands.left,
        settled=stands.settled,
        recorded=True,
    )


def with_draft(
    state: State, compiled: CompiledActivity, response: Mapping[str, Sequence[str]], *, typed_at: datetime
) -> State:
    """The same with what was typed since in the form, of which nothing can be said yet."""
    answer = _carried_over(compiled, response)
    if not answer and not state.answer:
        return state
    return replace(state, answer=answer, outcome=None, typed_at=typed_at)


def from_trial(compiled: CompiledActivity, trial: Trial) -> State:
    """Where a visitor stands: tries are not counted, only a right answer settles."""
    if trial.error or trial.waits:
        return State(answer=trial.answer, error=trial.error)
    outcome = compiled.activity.grade(trial.answer)
    settled = outcome.verdict in {Verdict.RIGHT, Verdict.NOTED}
    return State(answer=trial.answer, outcome=outcome, missed=0 if settled else 1, settled=settled)


def _carried_over(compiled: CompiledActivity, answer: Mapping[str, Sequence[str]]) -> Answer:
    """An answer to an earlier text, as far as the present one can hold it."""
    try:
        return compiled.activity.read(answer)
    except UnreadableAnswer:
        return {}
