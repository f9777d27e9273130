"""The Markdown of text2qti: questions begin with `1.`, answers with `a)`, `*b)`, `[ ]`, `[*]`, `*`, `=`, `___` or `^^^`.

Every piece is a sign at the margin and Markdown after it, which goes on below, indented.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.interop.codecs.items import Answer, Finding, Item, Kind, Note, Place, Reading, Text
from assessments.interop.codecs.sentences import Said, say
from assessments.interop.codecs.shares import even
from assessments.interop.codecs.sources import MAX_ITEMS, Refused, decode

_SIGNS = re.compile(
    r"(?P<question>[0-9]{1,6}\.)(?=[ \t])"
    r"|(?P<option>\*?[A-Za-z]\))(?=[ \t])"
    r"|(?P<box>\[[ *]?\])(?=[ \t])"
    r"|(?P<said>\.\.\.)(?=[ \t])|(?P<correct>\+)(?=[ \t])|(?P<wrong>-)(?=[ \t])"
    r"|(?P<word>\*)(?=[ \t])|(?P<number>=)(?=[ \t])"
    r"|(?P<essay>_{3,})(?=[ \t]*\Z)|(?P<upload>\^{3,})(?=[ \t]*\Z)"
    r"|(?P<field>(?i:quiz title|quiz description|title|points|text title|text|shuffle answers|show correct answers|one question"
    r" at a time|can't go back|feedback is solution|solutions sample groups|solutions randomize groups)):"
    r"|(?P<group>GROUP|END_GROUP)(?=[ \t]*\Z)|(?P<rule>(?:pick|points per question|solutions pick):)"
)
_FENCE = re.compile(r"(`{3,}|~{3,})")
_NUMBER = r"[+-]?(?:[0-9_]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,2})?"
_RANGE = re.compile(rf"\[\s*({_NUMBER})\s*,\s*({_NUMBER})\s*\]")
_MARGIN = re.compile(rf"({_NUMBER})(?:\s*\+-\s*({_NUMBER})\s*(%?))?")


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """A sign and the text that belongs to it."""

    sign: str
    mark: str
    text: str
    line: int


@dataclass(kw_only=True)
class _Question:
    """A question under way: its pieces in order."""

    stem: _Piece
    name: str
    points: Fraction
    pieces: list[_Piece] = field(default_factory=list)


class Mistake(Exception):
    """A piece that cannot be read."""

    def __init__(self, code: str, line: int, message: Said) -> None:
        super().__init__(message)
        self.finding = Finding(code=code, place=Place(line=line), message=message)


def read(data: bytes) -> Reading:
    """The items of a file in the format of text2qti."""
    reader = _Reader()
    try:
        for piece in _pieces(decode(data)):
            reader.take(piece)
            if len(reader.items) > MAX_ITEMS:
                raise Mistake(
                    "too-many",
                    piece.line,
                    say("the file holds more than %(most)s questions; divide it", most=MAX_ITEMS),
                )
    except Refused as refused:
        return Reading(findings=(refused.finding,))
    except Mistake as mistake:
        reader.findings.append(mistake.finding)
        return Reading(items=tuple(reader.items), findings=tuple(reader.findings))
    reader.end()
    return Reading(items=tuple(reader.items), findings=tuple(reader.findings))


def _pieces(text: str) -> Iterator[_Piece]:
    """The pieces of a file. Raises Mistake for text at the margin that has no sign, and for code that is to be run."""
    current: tuple[str, str, int] | None = None
    lines: list[str] = []
    comment = False
    for number, line in enumerate(text.split("\n"), start=1):
        comment = comment or line.startswith("COMMENT")
        if comment or line.startswith("%"):
            comment = comment and not line.startswith("END_COMMENT")
            continue
        match = _SIGNS.match(line)
        if match is None and line.strip() and not line.startswith((" ", "\t")):
            raise _no_sign(line, number)
        if match is None:
            lines.append(line)
            continue
        if current:
            yield _piece(current, lines)
        current = (match.lastgroup or "", match[0], number)
        lines = [line[match.end() :]]
    if current:
        yield _piece(current, lines)


def _no_sign(line: str, number: int) -> Mistake:
    if _FENCE.match(line):
        return Mistake(
            "code", number, say("code at the margin would be run to make questions; write the questions themselves")
        )
    return Mistake("no-sign", number, say("begin the line with a sign, such as '1. ' or 'a) ', or indent it"))


def _piece(current: tuple[str, str, int], lines: list[str]) -> _Piece:
    sign, mark, line = current
    first, *others = lines
    columns = min((len(other) - len(other.lstrip()) for other in others if other.strip()), default=0)
    text = "\n".join([first.strip(), *(other[columns:].rstrip() for other in others)]).strip("\n")
    return _Piece(sign=sign, mark=mark, text=text, line=line)


class _Reader:
    """Gathers pieces into questions."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.findings: list[Finding] = []
        self.question: _Question | None = None
        self.name = ""
        self.points = Fraction(1)

    def take(self, piece: _Piece) -> None:
        """One piece of the file."""
        if piece.sign in {"field", "group", "rule"}:
            self.end()
            self._outside(piece)
        elif piece.sign == "question":
            self.end()
            self.question = _Question(stem=piece, name=self.name, points=self.points)
            self.name, self.points = "", Fraction(1)
        elif self.question is None:
            message = say("this line belongs to no question; write the question above it, as '1. …'")
            self.findings.append(Finding(code="no-question", place=Place(line=piece.line), message=message))
        else:
            self.question.pieces.append(piece)

    def end(self) -> None:
        """Make an item of the question under way."""
        question, self.question = self.question, None
        if question is None:
            return
        try:
            self.items.append(_item(question))
        except Mistake as mistake:
            self.findings.append(mistake.finding)

    def _outside(self, piece: _Piece) -> None:
        name = piece.mark.rstrip(":").lower()
        if name == "title":
            self.name = piece.text
        elif name == "points":
            self._take_points(piece)
        elif name == "text":
            stem = Text(text=piece.text, format="markdown")
            self.items.append(Item(kind=Kind.TEXT, stem=stem, place=Place(line=piece.line)))
        elif name != "end_group":
            message = say(
                "'%(found)s' is not kept; it says something about the quiz, not about a question",
                found=piece.mark.strip(),
            )
            finding = Finding(code="not-kept", place=Place(line=piece.line), message=message, severity="warning")
            self.findings.append(finding)

    def _take_points(self, piece: _Piece) -> None:
        if re.fullmatch(r"[0-9]{1,3}(?:\.[05])?", piece.text):
            self.points = Fraction(piece.text)
            return
        message = say("'%(found)s' is not a number of points, such as 2 or 2.5", found=piece.text[:40])
        self.findings.append(Finding(code="bad-points", place=Place(line=piece.line), message=message))


def _item(question: _Question) -> Item:
    signs = {piece.sign for piece in question.pieces} - {"said", "correct", "wrong"}
    line = question.stem.line
    if len(signs) != 1:
        message = (
            say("give the question answers of one kind")
            if signs
            else say("give the question answers, such as '*a) …' and 'b) …'")
        )
        raise Mistake("mixed-answers" if signs else "no-answers", line, message)
    kind = _KINDS[signs.pop()]
    answers, notes = _answers(question)
    return Item(
        kind=kind,
        stem=Text(text=question.stem.text, format="markdown"),
        answers=answers if kind is not Kind.ESSAY and kind is not Kind.UNKNOWN else (),
        notes=notes,
        single=not any(piece.sign == "box" for piece in question.pieces),
        points=question.points,
        name=question.name,
        lost=(say("the upload of a file"),) if kind is Kind.UNKNOWN else (),
        place=Place(line=line),
    )


def _answers(question: _Question) -> tuple[tuple[Answer, ...], tuple[Note, ...]]:
    """The answers, each with what is said below it, and what is said about the question."""
    answers: list[Answer] = []
    notes: list[Note] = []
    for piece in question.pieces:
        text = Text(text=piece.text, format="markdown")
        if piece.sign in _LABELS and (piece.sign != "said" or not answers):
            notes.append(Note(label=_LABELS[piece.sign], text=text))
        elif piece.sign == "said":
            last = answers.pop()
            answers.append(Answer(text=last.text, right=last.right, feedback=text))
        else:
            answers.append(_answer(piece, text))
    if any(piece.sign == "box" for piece in question.pieces):
        return even(answers), tuple(notes)  # as Canvas takes wrong ticks from right ones
    return tuple(answers), tuple(notes)


def _answer(piece: _Piece, text: Text) -> Answer:
    if piece.sign == "number":
        return Answer(text=Text(text=_target(piece)))
    if piece.sign == "word":
        return Answer(text=Text(text=piece.text.replace("*", "\\*")))
    return Answer(text=text, right="*" in piece.mark)


def _target(piece: _Piece) -> str:
    """A number in the dialect's notation."""
    between, margin = _RANGE.fullmatch(piece.text), _MARGIN.fullmatch(piece.text)
    if between:
        low, high = (end.replace("_", "") for end in between.groups())
        return f"{low}..{high}"
    if margin is None:
        message = say("'%(found)s' is not a number, 'number +- margin' or '[lowest, highest]'", found=piece.text[:40])
        raise Mistake("bad-number", piece.line, message)
    number = margin[1].replace("_", "")
    return f"{number} ± {margin[2].replace('_', '')}{margin[3]}" if margin[2] else number


_KINDS = {
    "option": Kind.CHOICE,
    "box": Kind.CHOICE,
    "word": Kind.SHORT,
    "number": Kind.NUMBER,
    "essay": Kind.ESSAY,
    "upload": Kind.UNKNOWN,
}
_LABELS = {"said": "EXPLAIN", "correct": "CORRECT", "wrong": "WRONG"}
