"""Aiken: a question, options with letters, `ANSWER: B`. One right answer; blank lines between questions are optional."""

import re
from dataclasses import dataclass, field

from assessments.interop.codecs.items import Answer, Finding, Item, Kind, Place, Reading, Text
from assessments.interop.codecs.sentences import Said, say
from assessments.interop.codecs.sources import MAX_ITEMS, Refused, decode

_OPTION = re.compile(r"\s*([A-Z])[.)](.*)")
_ANSWER = re.compile(r"\s*ANSWER:\s*(.*)")


@dataclass(kw_only=True)
class _Question:
    """A question under way."""

    line: int
    stem: str
    options: list[tuple[str, str]] = field(default_factory=list)


class _Reader:
    """Reads line by line, as Moodle does: what has begun ends with its answer."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.findings: list[Finding] = []
        self.question: _Question | None = None

    def line(self, number: int, line: str) -> None:
        """One line of the file."""
        answer, option = _ANSWER.fullmatch(line), _OPTION.fullmatch(line)
        if answer:
            self._answer(number, answer[1].strip())
        elif option:
            self._option(number, option[1], option[2].strip())
        elif line.strip():
            self._text(number, line.strip())

    def end(self, number: int) -> None:
        """The end of the file, or the line on which another question begins."""
        if self.question is not None:
            begun = self.question.line
            message = say(
                "the question that begins on line %(line)s has no answer; add 'ANSWER: A' above this line", line=begun
            )
            self._wrong("no-answer", number, message)
        self.question = None

    def _text(self, number: int, text: str) -> None:
        if self.question is not None and not self.question.options:
            self.question.stem += f"\n{text}"
            return
        self.end(number)
        self.question = _Question(line=number, stem=text)

    def _option(self, number: int, letter: str, text: str) -> None:
        if self.question is None:
            self._wrong(
                "no-question", number, say("an option stands here without a question; write the question above it")
            )
        else:
            self.question.options.append((letter, text))

    def _answer(self, number: int, letter: str) -> None:
        question, self.question = self.question, None
        if question is None:
            self._wrong(
                "no-question", number, say("an answer stands here without a question; write the question above it")
            )
        elif len(question.options) < 2:
            self._wrong("one-option", number, say("give at least two options: 'A) …' and 'B) …'"))
        elif letter not in [name for name, _ in question.options]:
            self._wrong(
                "no-such-option",
                number,
                say("'%(letter)s' is none of the options; write the letter of the right one", letter=letter[:40]),
            )
        else:
            self.items.append(_item(question, letter))

    def _wrong(self, code: str, line: int, message: Said) -> None:
        self.findings.append(Finding(code=code, place=Place(line=line), message=message))


def read(data: bytes) -> Reading:
    """The items of a file in Aiken's format."""
    try:
        text = decode(data)
    except Refused as refused:
        return Reading(findings=(refused.finding,))
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), start=1):
        reader.line(number, line)
        if len(reader.items) > MAX_ITEMS:
            message = say("the file holds more than %(most)s questions; divide it", most=MAX_ITEMS)
            finding = Finding(code="too-many", place=Place(line=number), message=message)
            return Reading(items=tuple(reader.items[:MAX_ITEMS]), findings=(*reader.findings, finding))
    reader.end(text.count("\n") + 1)
    return Reading(items=tuple(reader.items), findings=tuple(reader.findings))


def _item(question: _Question, letter: str) -> Item:
    return Item(
        kind=Kind.CHOICE,
        stem=Text(text=question.stem),
        answers=tuple(Answer(text=Text(text=text), right=name == letter) for name, text in question.options),
        place=Place(line=question.line),
    )
