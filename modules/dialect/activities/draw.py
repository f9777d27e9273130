"""`:::draw`: questions of a bank that come here, by chance or one by name. It stands in a quiz and nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from modules.dialect.attributes import KEY
from modules.dialect.checks import error, none_of
from modules.dialect.frame import Frame
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Panel
from modules.dialect.to_read import ToRead

DIFFICULTIES = ("easy", "medium", "hard")
MOST = 200


@dataclass(frozen=True, kw_only=True)
class Draw(ToRead):
    """So many questions of a bank, of one outcome, with these tags; or one that is named. What is asked, the sitting decides."""

    kind: ClassVar[str] = "draw"
    attributes: ClassVar[frozenset[str]] = frozenset({"bank", "number", "tags", "difficulty", "question"})

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Everything is said in the opening line; what stands below is a note to whoever edits."""
        return cls(**frame.common(frame.text()))

    @property
    def bank(self) -> str:
        """The key of the bank."""
        return self.attrs.get("bank", "")

    @property
    def question(self) -> str:
        """The one question that is meant; empty where chance decides."""
        return self.attrs.get("question", "")

    @property
    def number(self) -> int:
        """How many."""
        written = self.attrs.get("number", "1")
        return int(written) if _is_number(written) else 1

    @property
    def tags(self) -> frozenset[str]:
        """Tags that each of them has."""
        return frozenset(self.attrs.get("tags", "").split())

    @property
    def difficulty(self) -> str:
        """How hard each of them is meant to be; empty where it does not matter."""
        return self.attrs.get("difficulty", "")

    def body(self) -> Iterator[str]:
        """Nothing below the note."""
        yield from ()

    def lint(self) -> Iterator[Problem]:
        """A bank, a number, and either a name or what chance looks for."""
        if not KEY.fullmatch(self.bank):
            yield error("no-bank", self.line, _("say from which bank: :::draw{bank=key number=3}"))
        if not _is_number(self.attrs.get("number", "1")):
            message = _(
                "%(name)s=%(value)s is not a whole number from 1 to %(most)d",
                name="number",
                value=self.attrs["number"],
                most=MOST,
            )
            yield error("bad-value", self.line, message)
        if self.difficulty and self.difficulty not in DIFFICULTIES:
            yield none_of("difficulty", self.difficulty, DIFFICULTIES, self.line)
        chance = [name for name in ("number", "outcome", "tags", "difficulty", "thinking") if name in self.attrs]
        if self.question and chance:
            message = _(
                "question=%(question)s names one question; delete %(others)s, or the name",
                question=self.question,
                others=", ".join(chance),
            )
            yield error("bad-value", self.line, message)

    def panels(self) -> tuple[Panel, ...]:
        """Nothing is read here."""
        return ()


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) <= 3 and 1 <= int(written) <= MOST
