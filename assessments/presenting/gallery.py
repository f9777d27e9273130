"""Every kind of activity in every state, made from its example: for whoever changes the look, and for who writes lessons."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from assessments.joint import joint
from assessments.presenting.activities import activity_view, quiz_view
from assessments.presenting.joint_results import joint_view, together, together_view
from assessments.presenting.printing import print_view
from assessments.presenting.shapes import ActivityView, Setting, Tally
from assessments.presenting.standing import NOT_BEGUN, State
from assessments.presenting.wording import kind_label
from modules.compiled import CompiledActivity, CompiledQuiz
from modules.dialect.activities import KINDS
from modules.dialect.activities.poll import Poll
from modules.dialect.activities.quiz import DEFERRED, Quiz
from modules.dialect.activities.scenario import Scenario
from modules.dialect.attributes import Attrs
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
    if isinstance(compiled, CompiledQuiz) and compiled.quiz:
        yield from _one_by_one(compiled)
        yield from _checked_together(compiled, compiled.quiz)
    elif isinstance(compiled, CompiledQuiz):
        yield _("Not begun"), quiz_view(compiled, tuple(map(_unbegun, compiled.parts)))
    elif isinstance(compiled, CompiledActivity):
        for number, (title, state) in enumerate(_states(found, compiled)):
            here = replace(
                compiled, key=f"{found.kind}-{number}"
            )  # every state stands on one page, under a name of its own
            yield title, activity_view(here, setting=NOBODY, state=state)
        if isinstance(compiled.activity, Poll):
            yield from _polled(found, compiled, compiled.activity)


def _one_by_one(quiz: CompiledQuiz) -> Iterator[tuple[str, ActivityView]]:
    """A quiz before, between and after the answers to its questions."""
    titles = (_("Not begun"), _("On the way"), _("Passed"))
    for answers, title in zip((0, 1, len(quiz.parts)), titles, strict=True):
        here = _renamed(quiz, f"one-by-one-{answers}")
        states = {part.key: _right(part) if at < answers else NOT_BEGUN for at, part in enumerate(here.parts)}
        items = tuple(activity_view(part, setting=NOBODY, state=states[part.key]) for part in here.parts)
        yield title, joint_view(here, items, joint(here.parts, {key: state.outcome for key, state in states.items()}))


def _checked_together(quiz: CompiledQuiz, asked: Quiz) -> Iterator[tuple[str, ActivityView]]:
    """The same where one form holds all its questions and is checked twice at most."""
    twice = replace(asked, attrs=Attrs({**asked.attrs, "feedback": DEFERRED, "attempts": "2"}))
    first, *_others = quiz.parts
    wrong = {first.key: State(answer={}, outcome=first.activity.grade({}), missed=1, recorded=True)}
    right = {part.key: _right(part) for part in quiz.parts}
    unanswered = {first.key: State(answer={}, error=_("Choose or write an answer first."))}
    for number, (title, states, used) in enumerate((
        (_("Checked together: not begun"), dict.fromkeys(right, NOT_BEGUN), 0),
        (_("An answer is missing"), right | unanswered, 0),
        (_("A try is left"), right | wrong, 1),
        (_("No tries left"), right | wrong, 2),
        (_("Passed"), right, 1),
    )):  # fmt: skip
        here = _renamed(quiz, f"together-{number}")
        renamed = {part.key: states[old.key] for part, old in zip(here.parts, quiz.parts, strict=True)}
        stands = together(twice, here.parts, renamed, used=used, again=False)
        settings = {key: replace(NOBODY, prefix=f"{key}.") for key in (here.key, *renamed)}
        yield title, together_view(here, here.parts, stands, settings=settings)


def _renamed(quiz: CompiledQuiz, key: str) -> CompiledQuiz:
    """Every state stands on one page, under names of its own."""
    parts = tuple(replace(part, key=f"{key}-{part.key}") for part in quiz.parts)
    return replace(quiz, key=f"quiz-{key}", parts=parts)


def _right(compiled: CompiledActivity) -> State:
    answer = compiled.activity.solution() or {}
    return State(answer=answer, outcome=compiled.activity.grade(answer), settled=True, recorded=True)


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
