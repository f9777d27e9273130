"""A quiz inside a lesson as its template prints it: its questions, and beneath them what came of all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from assessments.joint import Joint, joint
from assessments.presenting import wording
from assessments.presenting.activities import activity_view, quiz_view
from assessments.presenting.questions import question_text
from assessments.presenting.shapes import ActivityView, ItemView, Setting
from assessments.presenting.standing import NOT_BEGUN, State
from modules.compiled import CompiledActivity, CompiledQuiz
from modules.dialect.activities.quiz import Quiz


@dataclass(frozen=True, kw_only=True)
class Together:
    """Where somebody stands in a quiz whose questions are checked together."""

    states: Mapping[str, State]
    """What may be shown of each question now, by key."""
    joint: Joint | None = None
    """None while a question waits for its answer, or where none is marked."""
    left: int | None = None
    """Joint tries still open; None where they are not counted."""
    used: int = 0
    checked: bool = False
    """Whether every question has an answer that is marked."""
    settled: bool = False


def joint_view(quiz: CompiledQuiz, items: tuple[ActivityView, ...], result: Joint | None) -> ActivityView:
    """A quiz whose questions are checked one by one, with what came of them so far."""
    return replace(quiz_view(quiz, items), recorded=True, **_result(quiz, result))


def together_view(
    quiz: CompiledQuiz, asked: Sequence[CompiledActivity], stands: Together, *, settings: Mapping[str, Setting]
) -> ActivityView:
    """A quiz whose questions stand in one form; `settings` by key, that of the form under the key of the quiz."""
    here = settings[quiz.key]
    critical = {True: _("Child safety"), False: ""}
    states = stands.states
    items = tuple(
        ItemView(
            key=part.key,
            number_text=question_text(number, len(asked)),
            critical_text=critical[part.activity.critical],
            activity=activity_view(part, setting=replace(settings[part.key], action=""), state=states[part.key]),
            can_answer=not stands.settled,
            error=states[part.key].error,
        )
        for number, part in enumerate(asked, start=1)
    )
    recorded = any(state.recorded for state in states.values())
    view = replace(
        quiz_view(quiz, ()),
        together=tuple(replace(item, activity=_quiet(item.activity)) for item in items),
        action=here.action,
        version=quiz.frame.version if quiz.frame else "",
        client_id=here.client_id,
        can_answer=bool(here.action) and not stands.settled,
        button_text=_("Try again") if stands.checked else _("Check all"),
        tries_text="" if stands.left is None else wording.tries_text(left=stands.left, fresh=not stands.used),
        settled=stands.settled,
        recorded=recorded,
        trying=here.trying,
        again_url=f"{here.page_url}?again={quiz.key}#{quiz.key}"
        if stands.settled and recorded and stands.left != 0
        else "",
        **_result(quiz, stands.joint),
    )
    if any(item.error for item in items):
        return replace(view, **_unanswered())
    return view


def together(
    quiz: Quiz, asked: Sequence[CompiledActivity], states: Mapping[str, State], *, used: int, again: bool
) -> Together:
    """What may be shown after `used` joint tries: nothing before every question is answered, what is right once it is settled."""
    left = None if quiz.attempts is None else max(0, quiz.attempts - used)
    result = joint(asked, {key: state.outcome for key, state in states.items()})
    if not (result.complete if result else all(state.outcome for state in states.values())):
        quiet = {key: replace(state, outcome=None, missed=0, settled=False) for key, state in states.items()}
        return Together(states=quiet, left=left, used=used)
    settled = left == 0 or result is None or result.right == result.asked
    if again and settled and left != 0:
        return Together(states=dict.fromkeys(states, NOT_BEGUN), left=left, used=used)
    missed = {key: max(used, 1) if state.missed else 0 for key, state in states.items()}
    shown = {key: replace(state, settled=settled, missed=missed[key]) for key, state in states.items()}
    return Together(states=shown, joint=result, left=left, used=used, checked=True, settled=settled)


def _quiet(activity: ActivityView) -> ActivityView:
    """An error of a question is told by the question, not by the answer in it."""
    return replace(activity, status="", status_text="") if activity.error else activity


def _unanswered() -> dict[str, Any]:
    return {
        "status": "error",
        "status_text": _("Not sent"),
        "error": _("Answer every question first, then check."),
        "said": (),
    }


def _result(quiz: CompiledQuiz, result: Joint | None) -> dict[str, Any]:
    """How many are right, the share, whether it passes and the text of its band; on the way only how far one has come."""
    frame = quiz.frame
    if result is None or not result.answered or frame is None or quiz.quiz is None:
        return {}
    right = {"right": result.right, "asked": result.asked}
    if not result.complete:
        answered = _("%(answered)d of %(total)d answered") % {"answered": result.answered, "total": result.asked}
        so_far = _("%(right)d right") % right
        return {"status": "noted", "status_text": f"{answered} · {so_far}"}
    passed = result.passes(quiz.quiz.pass_mark)
    counted = _("%(right)d of %(asked)d right") % right
    return {
        "status": "right" if passed else "partly" if result.share else "wrong",
        "status_text": f"{counted} · {wording.percent_text(result.percent)}",
        "said": (*_standing(result, quiz.quiz, passed=passed), *_band(frame, result)),
    }


def _standing(result: Joint, quiz: Quiz, *, passed: bool) -> tuple[str, ...]:
    texts = [_("Passed") if passed else _("Not passed yet")]
    if result.share < quiz.pass_mark:
        percent = wording.number_text(quiz.pass_mark * 100)
        texts.append(_("To pass, at least %(percent)s %% must be right.") % {"percent": percent})
    if result.missed:
        texts.append(_("What is about child safety must be right, and was not."))
    return tuple(format_html("<p>{}</p>", text) for text in texts)


def _band(frame: CompiledActivity, result: Joint) -> tuple[str, ...]:
    """What is said at the share in whole percent, which no band can fall between."""
    return tuple(frame.html(leaf) for leaf in frame.activity.said(result.whole))
