"""What a text and its translation must have in common: types, ids, keys, marks, kinds of gaps, the scenes of a story, numbers.

Answers are kept by key and graded by mark. A translation whose right option moved, or whose key was translated, would grade
people wrongly; so the two texts are laid side by side without their words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from types import UnionType
from typing import Any

from modules.dialect.activities.blanks import Blanks
from modules.dialect.activities.essay import Essay
from modules.dialect.activities.hotspots import Hotspots
from modules.dialect.activities.mark import Mark
from modules.dialect.activities.match import Match
from modules.dialect.activities.media import Media
from modules.dialect.activities.number import Number
from modules.dialect.activities.panels import Panels
from modules.dialect.activities.scenario import Scenario
from modules.dialect.activities.short import Short
from modules.dialect.activities.sort import Sort
from modules.dialect.attributes import Attrs
from modules.dialect.document import Activity, Document
from modules.dialect.leaves import Gap, Item
from modules.dialect.meters import without_labels

OF_A_LANGUAGE = frozenset({"also", "captions", "src", "transcript", "hint", "unit", "lang", "case", "fuzzy", "yo"})
"""Attributes that hold words, or that a language needs for itself."""


@dataclass(frozen=True, kw_only=True)
class Bone:
    """One thing that must be the same, as a reader of the message sees it, and its line."""

    what: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Where two texts part: the line in each, and what stands there. A line of 0: there is nothing of the kind."""

    line: int
    other_line: int
    what: str
    other_what: str


def differences(text: Document, other: Document) -> Iterator[Difference]:
    """The first difference in each activity, by the order of `text`; then the activities that only `other` has."""
    here = _named(text.activities)
    there = _named(other.activities)
    for name, activity in here.items():
        if name not in there:
            yield Difference(line=activity.line, other_line=0, what=name, other_what="nothing")
        elif found := _first(list(bones(activity)), list(bones(there[name]))):
            yield found
    for name, activity in there.items():
        if name not in here:
            yield Difference(line=0, other_line=activity.line, what="nothing", other_what=name)
    mine, theirs = ([name for name in names if name in here and name in there] for names in (here, there))
    for name, instead in zip(mine, theirs, strict=True):
        if name != instead:
            yield Difference(line=here[name].line, other_line=there[instead].line, what=name, other_what=instead)
            return


def _named(activities: Sequence[Activity]) -> dict[str, Activity]:
    """By id; those without one by their kind and their place among such."""
    found: dict[str, Activity] = {}
    for activity in activities:
        name = f":::{activity.kind}{{#{activity.id}}}" if activity.id else f":::{activity.kind}"
        while name in found:
            name += " again"
        found[name] = activity
    return found


def _first(mine: list[Bone], theirs: list[Bone]) -> Difference | None:
    for one, other in zip_longest(mine, theirs):
        if one is None or other is None or one.what != other.what:
            return Difference(
                line=(one or mine[-1]).line,
                other_line=(other or theirs[-1]).line,
                what=one.what if one else "nothing more",
                other_what=other.what if other else "nothing more",
            )
    return None


def bones(activity: Activity) -> Iterator[Bone]:
    """What must be the same in an activity."""
    attrs = activity.attrs
    if "meters" in attrs:
        attrs = Attrs({**attrs, "meters": without_labels(attrs["meters"])})
    yield Bone(what=f":::{activity.kind}{{#{activity.id}{_attrs(attrs)}}}", line=activity.line)
    inside = next((made_of for kind, made_of in _INSIDE if isinstance(activity, kind)), _bullets)
    yield from inside(activity)


def _bullets(activity: Activity) -> Iterator[Bone]:
    yield from (_item(item, keyed=activity.records) for item in activity.bullets())


def _gaps(activity: Blanks | Mark) -> Iterator[Bone]:
    yield from (_gap(gap, activity.line) for gap in activity.gaps)
    yield from _bullets(activity)


def _groups(activity: Sort) -> Iterator[Bone]:
    for group in activity.groups:
        yield Bone(what=f"a group {{#{group.key}{_attrs(group.attrs)}}}", line=group.line)
        yield from (_item(item, keyed=True) for item in group.items)


def _stops(activity: Media) -> Iterator[Bone]:
    for stop in activity.checkpoints:
        yield Bone(what=f"a checkpoint at {stop.at} {{#{stop.key}{_attrs(stop.attrs)}}}", line=stop.line)


def _spots(activity: Hotspots) -> Iterator[Bone]:
    for spot in activity.spots:
        what = _item(spot.item, keyed=activity.records).what
        yield Bone(what=f"{what} at ({spot.x}%, {spot.y}%)", line=spot.line)


def _pairs(activity: Match) -> Iterator[Bone]:
    for pair in activity.pairs:
        sides = f"{'a left side' if pair.left else 'nothing'} -> {'a right side' if pair.right else 'nothing'}"
        yield Bone(what=f"{sides} {{#{pair.key}{_attrs(pair.attrs)}}}", line=pair.line)


def _panels(activity: Panels) -> Iterator[Bone]:
    yield from (Bone(what="a panel", line=section.line) for section in activity.sections)


def _scenes(activity: Scenario) -> Iterator[Bone]:
    for scene in activity.scenes:
        yield Bone(what=f"the scene {{#{scene.key}}}", line=scene.line)
        for move in scene.moves:
            yield Bone(what=f"a move to #{move.target} {{#{move.key}{_attrs(move.attrs)}}}", line=move.line)


def _rubric(activity: Essay) -> Iterator[Bone]:
    for item in activity.rubric:
        yield _item(item, keyed=True)
        yield from (Bone(what="a level", line=level.line) for level in item.children)


def _keys(activity: Number | Short) -> Iterator[Bone]:
    for key in activity.keys:
        number = f" {' | '.join(key.accept)}" if isinstance(activity, Number) or "*" in key.accept else ""
        yield Bone(what=f"{'=' if key.right else '!='}{number}{_attrs(key.attrs)}", line=key.line)


def _item(item: Item, *, keyed: bool) -> Bone:
    key = f" {{#{item.key}{_attrs(item.attrs)}}}" if keyed else ""
    return Bone(what=f"- {item.box or 'an item'}{key}", line=item.line)


def _gap(gap: Gap, line: int) -> Bone:
    """A gap; what is typed is of the language, what is chosen keeps its place, a number is a number."""
    inside = ""
    if gap.kind == "number":
        inside = f" {' | '.join(gap.answers)}"
    elif gap.kind == "select":
        inside = " " + "".join("(x)" if option in gap.answers else "( )" for option in gap.options)
    return Bone(what=f"a {gap.kind} gap{inside}{_attrs(gap.attrs)}", line=gap.line or line)


_INSIDE: tuple[tuple[type | UnionType, Callable[[Any], Iterator[Bone]]], ...] = (
    (Scenario, _scenes),
    (Sort, _groups),
    (Media, _stops),
    (Hotspots, _spots),
    (Match, _pairs),
    (Number | Short, _keys),
    (Panels, _panels),
    (Essay, _rubric),
    (Blanks | Mark, _gaps),
)
"""What stands inside the kinds that are more than bullets."""


def _attrs(attrs: Attrs) -> str:
    written = (f"{name}={value}" if value else name for name, value in attrs.items() if name not in OF_A_LANGUAGE)
    return "".join(f" {each}" for each in written)
