"""What a form holds: the answer to one activity, or to the questions of a quiz that are checked together."""

from collections.abc import Mapping, Sequence

from django.http import QueryDict
from django.utils.translation import gettext as _

from assessments.presenting.standing import Trial
from assessments.services import texts
from modules.compiled import CompiledActivity
from modules.dialect.activities.poll import Poll
from modules.dialect.activities.scenario import Scenario
from modules.dialect.shown import Answer


def read_item(form: QueryDict, compiled: CompiledActivity, *, key: str) -> Answer:
    """The answer to one question of several: its fields are named `<question>.<part>`. Raises UnreadableAnswer."""
    prefix = f"{key}."
    fields = {name.removeprefix(prefix): given for name, given in form.lists() if name.startswith(prefix)}
    return compiled.activity.read(fields)


def read_together(form: QueryDict, asked: Sequence[CompiledActivity]) -> Mapping[str, Answer]:
    """Key → answer to each question of a quiz. Raises UnreadableAnswer."""
    return {part.key: read_item(form, part, key=part.key) for part in asked}


def trials_together(asked: Sequence[CompiledActivity], answers: Mapping[str, Answer]) -> tuple[Trial, ...]:
    """The answers as they are shown without being recorded; none is graded while one is missing."""
    missing = is_incomplete(asked, answers)
    return tuple(
        Trial(
            key=part.key,
            answer=answers[part.key],
            error=_("Choose or write an answer first.") if is_missing(part, answers[part.key]) else "",
            waits=missing,
        )
        for part in asked
    )


def is_incomplete(asked: Sequence[CompiledActivity], answers: Mapping[str, Answer]) -> bool:
    """Whether a question is left that needs an answer."""
    return any(is_missing(part, answers[part.key]) for part in asked)


def is_missing(compiled: CompiledActivity, answer: Answer) -> bool:
    """Whether nothing was answered where something must be."""
    return not answer and needs_an_answer(compiled)


def can_be_answered(compiled: CompiledActivity) -> bool:
    """Whether it has a form: cards and panels are only read."""
    return isinstance(compiled.activity, Scenario) or bool(compiled.activity.parts())


def needs_an_answer(compiled: CompiledActivity) -> bool:
    """Whether an empty form is a slip: there is nothing to check, nowhere to go."""
    is_asked = compiled.activity.is_scored or isinstance(compiled.activity, Scenario | Poll)
    return is_asked or texts.marked_by_others(compiled.activity)
