r"""GIFT, as Moodle's importer reads it (question/format/gift/format.php): blocks between blank lines, one question each.

The kind of a question is decided in Moodle's order: no braces, empty braces, `#`, `~`, `=` with `->`, TRUE or FALSE, words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from assessments.interop.codecs.items import Answer, Finding, Format, Item, Kind, Note, Place, Reading, Text
from assessments.interop.codecs.sentences import Said, say
from assessments.interop.codecs.sources import MAX_ITEMS, Refused, decode

BLANK = "_____"
"""Stands in the stem where the answer belongs."""

# Escaped signs on their way through: characters that `decode` has taken out of every file.
_ESCAPES = {sign: chr(0xE002 + at) for at, sign in enumerate("~=#{}:\\n")}
_SIGNS = {mark: "\n" if sign == "n" else sign for sign, mark in _ESCAPES.items()}
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_RESTORED = re.compile("[\ue002-\ue009]")

_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_SHARE = re.compile(r"\s*%([+-]?[0-9]{1,4}(?:\.[0-9]{1,10})?)%")
_IDENT = re.compile(r"\[id:([^\]\n]{1,100})\]")
_TAG = re.compile(r"\[tag:([^\]\n]{1,100})\]")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,2})?")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}


class Mistake(Exception):
    """A question that cannot be read; `at` is where in its block."""

    def __init__(self, code: str, message: Said, at: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.at = code, message, at


@dataclass(frozen=True, kw_only=True)
class _Block:
    """The lines of one question without comments, and what the comments say."""

    text: str
    lines: tuple[int, ...]
    comments: str

    def line(self, at: int) -> int:
        """The line of the file in which a place in the text is."""
        return self.lines[min(self.text.count("\n", 0, at), len(self.lines) - 1)]


def read(data: bytes) -> Reading:
    """The items of a file in GIFT."""
    items: list[Item] = []
    findings: list[Finding] = []
    try:
        text = decode(data)
    except Refused as refused:
        return Reading(findings=(refused.finding,))
    for block in _blocks(text):
        if len(items) == MAX_ITEMS:
            message = say("the file holds more than %(most)s questions; divide it", most=MAX_ITEMS)
            findings.append(Finding(code="too-many", place=Place(line=block.lines[0]), message=message))
            break
        try:
            items.append(_item(block))
        except Mistake as mistake:
            place = Place(line=block.line(mistake.at))
            findings.append(Finding(code=mistake.code, place=place, message=mistake.message))
    return Reading(items=tuple(items), findings=tuple(findings))


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[tuple[int, str]] = []
    comments: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.lstrip().startswith("//"):
            comments.append(line)
        elif line.strip():
            lines.append((number, line))
        else:
            if lines:
                escaped = _ESCAPED.sub(lambda sign: _ESCAPES[sign[1]], "\n".join(line for _, line in lines))
                numbers = tuple(number for number, _ in lines)
                yield _Block(text=escaped, lines=numbers, comments="\n".join(comments))
            lines, comments = [], []


def _item(block: _Block) -> Item:
    place = Place(line=block.lines[0])
    text = block.text
    if text.lstrip().startswith("$CATEGORY:"):
        name = _restore(text.partition(":")[2]).strip()
        return Item(kind=Kind.CATEGORY, name=name, place=place)
    name, begin = _name(text)
    form = _FORMAT.match(text, begin)
    begin = form.end() if form else begin
    question = _Question(block=block, format=_format(form), begin=begin)
    ident = _IDENT.search(block.comments)
    if _IDENT.match(text[begin:].lstrip()):
        raise Mistake("misplaced-id", say("write the identifier into a comment above the question: // [id:…]"), begin)
    return replace(
        question.item(),
        name=name,
        ident=ident[1] if ident else "",
        tags=tuple(_TAG.findall(block.comments)),
        place=place,
    )


def _name(text: str) -> tuple[str, int]:
    begin = len(text) - len(text.lstrip())
    if not text.startswith("::", begin):
        return "", begin
    end = text.find("::", begin + 2)
    if end < 0:
        raise Mistake("unclosed-name", say("close the name of the question with '::'"))
    return " ".join(_restore(text[begin + 2 : end]).split()), end + 2


def _format(form: re.Match[str] | None, default: Format = "moodle") -> Format:
    for known in ("html", "moodle", "plain", "markdown"):
        if form and form[1] == known:
            return known
    return default


def _restore(text: str) -> str:
    return _RESTORED.sub(lambda mark: _SIGNS[mark[0]], text)


@dataclass(frozen=True, kw_only=True)
class _Question:
    """A block on its way to an item; texts without a format of their own have that of the question."""

    block: _Block
    format: Format
    begin: int

    def item(self) -> Item:
        """The item, of the kind that the braces say."""
        text = self.block.text
        start, end = text.find("{", self.begin), text.find("}", self.begin)
        if start < 0 and end < 0:
            return Item(kind=Kind.TEXT, stem=self._plain(text[self.begin :], self.format))
        self._check_braces(start, end)
        cut = text.rfind("####", start, end)
        stop = end if cut < 0 else cut
        general = self._feedback(text[cut + 4 : end]) if cut >= 0 else None
        notes = (Note(label="EXPLAIN", text=general),) if general else ()
        tail = text[end + 1 :]
        stem = text[self.begin : start]
        if tail.strip():
            stem = f"{stem.rstrip()} {BLANK} {tail.lstrip()}"
        return replace(
            self._answered(start + 1, stop),
            stem=self._plain(stem, self.format),
            embedded=bool(tail.strip()),
            notes=notes,
        )

    def _check_braces(self, start: int, end: int) -> None:
        text = self.block.text
        if start < 0 or 0 <= end < start:
            raise Mistake("stray-brace", say("'}' closes nothing; write '\\}' for a brace in the text"), end)
        if end < 0:
            raise Mistake(
                "unclosed-brace", say("close the answers with '}'; no blank line may stand among them"), start
            )
        inner = text.find("{", start + 1)
        if inner >= 0:
            message = say("a question has one pair of braces; write '\\{' for a brace in the text")
            raise Mistake("two-answers", message, inner)
        after = text.find("}", end + 1)
        if after >= 0:
            raise Mistake("stray-brace", say("'}' closes nothing; write '\\}' for a brace in the text"), after)

    def _answered(self, start: int, stop: int) -> Item:
        inside = self.block.text[start:stop]
        if not inside.strip():
            return Item(kind=Kind.ESSAY)
        if inside.lstrip().startswith("#"):
            begin = self.block.text.index("#", start) + 1
            return Item(kind=Kind.NUMBER, answers=self._numbers(begin, stop))
        if "~" in inside:
            answers = tuple(self._answer(*piece) for piece in self._pieces(start, stop, "~="))
            return Item(kind=Kind.CHOICE, answers=answers, single="=" in inside)
        if "=" in inside and "->" in inside:
            answers = tuple(self._pair(begin, end) for _, begin, end in self._pieces(start, stop, "="))
            if len(answers) < 2:
                raise Mistake("one-pair", say("give at least two pairs: =left -> right"), start)
            return Item(kind=Kind.MATCH, answers=answers)
        truth = _TRUTHS.get(inside.partition("#")[0].strip())
        if truth is not None:
            return self._statement(inside, truth=truth)
        words = self._pieces(start, stop, "=") if "=" in inside else iter([("=", start, stop)])
        return Item(kind=Kind.SHORT, answers=tuple(self._answer(*piece) for piece in words))

    def _pieces(self, start: int, stop: int, signs: str) -> Iterator[tuple[str, int, int]]:
        """The sign of each answer, and where its text begins and ends."""
        text = self.block.text
        at = [place for place in range(start, stop) if text[place] in signs]
        if text[start : at[0]].strip():
            raise Mistake("no-sign", say("begin every answer with '=' if it is right, '~' if it is wrong"), start)
        for begin, end in zip(at, [*at[1:], stop], strict=True):
            yield text[begin], begin + 1, end

    def _answer(self, sign: str, start: int, stop: int) -> Answer:
        share, begin = self._share(start, stop)
        text, feedback = self._parted(begin, stop)
        return Answer(text=self._text(text), right=sign == "=", share=share, feedback=feedback)

    def _pair(self, start: int, stop: int) -> Answer:
        left, arrow, right = self.block.text[start:stop].partition("->")
        if not arrow or not right.strip():
            raise Mistake("bad-pair", say("write the pair as =left -> right"), start)
        return Answer(text=self._text(left), partner=Text(text=" ".join(_restore(right).split())))

    def _statement(self, inside: str, *, truth: bool) -> Item:
        """Moodle's rule: the first feedback is that of the wrong answer, the second that of the right one."""
        _, wrong, right = (*inside.split("#", 2), "", "")[:3]
        said = {truth: self._feedback(right), not truth: self._feedback(wrong)}
        answers = tuple(
            Answer(text=Text(text=word), right=value is truth, feedback=said[value])
            for word, value in (("true", True), ("false", False))
        )
        return Item(kind=Kind.TRUE_FALSE, answers=answers)

    def _numbers(self, start: int, stop: int) -> tuple[Answer, ...]:
        text = self.block.text
        if not text[start:stop].strip():
            raise Mistake("bad-number", say("write a number after '#'"), start)
        if not set("=~") & set(text[start:stop]):
            return (self._number("=", start, stop),)
        first = re.search("[=~]", text[start:stop])
        before = start + first.start() if first else stop
        found = [self._number("=", start, before)] if text[start:before].strip() else []
        return (*found, *(self._number(*piece) for piece in self._pieces(before, stop, "~=")))

    def _number(self, sign: str, start: int, stop: int) -> Answer:
        share, begin = self._share(start, stop)
        written, feedback = self._parted(begin, stop)
        number = _target(_restore(written).strip(), any_other=sign == "~")
        if number is None:
            message = say(
                "'%(found)s' is not a number, number:tolerance or lowest..highest", found=_restore(written).strip()[:40]
            )
            raise Mistake("bad-number", message, start)
        return Answer(text=Text(text=number), right=sign == "=", share=share, feedback=feedback)

    def _share(self, start: int, stop: int) -> tuple[Fraction | None, int]:
        match = _SHARE.match(self.block.text, start, stop)
        if match is None:
            return None, start
        share = Fraction(match[1]) / 100
        if abs(share) > 1:
            raise Mistake("bad-share", say("%%%(found)s%% is not between -100 and 100", found=match[1]), start)
        return share, match.end()

    def _parted(self, start: int, stop: int) -> tuple[str, Text | None]:
        """The answer and what is said about it."""
        text, _, feedback = self.block.text[start:stop].partition("#")
        return text, self._feedback(feedback)

    def _feedback(self, text: str) -> Text | None:
        read = self._text(text)
        return read if read.text else None

    def _text(self, text: str) -> Text:
        form = _FORMAT.match(text)
        return self._plain(text[form.end() :] if form else text, _format(form, self.format))

    def _plain(self, text: str, form: Format) -> Text:
        if form != "markdown":
            text = re.sub(r"[ \t\n]+", " ", text)  # a space that does not break stays
        return Text(text=_restore(text.strip()).strip(" "), format=form)


def _target(written: str, *, any_other: bool) -> str | None:
    """A number in the dialect's notation; nothing, or an asterisk, stands for every other number."""
    if written in {"", "*"}:
        return "*" if any_other or written else None
    low, dots, high = written.partition("..")
    if dots:
        return f"{low.strip()}..{high.strip()}" if _between(low.strip(), high.strip()) else None
    value, colon, reach = (part.strip() for part in written.partition(":"))
    if not _NUMBER.fullmatch(value) or not (not colon or (_NUMBER.fullmatch(reach) and not reach.startswith("-"))):
        return None
    return f"{value} ± {reach}" if colon else value


def _between(low: str, high: str) -> bool:
    return bool(_NUMBER.fullmatch(low) and _NUMBER.fullmatch(high)) and Fraction(low) <= Fraction(high)
