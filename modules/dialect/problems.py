"""What is wrong with a text: a stable code, a line that counts from 1, and one sentence that says what to do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One finding about a text; an error stops publishing."""

    code: str
    line: int
    message: str
    severity: Severity = "error"
    other_line: int = 0
    """The line with whose number the message ends; 0 when it speaks of no other line."""

    def moved(self, lines: int) -> "Problem":
        """The same finding in a longer text, in which this one begins so many lines further down."""
        if not self.other_line:
            return replace(self, line=self.line + lines)
        other = self.other_line + lines
        message = f"{self.message.removesuffix(str(self.other_line))}{other}"
        return replace(self, line=self.line + lines, other_line=other, message=message)

    def __str__(self) -> str:
        """As a compiler would print it."""
        return f"line {self.line}: {self.severity}[{self.code}]: {self.message}"


def did_you_mean(word: str, known: Iterable[str], *, before: str = "") -> str:
    """`; did you mean 'choice'?`, or nothing when no known word is near. `before` stands before the word."""
    near = get_close_matches(word.lower()[:64], list(known), n=1, cutoff=0.6)
    return f"; did you mean '{before}{near[0]}'?" if near else ""
