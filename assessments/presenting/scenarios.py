"""A scenario as its template prints it: one scene, the ways on, and the way that led here."""

from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from assessments.presenting import wording
from assessments.presenting.shapes import ActivityView, MeterView, OptionView, SceneView, Setting, StepView
from assessments.presenting.standing import State
from modules.compiled import CompiledActivity
from modules.dialect.activities.scenario import Scenario, Step, Walk
from modules.dialect.reading import UnreadableAnswer
from modules.dialect.shown import Option


def scenario_view(compiled: CompiledActivity, scenario: Scenario, *, setting: Setting, state: State) -> ActivityView:
    """The scene where somebody stands: where the URL says, else where the last answer led, else at the start."""
    path, walk = _whereabouts(scenario, setting, state)
    prompt = scenario.prompt
    return ActivityView(
        key=compiled.key,
        kind=compiled.kind,
        kind_label=wording.kind_label(compiled.kind),
        title=compiled.inline(scenario.title) if scenario.title else "",
        prompt=compiled.html(prompt) if prompt else "",
        action=setting.action,
        version=compiled.version,
        client_id=setting.client_id,
        status="error" if state.error else "",
        status_text=_("Not sent") if state.error else "",
        error=state.error,
        explanation=tuple(compiled.html(leaf) for leaf in scenario.explanation) if walk.ended else (),
        can_answer=not walk.ended,
        settled=walk.ended,
        recorded=state.recorded,
        trying=setting.trying,
        lang=scenario.lang,
        scene=SceneView(title=compiled.inline(walk.scene.title), html=compiled.html(walk.scene.text)),
        moves=tuple(_move(compiled, move) for move in walk.moves),
        path=path,
        steps=tuple(_step(compiled, setting, step, path[:number]) for number, step in enumerate(walk.steps)),
        meters=tuple(MeterView(label=each.label, value=wording.level_text(each.value)) for each in walk.meters),
        ended=walk.ended,
        restart_url=scene_url(setting.page_url, compiled.key, ()),
    )


def scene_url(page_url: str, key: str, path: Sequence[str]) -> str:
    """The address of a scene, so that the back button and a bookmark work."""
    return f"{page_url}?{urlencode([('at', key), *(('path', move) for move in path)])}"


def _whereabouts(scenario: Scenario, setting: Setting, state: State) -> tuple[tuple[str, ...], Walk]:
    if setting.path is not None:
        with suppress(UnreadableAnswer):
            return setting.path, scenario.walk(setting.path)
    path = tuple(state.answer.get("path", ()))
    return path, scenario.walk(path)


def _move(compiled: CompiledActivity, move: Option) -> OptionView:
    label = compiled.inline(move.text)
    return OptionView(key=move.key, field_id=f"{compiled.key}-{move.key}", label=label, text=move.text)


def _step(compiled: CompiledActivity, setting: Setting, step: Step, before: Sequence[str]) -> StepView:
    return StepView(
        scene_title=compiled.inline(step.scene_title),
        move_text=compiled.inline(step.move_text),
        said=tuple(compiled.html(leaf) for leaf in step.said),
        rating=step.rating,
        rating_text=wording.rating_text(step.rating),
        retry_url=scene_url(setting.page_url, compiled.key, before),
        changes=tuple(f"{each.label} {wording.change_text(each.value)}" for each in step.changes),
    )
