"""How a quiz is laid out: sections, and in each of them questions of its own text and draws from banks. Pure.

A heading of the second level opens a section; what stands above the first one is the introduction, and its questions have a section
without a heading. What stands below a heading is read with the questions it introduces: a case, a letter, a picture.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from assessments import drawing
from modules.compiled import CompiledActivity, CompiledDocument, CompiledQuiz, safe
from modules.dialect.activities.draw import Draw

_SECTION = re.compile(r"(?=<h2 )")
_HEADING = re.compile(r'<h2 id="[^"]+">(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, kw_only=True)
class Section:
    """Questions that stand together."""

    title: str = ""
    html: str = ""
    """What is read with them, without the heading: safe HTML."""
    rows: tuple[CompiledActivity, ...] = ()
    """Questions, and draws where questions of a bank come."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A quiz as it was written."""

    introduction: str
    """Safe HTML."""
    sections: tuple[Section, ...]

    @property
    def questions(self) -> tuple[CompiledActivity, ...]:
        """The questions of its own text."""
        return tuple(row for section in self.sections for row in section.rows if row.activity.is_scored)

    @property
    def draws(self) -> tuple[CompiledActivity, ...]:
        """Where questions of a bank come."""
        return tuple(row for section in self.sections for row in section.rows if isinstance(row.activity, Draw))

    @property
    def critical(self) -> int:
        """How many of them are known to be about the safety of children."""
        drawn = sum(wanted(row).number for row in self.draws if row.activity.critical)
        return drawn + sum(1 for question in self.questions if question.activity.critical)

    @property
    def number(self) -> int:
        """How many questions there are to ask."""
        return len(self.questions) + sum(wanted(row).number for row in self.draws)


def layout(document: CompiledDocument) -> Layout:
    """The sections of a compiled text, in its order."""
    introduction, title, heading_html = "", "", ""
    read: list[str] = []
    rows: list[CompiledActivity] = []
    sections: list[Section] = []

    def close() -> str:
        """End the section; what asked nothing belongs to the introduction."""
        if not rows:
            return heading_html + "".join(read)
        sections.append(Section(title=title, html=safe("".join(read)), rows=tuple(rows)))
        return ""

    for part in document.parts:
        if not isinstance(part, str):
            rows += _asked(part)
            continue
        for piece in _SECTION.split(part):
            heading = _HEADING.match(piece)
            if heading:
                introduction += close()
                title, heading_html = unescape(_TAG.sub("", heading[1])).strip(), heading[0]
                read, rows = [piece[heading.end() :]], []
            elif title:
                read.append(piece)
            else:
                introduction += piece
    introduction += close()
    return Layout(introduction=safe(introduction), sections=tuple(sections))


def wanted(row: CompiledActivity) -> drawing.Draw:
    """What a draw in a text asks for. Raises TypeError for anything else."""
    if not isinstance(row.activity, Draw):
        raise TypeError(row.kind)
    return draw_of(row.activity)


def draw_of(node: Draw) -> drawing.Draw:
    """What a draw asks for."""
    return drawing.Draw(
        number=1 if node.question else node.number,
        key=item_key(node.bank, node.question) if node.question else "",
        outcome=node.outcome,
        tags=node.tags,
        bank=node.bank,
        difficulty=node.difficulty,
        thinking=node.thinking,
        critical=node.critical and not node.question,
    )


BETWEEN = "__"
"""Stands between the keys of a bank and of a question; the key of a bank cannot hold it."""


def item_key(bank: str, question: str) -> str:
    """What a question of a bank is called in a sitting."""
    return f"{bank}{BETWEEN}{question}"


def _asked(part: CompiledActivity | CompiledQuiz) -> Iterator[CompiledActivity]:
    """What is asked of an activity: scored ones, and draws."""
    inside = part.parts if isinstance(part, CompiledQuiz) else (part,)
    yield from (one for one in inside if one.activity.is_scored or isinstance(one.activity, Draw))
