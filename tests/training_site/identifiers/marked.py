"""The sentences the guard is measured on, and how it is measured.

A marked piece is found when findings cover all its letters and digits: nothing that identifies is left. A finding is right
when at least half of its letters and digits are marked. The kind does not count; how often it is right, too, is told apart.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training_site.identifiers import Finding, LocalList, examine

FOLDER = Path(__file__).parent / "sentences"
LANGUAGES = {"en": "English", "nl": "Dutch", "uk": "Ukrainian", "km": "Khmer"}
PARTS = {"": "tuned on", "-held-out": "held out", "-first-look": "first look", "-second-look": "second look"}
_MARK = re.compile(r"\{(\w+)\|([^}]*)\}")


@dataclass(frozen=True)
class Sentence:
    """A sentence and the pieces of it that identify, as (start, end, kind)."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Score:
    """What the guard made of sentences."""

    marked: int
    covered: int
    findings: int
    right: int
    same_kind: int
    sentences_with: int
    sentences_caught: int
    """Of the sentences with marks, those in which nothing is left."""
    clean: int
    clean_kept: int
    """Of the sentences without marks, those in which nothing is found."""

    @property
    def recall(self) -> float:
        """The share of marked pieces that are found."""
        return self.covered / self.marked

    @property
    def precision(self) -> float:
        """The share of findings that are right."""
        return self.right / self.findings


@cache
def local_list() -> LocalList:
    """The list of the organisation in which these sentences were written."""
    listed = tomllib.loads((FOLDER / "local.toml").read_text(encoding="utf-8"))
    return LocalList.of(listed["names"], listed["places"])


@cache
def sentences(language: str, part: str) -> tuple[Sentence, ...]:
    """The sentences of one file, "en" and "-held-out"."""
    lines = (FOLDER / f"{language}{part}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_sentence(line) for line in lines if line and not line.startswith("#"))


def all_sentences() -> list[Sentence]:
    """Every sentence of every file."""
    return [sentence for language in LANGUAGES for part in PARTS for sentence in sentences(language, part)]


def score(measured: Iterable[Sentence]) -> Score:
    """Examine the sentences one by one, with the local list and all countries."""
    return _sum(_scored(each, examine(each.text, local=local_list())) for each in measured)


def _sentence(line: str) -> Sentence:
    text, marks, done = "", [], 0
    for match in _MARK.finditer(line):
        text += line[done : match.start()]
        marks.append((len(text), len(text) + len(match[2]), match[1]))
        text, done = text + match[2], match.end()
    return Sentence(text + line[done:], tuple(marks))


def _scored(sentence: Sentence, findings: tuple[Finding, ...]) -> Score:
    signs = {at for at, sign in enumerate(sentence.text) if sign.isalnum() or unicodedata.category(sign)[0] == "M"}
    found = {at for finding in findings for at in range(finding.start, finding.end)} & signs
    marked = {at for start, end, _kind in sentence.marks for at in range(start, end)} & signs
    covered = [signs & set(range(start, end)) <= found for start, end, _kind in sentence.marks]
    right = [2 * len(marked & set(_range(each))) >= len(signs & set(_range(each))) for each in findings]
    same = [
        any(each.kind == kind and each.start < end and start < each.end for each in findings)
        for start, end, kind in sentence.marks
    ]
    has = bool(sentence.marks)
    return Score(
        len(covered), sum(covered), len(right), sum(right), sum(same),
        int(has), int(has and all(covered)), int(not has), int(not has and not findings),
    )  # fmt: skip


def _range(finding: Finding) -> range:
    return range(finding.start, finding.end)


def _sum(scores: Iterable[Score]) -> Score:
    rows = [tuple(vars(each).values()) for each in scores]
    return Score(*(sum(column) for column in zip(*rows, strict=True)))
