"""Finding the words of a Markdown text without touching what is written around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category

from modules.dialect.gaps import GAP_MARK, code_lines
from modules.dialect.shown import gap_mark

# What holds letters and is no text to read: escapes, code, pictures, addresses behind links, names in brackets, entities, list numbers.
# Every stretch has an end, so that none is looked for across a long line again and again.
_SIGNS = re.compile(
    r"""(?P<gap>\ue000\d+\ue001)
    | \\.
    | (?P<ticks>(?<!`)`{1,9}(?!`)).{1,500}?(?<!`)(?P=ticks)(?!`)
    | !\[[^\]]{0,300}\](?:\([^)]{0,300}\))?
    | \]\([^)]{0,300}\) | \]\[[^\]]{0,99}\] | \[\^[^\]]{0,99}\]:? | \[![A-Za-z]{1,20}\] | \[[ xX]\]
    | <[^>\s]{0,300}> | &\#?[0-9A-Za-z]{1,32};
    | ^[ \t>]*(?:[0-9]+[.)]|\[[^\]]+\]:.*)""",
    re.VERBOSE,
)
_JOINERS = "'-\u2019\u02bc\u02bb"


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word as it is written; `gap` is the number of the gap it stands for, or None for a word of the running text."""

    text: str
    gap: int | None = None


def split_words(text: str) -> tuple[str, tuple[Word, ...]]:
    """The text with a mark in place of every word and every gap, numbered from 0 in reading order; and what they stand for."""
    code = code_lines(text)
    lines, found = [], list[Word]()
    for number, line in enumerate(text.split("\n")):
        lines.append(line if number in code else "".join(_marked(line, found)))
    return "\n".join(lines), tuple(found)


def _marked(line: str, found: list[Word]) -> Iterator[str]:
    done = 0
    for sign in _SIGNS.finditer(line):
        yield from _words(line[done : sign.start()], found)
        if sign["gap"]:
            yield _mark(found, Word(text="", gap=int(GAP_MARK.sub(r"\1", sign["gap"]))))
        else:
            yield sign[0]
        done = sign.end()
    yield from _words(line[done:], found)


def _words(text: str, found: list[Word]) -> Iterator[str]:
    start = None
    for at, character in enumerate(text + " "):
        if _belongs(character) or (character in _JOINERS and start is not None and _belongs(text[at + 1 : at + 2])):
            start = at if start is None else start
            continue
        if start is not None:
            yield _mark(found, Word(text=text[start:at]))
            start = None
        yield character if at < len(text) else ""


def _mark(found: list[Word], word: Word) -> str:
    found.append(word)
    return gap_mark(len(found) - 1)


def _belongs(character: str) -> bool:
    return bool(character) and category(character)[0] in "LMN"
