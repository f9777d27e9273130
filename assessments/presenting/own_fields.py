"""What only one kind of activity shows: a picture with numbers, the length of a text, the bars of a poll."""

from functools import singledispatch
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.presenting import wording
from assessments.presenting.shapes import BarView, PlaceView, Setting
from assessments.presenting.standing import State
from modules.compiled import CompiledActivity
from modules.dialect.activities.essay import Essay
from modules.dialect.activities.hotspots import Hotspots
from modules.dialect.activities.poll import FEWEST_PEOPLE, Poll
from modules.dialect.document import Activity
from modules.dialect.terms import is_unspaced

Fields = dict[str, Any]


def own_fields(compiled: CompiledActivity, *, setting: Setting, state: State) -> Fields:
    """The fields of an `ActivityView` that belong to the activity's kind alone."""
    return _fields(compiled.activity, compiled, setting, state)


@singledispatch
def _fields(activity: Activity, compiled: CompiledActivity, setting: Setting, state: State) -> Fields:
    del activity, compiled, setting, state
    return {}


@_fields.register
def _picture(activity: Hotspots, compiled: CompiledActivity, setting: Setting, state: State) -> Fields:
    """A place leads to its answer, or to what is to be read about it."""
    del setting
    stem = f"{compiled.key}-answer" if activity.asks else compiled.key
    marks = {mark.option: mark.right for mark in state.outcome.marks} if state.outcome else {}
    words = {True: "right", False: "wrong", None: ""}
    places = (
        PlaceView(number=number, x=p.x, y=p.y, r=p.r, field_id=f"{stem}-{p.key}", mark=words[marks.get(p.key)])
        for number, p in enumerate(activity.places(), start=1)
    )
    return {"picture": compiled.html(activity.picture), "places": tuple(places)}


@_fields.register
def _text(activity: Essay, compiled: CompiledActivity, setting: Setting, state: State) -> Fields:
    del compiled
    text = "".join(state.answer.get("answer", ()))
    written = None if state.outcome is None or any(map(is_unspaced, text)) else len(text.split())
    return {
        "length_text": wording.length_text(least=activity.least, most=activity.most, written=written),
        "measure_text": "" if setting.handed else _measured(activity, state),
        "handed": setting.handed,
    }


def _measured(activity: Essay, state: State) -> str:
    if not activity.rubric:
        return ""
    chosen = {} if activity.by_others else activity.own_levels(state.answer)
    if state.outcome is not None and chosen:
        got, of = activity.weigh(chosen)
        return _("You give your text %(got)s of %(of)s points. They are yours alone, and count towards nothing.") % {
            "got": wording.number_text(got),
            "of": wording.number_text(of),
        }
    return wording.measured_by(activity.by)


@_fields.register
def _bars(activity: Poll, compiled: CompiledActivity, setting: Setting, state: State) -> Fields:
    del state
    tally = setting.tally
    if tally is None:
        return {}
    if not tally.people:
        return {
            "bars_text": _("What others chose is shown once %(n)d people have answered.") % {"n": FEWEST_PEOPLE},
        }
    shares = ((option, round(100 * tally.chosen.get(option.key, 0) / tally.people)) for option in activity.options)
    bars = (
        BarView(label=compiled.inline(option.text), percent=share, percent_text=wording.percent_text(share))
        for option, share in shares
    )
    counted = ngettext("%(n)d answer counted", "%(n)d answers counted", tally.people) % {"n": tally.people}
    return {"bars": tuple(bars), "bars_text": counted}
