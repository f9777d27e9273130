"""The parts of an activity: controls, what was put in them, and what is said about it."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.html import format_html, strip_tags
from django.utils.translation import gettext as _

from assessments.presenting import wording
from assessments.presenting.shapes import FlowPiece, OptionView, PartView, Setting
from assessments.presenting.standing import State
from modules.compiled import CompiledActivity, safe
from modules.dialect.outcome import Mark
from modules.dialect.shown import Answer, Option, Part, Widget, gap_mark

CHOOSING = frozenset({Widget.RADIO, Widget.CHECKBOX})


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What every part of one activity needs to know."""

    compiled: CompiledActivity
    setting: Setting
    state: State
    solution: Answer
    """Shown once settled; empty before, so that nothing can show it early."""

    def marks(self, part: str, option: str = "") -> Mark | None:
        """What is said at a part, or at one option of it."""
        if self.state.outcome is None:
            return None
        return next((mark for mark in self.state.outcome.marks if (mark.part, mark.option) == (part, option)), None)

    def said(self, leaves: Sequence[str]) -> tuple[str, ...]:
        """Leaves as safe HTML."""
        return tuple(self.compiled.inline(leaf) for leaf in leaves)


def part_views(sheet: Sheet, parts: Sequence[Part]) -> tuple[PartView, ...]:
    """The parts in the order in which they are shown."""
    return tuple(_part(sheet, part, number, len(parts)) for number, part in enumerate(parts, start=1))


def flow_pieces(flow: str, parts: Sequence[PartView]) -> tuple[FlowPiece, ...]:
    """Rendered running text, cut at its gap marks, with the part, or the option of the only part, that belongs in each gap.

    Gap marks stand in text alone, never inside a tag, so that cutting at them leaves what was cleaned clean.
    """
    if len(parts) == 1 and parts[0].widget == Widget.CHECKBOX:
        return tuple(_pieces(flow, [FlowPiece(html="", option=option) for option in parts[0].options]))
    return tuple(_pieces(flow, [FlowPiece(html="", part=part) for part in parts]))


def _pieces(flow: str, fillings: Sequence[FlowPiece]) -> Iterator[FlowPiece]:
    rest = flow
    for number, filling in enumerate(fillings):
        before, found, rest = rest.partition(gap_mark(number))
        yield replace(filling, html=safe(before)) if found else FlowPiece(html=safe(before))
    yield FlowPiece(html=safe(rest))


def _part(sheet: Sheet, part: Part, number: int, total: int) -> PartView:
    field_id = f"{sheet.compiled.key}-{part.key}"
    mark = sheet.marks(part.key)
    right = mark.right if mark else None
    said = sheet.said(mark.said) if mark else ()
    values = sheet.state.answer.get(part.key, ())
    return PartView(
        key=part.key,
        name=f"{sheet.setting.prefix}{part.key}",
        field_id=field_id,
        widget=part.widget,
        label=sheet.compiled.inline(part.text) if part.text else "",
        options=tuple(_option(sheet, part, option, field_id) for option in part.options),
        value=values[0] if values and not part.options else "",
        hint=part.hint,
        unit=part.unit,
        size=part.size,
        mark=_mark(mark),
        mark_text=wording.mark_text(right=right),
        said=(*said, *_right_answer(sheet, part, right=right)),
        described_by=f"{field_id}-said" if said else "",
        position_text=_("Blank %(number)d of %(total)d") % {"number": number, "total": total},
        lang=part.lang,
    )


def _option(sheet: Sheet, part: Part, option: Option, field_id: str) -> OptionView:
    chosen = option.key in sheet.state.answer.get(part.key, ())
    mark = sheet.marks(part.key, option.key)
    right = mark.right if mark else None
    label = sheet.compiled.inline(option.text) if option.text else ""
    return OptionView(
        key=option.key,
        field_id=f"{field_id}-{option.key}",
        label=label,
        text=_plain(label) or option.text,
        selected=chosen,
        mark=_mark(mark),
        mark_text=wording.mark_text(right=right),
        said=sheet.said(mark.said) if mark else (),
        solution=not chosen and option.key in sheet.solution.get(part.key, ()),
    )


def _right_answer(sheet: Sheet, part: Part, *, right: bool | None) -> tuple[str, ...]:
    """What would have been right, beside what cannot point it out by itself."""
    values = sheet.solution.get(part.key, ())
    if right is not False or not values or _points_it_out(sheet, part):
        return ()
    texts = {option.key: sheet.compiled.inline(option.text) for option in part.options}
    return tuple(format_html(_("The right answer: {}"), texts.get(value, value)) for value in values)


def _points_it_out(sheet: Sheet, part: Part) -> bool:
    """Whether the options themselves say which one is right."""
    return part.widget in CHOOSING and sheet.compiled.kind in {"choice", "truefalse", "mark", "hotspots"}


def _mark(mark: Mark | None) -> str:
    if mark is None or mark.right is None:
        return "noted" if mark and mark.said else ""
    return "right" if mark.right else "wrong"


def _plain(label: str) -> str:
    return html.unescape(strip_tags(label))
