"""No sentence stands in two lessons: what is worth saying twice is said in other words, or linked."""

from collections import defaultdict
from collections.abc import Iterator

from modules.dialect.document import Activity
from modules.services.content_files import Finding
from modules.services.strict.edition import Edition, Text
from modules.services.strict.passages import passages, sentences
from modules.services.strict.questions import normal

SHORT = 6
"""Sentences of fewer words are labels and turns of speech ("Write no names."), and may return."""


def repetition(edition: Edition) -> Iterator[Finding]:
    """Sentences of a lesson, its activities included, that another lesson before it holds in the same words."""
    seen: dict[str, tuple[Text, int]] = {}
    for lesson in edition.lessons:
        mine: dict[str, int] = {}
        for words, line in said(lesson):
            mine.setdefault(words, line)
        again: dict[str, list[int]] = defaultdict(list)
        for words, line in mine.items():
            if words in seen:
                other, there = seen[words]
                again[f"{other.file.path}:{there}"].append(line)
            seen.setdefault(words, (lesson, line))
        for place, lines in again.items():
            for line in lines:
                yield lesson.finding(
                    "repeated-sentence", line, f"the same sentence stands in {place}; say it anew or leave it out"
                )


def said(lesson: Text) -> Iterator[tuple[str, int]]:
    """Every sentence of some length as its words, with its line."""
    spoken = list(lesson.sentences)
    for node in lesson.document.nodes:
        if isinstance(node, Activity):
            line = lesson.line(node.line)
            spoken += [
                each for leaf in node.leaves() for passage in passages(leaf, first=line) for each in sentences(passage)
            ]
    for sentence in spoken:
        words = normal(sentence.text)
        if words.count(" ") + 1 >= SHORT:
            yield words, sentence.line
