"""The options of a question as tables with bars: how many chose each, the few of them hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags

from assessments.marking.analysis.guessing import Choice
from assessments.marking.analysis.options import OptionFigures, option_figures
from assessments.marking.analysis.tally import ItemTally
from assessments.reporting.laws.suppression import FEWEST, Node, shown
from assessments.reporting.pages.question_words import FLAGS, NOTHING, decimal_text, few_text, percent_text
from assessments.reporting.selectors.quizzes import Asked

WIDTH = 200


@dataclass(frozen=True, kw_only=True)
class OptionLine:
    """One option."""

    text: str
    right: bool
    number_text: str
    share_text: str
    discrimination_text: str
    flag_text: str
    width: int
    """Of its bar."""


@dataclass(frozen=True, kw_only=True)
class ChoiceTable:
    """One part of a question."""

    text: str
    lines: Sequence[OptionLine]


def choice_tables(asked: Asked, item: ItemTally) -> list[ChoiceTable]:
    """The parts of the latest version at which something is chosen."""
    return [ChoiceTable(text=plain(asked, choice.text), lines=_lines(asked, choice, item)) for choice in asked.choices]


def plain(asked: Asked, leaf: str) -> str:
    """A leaf as plain text."""
    return " ".join(unescape(strip_tags(asked.compiled.html(leaf) or leaf)).split()) if leaf else ""


def _lines(asked: Asked, choice: Choice, item: ItemTally) -> list[OptionLine]:
    found = option_figures(item, options=[key for key, _text in choice.options], right=choice.right)
    texts = dict(choice.options)
    seen = _seen(choice, found, item.number)
    return [_line(plain(asked, texts[one.key]), one, hidden=seen[one.key] is None) for one in found]


def _seen(choice: Choice, found: Sequence[OptionFigures], everybody: int) -> Mapping[str, int | None]:
    """The numbers that can be shown. Where one of several is chosen they make up everybody, so that one alone cannot be hidden."""
    if choice.one_of:
        children = [Node(key=one.key, number=one.number) for one in found if one.number]
        nothing = everybody - sum(one.number for one in found)
        children += [Node(key="", number=nothing)] if nothing > 0 else []
        safe = shown(Node(key="*", number=everybody, children=children))
        return {one.key: safe.get(one.key) if one.number else 0 for one in found}
    return {one.key: one.number if FEWEST <= one.number <= everybody - FEWEST else None for one in found}


def _line(text: str, one: OptionFigures, *, hidden: bool) -> OptionLine:
    return OptionLine(
        text=text,
        right=one.right,
        number_text=few_text() if hidden else str(one.number),
        share_text="" if hidden else percent_text(one.share),
        discrimination_text=NOTHING if hidden else decimal_text(one.discrimination),
        flag_text=str(FLAGS[one.flag]) if one.flag else "",
        width=0 if hidden else round(one.share * WIDTH),
    )
