r"""H5P's little signs inside texts: `*word/other:hint*` in Fill in the Blanks, `*word:hint\+right\-wrong*` in Drag the Words."""

import re
from dataclasses import dataclass

from assessments.interop.codecs.items import Answer, Gap, Text
from assessments.interop.codecs.sentences import Said, say
from assessments.interop.codecs.texts import plain
from modules.dialect.shown import gap_mark

_BARE = re.compile(r"(\W*)(\w.*\w|\w)(\W*)")
"""A word without the signs around it."""
_STAR = "&#42;"
_STARRED = re.compile(r"\*([^*\n<>]{1,500})\*")


@dataclass(frozen=True, kw_only=True)
class Gapped:
    """A text with gap marks, and its gaps."""

    html: str
    gaps: tuple[Gap, ...]
    lost: tuple[Said, ...] = ()


def blanks(html: str, *, case: bool, first: int = 0) -> Gapped:
    """The gaps of Fill in the Blanks: alternatives stand between slashes. `first` is the number of the first gap."""
    gaps: list[Gap] = []

    def gap(star: re.Match[str]) -> str:
        words, _, hint = star[1].partition(":")
        answers = tuple(Answer(text=Text(text=word)) for each in words.split("/") if (word := _word(each)))
        if not answers:
            return star[0]
        gaps.append(Gap(kind="text", answers=answers, case=case, hint=_word(hint)))
        return gap_mark(first + len(gaps) - 1)

    return Gapped(html=_STARRED.sub(gap, html), gaps=tuple(gaps))


def words_to_drag(html: str) -> Gapped:
    """The gaps of Drag the Words."""
    gaps: list[Gap] = []
    lost: list[Said] = []

    def gap(star: re.Match[str]) -> str:
        inside, *said = re.split(r"\\[+-]", star[1])
        word, _, hint = inside.partition(":")
        if not _word(word):
            return star[0]
        if said:
            lost.append(say("feedback at the words to drag"))
        gaps.append(Gap(kind="text", answers=(Answer(text=Text(text=_word(word))),), hint=_word(hint)))
        return gap_mark(len(gaps) - 1)

    marked = _STARRED.sub(gap, html)
    return Gapped(html=marked, gaps=tuple(gaps), lost=tuple(dict.fromkeys(lost)))


def words_to_mark(html: str) -> Gapped:
    """The words of Mark the Words, one by one: who marks a phrase marks each of its words. Two stars are one that is read."""
    gaps: list[Gap] = []

    def gap(star: re.Match[str]) -> str:
        return "".join(mark(piece) for piece in re.split(r"(\s+)", star[1]))

    def mark(piece: str) -> str:
        found = _BARE.fullmatch(piece)
        if found is None or not _word(found[2]):
            return piece
        gaps.append(Gap(kind="right", answers=(Answer(text=Text(text=_word(found[2]))),)))
        return f"{found[1]}{gap_mark(len(gaps) - 1)}{found[3]}"

    marked = _STARRED.sub(gap, html.replace("**", _STAR))
    return Gapped(html=marked.replace(_STAR, "*"), gaps=tuple(gaps))


def starred(text: str) -> tuple[str, ...]:
    """The words between stars."""
    return tuple(word for star in _STARRED.finditer(text) if (word := _word(star[1].partition(":")[0])))


def _word(html: str) -> str:
    """A word without markup; brackets and bars cannot stand in a blank."""
    return " ".join(re.sub(r"[\[\]|]", " ", plain(Text(text=html, format="html"))).split())
