"""Moodle's Cloze: `{1:SHORTANSWER:=Paris#Good~%50%Marseille}` inside a running text (question/type/multianswer)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assessments.interop.codecs.items import Answer, Format, Gap, GapKind, Text
from assessments.interop.codecs.sentences import Said, say
from modules.dialect.shown import gap_mark

_TYPES: dict[str, GapKind] = {
    **dict.fromkeys(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"), "text"),
    **dict.fromkeys(("NUMERICAL", "NM"), "number"),
    **dict.fromkeys(("MULTICHOICE", "MULTICHOICE_V", "MULTICHOICE_H", "MULTICHOICE_S"), "select"),
    **dict.fromkeys(("MULTICHOICE_VS", "MULTICHOICE_HS", "MC", "MCV", "MCH", "MCS", "MCVS", "MCHS"), "select"),
}
_SEVERAL = ("MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS", "MRHS")
_CASE = frozenset({"SHORTANSWER_C", "SAC", "MWC"})
_NAMES = "|".join(sorted((*_TYPES, *_SEVERAL), key=len, reverse=True))
_OPEN = re.compile(rf"\{{([0-9]{{0,4}}):({_NAMES}):")
_INSIDE = re.compile(r"((?:\\.|[^\\}])*+)\}", re.DOTALL)
_ALTERNATIVE = re.compile(r"(?:\\.|[^\\~])+", re.DOTALL)
_SHARE = re.compile(r"(=|%([+-]?[0-9]{1,4}(?:\.[0-9]{1,10})?)%)?(.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\([}#~/\"\\])")
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?")


@dataclass(frozen=True, kw_only=True)
class Cloze:
    """A text with gap marks, its gaps, and what of them no gap can hold."""

    text: str
    gaps: tuple[Gap, ...]
    lost: tuple[Said, ...]


def read_cloze(text: str, form: Format) -> Cloze:
    """The gaps of a text. What is no gap stays text, as in Moodle; that is noted where it looks like one."""
    gaps: list[Gap] = []
    lost: list[Said] = []
    pieces: list[str] = []
    done = 0
    for start, end, weight, name, inside in _found(text):
        gap = _gap(name, inside, form)
        if gap is None:
            what = text[start:end][:60]
            lost.append(
                say("the blank %(what)s: its answers cannot be read, or several of them are to be chosen", what=what)
            )
            continue
        if weight not in {"", "1"}:
            lost.append(say("the weights of the blanks: each counts the same"))
        pieces += [text[done:start], gap_mark(len(gaps))]
        gaps.append(gap)
        done = end
    return Cloze(text="".join([*pieces, text[done:]]), gaps=tuple(gaps), lost=tuple(dict.fromkeys(lost)))


def _found(text: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Where blanks begin and end, their weights, types and insides. After one that is never closed there can be no other."""
    at = 0
    while (opened := _OPEN.search(text, at)) and (inside := _INSIDE.match(text, opened.end())):
        yield opened.start(), inside.end(), opened[1], opened[2], inside[1]
        at = inside.end()


def _gap(name: str, inside: str, form: Format) -> Gap | None:
    kind = _TYPES.get(name)
    if kind is None:
        return None
    answers = [_answer(piece, form, kind) for piece in _ALTERNATIVE.findall(inside)]
    known = tuple(answer for answer in answers if answer is not None)
    if len(known) < len(answers) or not any(answer.worth > 0 for answer in known):
        return None
    return Gap(kind=kind, answers=known, case=name in _CASE)


def _answer(piece: str, form: Format, kind: GapKind) -> Answer | None:
    match = _SHARE.fullmatch(piece)
    sign, share, rest = (match[1], match[2], match[3]) if match else ("", None, piece)
    parts = re.split(r"(?<!\\)#", rest, maxsplit=1)
    word = _unescape(parts[0]).strip()
    feedback = _unescape(parts[1]).strip() if len(parts) > 1 else ""
    number = _target(word) if kind == "number" else word
    if number is None or not number:
        return None
    return Answer(
        text=Text(text=number, format=form if kind == "select" else "plain"),
        right=sign == "=",
        share=min(Fraction(1), max(Fraction(-1), Fraction(share) / 100)) if share else None,
        feedback=Text(text=feedback, format=form) if feedback else None,
    )


def _target(word: str) -> str | None:
    value, colon, reach = (part.strip() for part in word.partition(":"))
    if value == "*" and not colon:
        return value
    if not _NUMBER.fullmatch(value) or (colon and not _NUMBER.fullmatch(reach)):
        return None
    return f"{value} ± {reach}" if colon else value


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
