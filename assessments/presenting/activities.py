"""One activity as its template prints it."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from assessments.presenting import scenarios, wording
from assessments.presenting.own_fields import own_fields
from assessments.presenting.parts import Sheet, flow_pieces, part_views
from assessments.presenting.recordings import recording_view
from assessments.presenting.shapes import ActivityView, PanelView, Setting
from assessments.presenting.standing import State
from modules.compiled import CompiledActivity, CompiledQuiz
from modules.dialect.activities.media import Media
from modules.dialect.activities.poll import Poll
from modules.dialect.activities.scenario import Scenario
from modules.dialect.outcome import Verdict
from modules.dialect.shown import Panel


def activity_view(compiled: CompiledActivity, *, setting: Setting, state: State) -> ActivityView:
    """An activity in a lesson, for a person who stands at `state`."""
    if isinstance(compiled.activity, Scenario):
        return scenarios.scenario_view(compiled, compiled.activity, setting=setting, state=state)
    return _view(compiled, setting=setting, state=state)


def quiz_view(quiz: CompiledQuiz, items: tuple[ActivityView, ...]) -> ActivityView:
    """A few questions under one title inside a lesson, or at the checkpoints of a recording."""
    if quiz.frame and isinstance(quiz.frame.activity, Media):
        return recording_view(replace(quiz.frame, key=quiz.key), quiz.frame.activity, items)
    return ActivityView(
        key=quiz.key,
        kind="quiz",
        kind_label=wording.kind_label("quiz"),
        title=quiz.title,
        prompt=quiz.prompt,
        items=items,
        can_answer=False,
    )


def _view(compiled: CompiledActivity, *, setting: Setting, state: State) -> ActivityView:
    activity = compiled.activity
    shown = activity.shown(setting.seed, shuffle=setting.shuffle)
    solution = (activity.solution() or {}) if state.settled and activity.is_scored else {}
    parts = part_views(Sheet(compiled=compiled, setting=setting, state=state, solution=solution), shown.parts)
    once = activity.is_scored or isinstance(activity, Poll) or setting.handed is not None
    can_answer = bool(setting.action and parts) and not (once and state.settled)
    return ActivityView(
        key=compiled.key,
        kind=compiled.kind,
        kind_label=wording.kind_label(compiled.kind),
        title=compiled.inline(activity.title) if activity.title else "",
        prompt=compiled.html(shown.prompt) if shown.prompt else "",
        parts=parts,
        flow=flow_pieces(compiled.html(shown.flow), parts) if shown.flow else (),
        panels=tuple(_panel(compiled, panel) for panel in shown.panels),
        action=setting.action,
        version=compiled.version,
        client_id=setting.client_id,
        status=_status(state),
        status_text=_status_text(state),
        said=tuple(compiled.html(leaf) for leaf in state.outcome.said) if state.outcome else (),
        hints=tuple(compiled.html(leaf) for leaf in activity.hints[: state.missed]),
        explanation=_settled(compiled, state, activity.explanation),
        sample=_settled(compiled, state, activity.sample) if setting.handed is None or setting.handed.marked else (),
        tries_text=_tries_text(compiled, state) if can_answer else "",
        can_answer=can_answer,
        button_text=_button_text(compiled, state),
        settled=state.settled,
        recorded=state.recorded,
        trying=setting.trying,
        error=state.error,
        lang=shown.lang,
        points_text=wording.points_text(activity.points) if activity.is_scored else "",
        critical=activity.critical,
        **own_fields(compiled, setting=setting, state=state),
        again_url=f"{setting.page_url}?again={compiled.key}#{compiled.key}"
        if _can_begin_again(compiled, setting, state)
        else "",
    )


def _panel(compiled: CompiledActivity, panel: Panel) -> PanelView:
    field_id = f"{compiled.key}-{panel.key}" if panel.key else ""
    return PanelView(
        title=compiled.inline(panel.title), html=compiled.html(panel.text), lang=panel.lang, field_id=field_id
    )


def _status(state: State) -> str:
    if state.error:
        return "error"
    if state.outdated:
        return "noted"
    return str(state.outcome.verdict) if state.outcome else ""


def _status_text(state: State) -> str:
    if state.error:
        return _("Not sent")
    if state.outdated:
        return wording.outdated_text(state.outdated)
    return wording.verdict_text(state.outcome.verdict, recorded=state.recorded) if state.outcome else ""


def _settled(compiled: CompiledActivity, state: State, leaves: Sequence[str]) -> tuple[str, ...]:
    """What is said once everything is settled."""
    return tuple(compiled.html(leaf) for leaf in leaves) if state.settled else ()


def _tries_text(compiled: CompiledActivity, state: State) -> str:
    if not compiled.activity.is_scored:
        return ""
    if state.left is None:
        return wording.tries_text(left=compiled.activity.tries, fresh=True)
    return wording.tries_text(left=state.left, fresh=False)


def _button_text(compiled: CompiledActivity, state: State) -> str:
    if not compiled.activity.is_scored:
        return _("Save")
    return _("Check again") if state.outcome and state.outcome.verdict is not Verdict.RIGHT else _("Check")


def _can_begin_again(compiled: CompiledActivity, setting: Setting, state: State) -> bool:
    """What is scored, once it is settled; a text, once it has its mark."""
    again = compiled.activity.is_scored or (setting.handed is not None and setting.handed.marked)
    return again and state.settled and state.recorded
