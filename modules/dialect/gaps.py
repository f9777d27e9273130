"""Gaps in a running text: `[[word|other word]]`, `[[(x) right | ( ) wrong]]`, `[[= 24..48]]`, each with its `{…}`.

Where words are marked and not filled in, `[[word]]` is to be found and `[[-word]]` is not.

A text with gaps is kept as a text with marks and the gaps beside it, so that the text renders as any other Markdown.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from modules.dialect.attributes import NO_ATTRS, leading_attrs, write_attrs
from modules.dialect.blocks import blocks
from modules.dialect.items import Report
from modules.dialect.leaves import Gap
from modules.dialect.sentences import say as _
from modules.dialect.shown import gap_mark

MAX_GAPS = 40

_TOKEN = re.compile(
    r"\\.|`+(?:[^`\n]|\n(?![ \t]*\n))*`+|\[\[(?P<inside>(?:[^\[\]\n]|\[[ xX]\]|\n(?![ \t]*\n))*)\]\]|(?P<open>\[\[)",
    re.DOTALL,
)
_BAR = re.compile(r"\\?\|")
_BOX = re.compile(r"\(([ xX])\)\s*")
GAP_MARK = re.compile(r"\ue000(\d+)\ue001")


def read_gaps(text: str, first: int, report: Report, *, found: bool = False) -> tuple[str, tuple[Gap, ...]]:
    r"""The text with marks in place of its gaps, and the gaps. `first` is the number of its first line.

    With `found` they are words to find: see `_word`. Code and `\[[` hold no gaps. What is wrong with the form of a gap is reported.
    """
    pieces: list[str] = []
    gaps: list[Gap] = []
    code = code_lines(text)
    done, row, counted = 0, 0, 0
    for token in _TOKEN.finditer(text):
        row, counted = row + text.count("\n", counted, token.start()), token.start()
        line = first + row
        if row in code:
            continue
        if token["open"]:
            report(
                "bad-gap",
                line,
                _(
                    "close the blank with ']]' in the same paragraph; no brackets inside; a plain '[[' is written '\\[['"
                ),
            )
        if token["inside"] is None or token.start() < done:
            continue
        pieces += [text[done : token.start()], gap_mark(len(gaps))]
        done, gap = _gap(text, token, line, report, _word if found else _blank)
        gaps.append(gap)
    return "".join([*pieces, text[done:]]), tuple(gaps)


def write_gaps(text: str, gaps: Sequence[Gap]) -> str:
    """The text with its gaps in canonical form; a bar inside a table is escaped, as GitHub wants it."""
    lines = text.split("\n")
    tables = _lines_of(text, kinds={"table"})
    return "\n".join(_write_line(line, gaps, bar=r"\|" if at in tables else "|") for at, line in enumerate(lines))


def split_at_first_gap(text: str) -> tuple[str, str]:
    """A text with marks, divided before the block that holds the first of them."""
    lines = text.split("\n")
    for block in blocks(text):
        if GAP_MARK.search("\n".join(lines[block.start : block.end])):
            return "\n".join(lines[: block.start]), "\n".join(lines[block.start :])
    return text, ""


def code_lines(text: str) -> frozenset[int]:
    """The numbers, from 0, of the lines that are code."""
    return _lines_of(text, kinds={"fence", "code_block"})


def _lines_of(text: str, *, kinds: Collection[str]) -> frozenset[int]:
    return frozenset(line for block in blocks(text) if block.kind in kinds for line in range(block.start, block.end))


def _gap(
    text: str, token: re.Match[str], line: int, report: Report, made_of: Callable[[list[str], int, Report], Gap]
) -> tuple[int, Gap]:
    """Where the gap ends, and the gap."""
    read = leading_attrs(text, token.end())
    end, key, attrs = read or (token.end(), "", NO_ATTRS)
    if read is None and re.match(r"\{[^{}\n]*\}", text[token.end() : token.end() + 500]):
        report(
            "bad-attrs",
            line,
            _("cannot read the options after ']]'; write {hint=\"…\" unit=…}, or {} before a plain brace"),
        )
    words = [" ".join(word.split()) for word in _BAR.split(token["inside"])]
    if not all(words):
        report(
            "empty-gap",
            line,
            _("write what belongs into the blank between '[[' and ']]', and something on both sides of '|'"),
        )
        return end, Gap(kind="text", answers=(), key=key, attrs=attrs, line=line)
    return end, replace(made_of(words, line, report), key=key, attrs=attrs, line=line)


def _blank(words: list[str], line: int, report: Report) -> Gap:
    """Something to fill in."""
    if words[0].startswith("="):
        return Gap(kind="number", answers=tuple(word.removeprefix("=").strip() for word in words))
    if _BOX.match(words[0]):
        options, right = _options(words, line, report)
        return Gap(kind="select", answers=right, options=options)
    if words[0].startswith("-"):
        report(
            "bad-gap",
            line,
            _("a blank does not begin with '-'; wrong words belong to ( ) options or to the bank below"),
        )
    return Gap(kind="text", answers=tuple(words))


def _word(words: list[str], line: int, report: Report) -> Gap:
    """Something to find, or with a `-` before it something to leave."""
    if len(words) > 1 or words[0].startswith("=") or _BOX.match(words[0]):
        report("bad-gap", line, _("write the words to find as [[word]], and those to leave as [[-word]]"))
    if not words[0].startswith("-"):
        return Gap(kind="right", answers=tuple(words))
    text = words[0][1:].lstrip()
    if not text:
        report("empty-gap", line, _("write the words to leave between '[[-' and ']]'"))
    return Gap(kind="wrong", answers=(text, *words[1:]))


def _options(words: Sequence[str], line: int, report: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    options: list[str] = []
    right: list[str] = []
    for word in words:
        box = _BOX.match(word)
        if box is None or not word[box.end() :]:
            report("no-box", line, _("begin every option of the blank with (x) or ( ) and write a text after it"))
            continue
        options.append(word[box.end() :])
        if box[1] != " ":
            right.append(options[-1])
    return tuple(options), tuple(right)


def _write_line(line: str, gaps: Sequence[Gap], *, bar: str) -> str:
    def written(mark: re.Match[str]) -> str:
        gap = gaps[int(mark[1])]
        attrs = write_attrs(gap.key, gap.attrs)
        if not attrs and leading_attrs(line, mark.end()):
            attrs = "{}"
        return f"[[{_write_words(gap, bar)}]]{attrs}"

    return GAP_MARK.sub(written, line)


def _write_words(gap: Gap, bar: str) -> str:
    if gap.kind == "number":
        return f" {bar} ".join(f"= {answer}" for answer in gap.answers)
    if gap.kind == "select":
        return f" {bar} ".join(f"({'x' if option in gap.answers else ' '}) {option}" for option in gap.options)
    if gap.kind == "wrong":
        return f"-{gap.answers[0]}"
    return bar.join(f"{answer} " if answer.endswith("\\") else answer for answer in gap.answers)
