"""What a sitting shows of a question: everything that is known, less what was not promised for this moment."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from assessments.presenting.activities import activity_view
from assessments.presenting.shapes import ActivityView, FlowPiece, OptionView, PartView, Setting
from assessments.presenting.standing import State
from assessments.reviewing import Shown
from modules.compiled import CompiledActivity

Change = Callable[[Any], Any]
"""Of a part or of an option: both carry a mark and a remark."""


def reviewed(compiled: CompiledActivity, *, setting: Setting, state: State, shown: Collection[Shown]) -> ActivityView:
    """The activity, with what may be shown of it. `state.settled` says that nothing can be tried any more."""
    right = state.settled and Shown.RIGHT in shown
    general = state.settled and Shown.GENERAL in shown
    view = activity_view(compiled, setting=setting, state=replace(state, settled=right))
    view = replace(
        view,
        explanation=_html(compiled, compiled.activity.explanation) if general else (),
        sample=_html(compiled, compiled.activity.sample) if general else (),
    )
    if Shown.CORRECTNESS not in shown:
        places = tuple(replace(place, mark="") for place in view.places)
        view = _everywhere(replace(view, status="", status_text="", places=places), _without_marks)
    if Shown.SPECIFIC not in shown:
        view = _everywhere(replace(view, said=(), hints=()), _without_words)
    return view


def _html(compiled: CompiledActivity, leaves: Collection[str]) -> tuple[str, ...]:
    return tuple(compiled.html(leaf) for leaf in leaves)


def _without_marks(told: PartView | OptionView) -> PartView | OptionView:
    return replace(told, mark="noted" if told.said else "", mark_text="")


def _without_words(told: PartView | OptionView) -> PartView | OptionView:
    return replace(told, said=())


def _everywhere(view: ActivityView, change: Change) -> ActivityView:
    """The view with every part and every option changed, those in running text too."""

    def part_of(part: PartView) -> PartView:
        changed: PartView = change(part)
        return replace(changed, options=tuple(change(option) for option in part.options))

    def piece_of(piece: FlowPiece) -> FlowPiece:
        part = part_of(piece.part) if piece.part else None
        return replace(piece, part=part, option=change(piece.option) if piece.option else None)

    return replace(view, parts=tuple(map(part_of, view.parts)), flow=tuple(map(piece_of, view.flow)))
