"""Blanks as Moodle's Cloze."""

import re
from fractions import Fraction

from assessments.interop.codecs.items import Answer, Gap, Item
from assessments.interop.codecs.numbers import decimal
from modules.dialect.numbers import parse_target

_MARK = re.compile("\ue000([0-9]+)\ue001")
_SIGNS = re.compile(r'[}#~/"\\]')


def write_cloze(item: Item) -> str:
    """The stem with its blanks in braces. Words of a bank are offered for choosing in every blank."""
    bank = list(dict.fromkeys([answer for gap in item.gaps for answer in _words(gap)[:1]])) if item.bank else []
    bank += [answer.text.text for answer in item.answers if item.bank]
    return _MARK.sub(lambda mark: _gap(item.gaps[int(mark[1])], bank), item.stem.text)


def _gap(gap: Gap, bank: list[str]) -> str:
    if gap.kind == "number":
        return f"{{1:NUMERICAL:{'~'.join(_number(answer) for answer in gap.answers)}}}"
    if gap.kind == "select":
        return f"{{1:MULTICHOICE:{'~'.join(_signed(answer.text.text, right=answer.right) for answer in gap.answers)}}}"
    words = _words(gap)
    if bank:
        return f"{{1:MULTICHOICE:{'~'.join(_signed(word, right=word in words) for word in bank)}}}"
    kind = "SHORTANSWER_C" if gap.case else "SHORTANSWER"
    return f"{{1:{kind}:{'~'.join(_signed(word, right=True) for word in words)}}}"


def _words(gap: Gap) -> list[str]:
    return [answer.text.text for answer in gap.answers if answer.right] if gap.kind == "text" else []


def _signed(word: str, *, right: bool) -> str:
    sign = "=" if right else "%0%" if word.startswith(("=", "%")) else ""
    return sign + _SIGNS.sub(lambda found: f"\\{found[0]}", word)


def _number(answer: Answer) -> str:
    """A number and how far from it an answer may be."""
    target = parse_target(answer.text.text)
    if target is None:
        return f"={answer.text.text}"
    middle, reach = (target.low + target.high) / 2, (target.high - target.low) / 2
    return f"={decimal(middle)}:{decimal(Fraction(reach))}"
