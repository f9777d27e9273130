"""Every kind of activity in every state, made from its example: for whoever changes the look, and for who writes lessons."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from assessments.presenting.activities import activity_view, quiz_view
from assessments.presenting.printing import print_view
from assessments.presenting.shapes import ActivityView, Setting, Tally
from assessments.presenting.standing import NOT_BEGUN, State
from assessments.presenting.wording import kind_label
from modules.compiled import CompiledActivity, CompiledQuiz
from modules.dialect.activities import KINDS
from modules.dialect.activities.poll import Poll
from modules.dialect.activities.scenario import Scenario
from modules.dialect.examples import Answered, Example, example
from modules.dialect.outcome import Outcome, Verdict
from modules.rendering import compile_document

NOBODY = Setting(action="#", client_id="00000000-0000-4000-8000-000000000000", seed="gallery")


@dataclass(frozen=True, kw_only=True)
class Shot:
    """An activity in one state."""

    title: str
    html: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A kind of activity: what a trainer writes, and how it looks in each state."""

    kind: str
    label: str
    title: str
    source: str
    shots: tuple[Shot, ...]


def rows(csrf_token: str) -> tuple[Row, ...]:
    """One row for each kind."""
    return tuple(_row(example(kind.kind), csrf_token) for kind in KINDS)


def _row(found: Example, csrf_token: str) -> Row:
    views = [*_views(found)]
    shots = (Shot(title=title, html=print_view(view, csrf_token=csrf_token)) for title, view in views)
    return Row(
        kind=found.kind, label=kind_label(found.kind), title=found.title, source=found.source, shots=tuple(shots)
    )


def _views(found: Example) -> Iterator[tuple[str, ActivityView]]:
    (compiled,) = compile_document(found.source).parts
    if isinstance(compiled, CompiledQuiz):
        yield _("Not begun"), quiz_view(compiled, tuple(map(_unbegun, compiled.parts)))
    elif isinstance(compiled, CompiledActivity):
        for number, (title, state) in enumerate(_states(found, compiled)):
            here = replace(
                compiled, key=f"{found.kind}-{number}"
            )  # every state stands on one page, under a name of its own
            yield title, activity_view(here, setting=NOBODY, state=state)
        if isinstance(compiled.activity, Poll):
            yield from _polled(found, compiled, compiled.activity)


def _polled(found: Example, compiled: CompiledActivity, poll: Poll) -> Iterator[tuple[str, ActivityView]]:
    """A poll after too few and after enough people have answered."""
    for title, people in ((_("Too few have answered"), 0), (_("Others have answered"), 10)):
        chosen = {option.key: people // 2 - number for number, option in enumerate(poll.options)}
        here = replace(compiled, key=f"{found.kind}-after-{people}")
        setting = replace(NOBODY, tally=Tally(people=people, chosen=chosen))
        yield title, activity_view(here, setting=setting, state=_stands(compiled, found.answered[0]))


def _unbegun(compiled: CompiledActivity) -> ActivityView:
    return activity_view(compiled, setting=NOBODY, state=NOT_BEGUN)


def _states(found: Example, compiled: CompiledActivity) -> Iterator[tuple[str, State]]:
    yield _("Not begun"), NOT_BEGUN
    if not found.answered:
        return
    for answered in found.answered:
        yield answered.title, _stands(compiled, answered)
    last = found.answered[-1]
    if compiled.activity.is_scored:
        outcome = compiled.activity.grade(last.answer)
        yield (
            _("No tries left"),
            State(answer=last.answer, outcome=outcome, missed=2, left=0, settled=True, recorded=True),
        )
        yield _("A visitor"), State(answer=last.answer, outcome=outcome, missed=1)
        yield _("Nothing chosen"), State(answer={}, error=_("Choose or write an answer first."))
    if isinstance(compiled.activity, Scenario):
        return  # a path is walked anew when its text has changed
    yield _("Answered before the text changed"), State(answer=last.answer, outdated=str(last.verdict))


def _stands(compiled: CompiledActivity, answered: Answered) -> State:
    outcome: Outcome = compiled.activity.grade(answered.answer)
    settled = outcome.verdict in {Verdict.RIGHT, Verdict.NOTED}
    left = None if outcome.verdict is Verdict.NOTED else 1
    return State(
        answer=answered.answer, outcome=outcome, missed=0 if settled else 1, left=left, settled=settled, recorded=True
    )
