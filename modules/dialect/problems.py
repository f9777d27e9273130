"""What is wrong with a text: a stable code, a line that counts from 1, and one sentence that says what to do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _

Severity = Literal["error", "warning", "info"]
OTHER_LINE = "other_line"
"""The value of a message that is the number of a line."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One finding about a text; an error stops publishing."""

    code: str
    line: int
    message: Sentence
    severity: Severity = "error"

    def moved(self, lines: int) -> "Problem":
        """The same finding in a longer text, in which this one begins so many lines further down."""
        other = self.message.values.get(OTHER_LINE)
        message = self.message.filled(**{OTHER_LINE: other + lines}) if isinstance(other, int) else self.message
        return replace(self, line=self.line + lines, message=message)

    def __str__(self) -> str:
        """As a compiler would print it."""
        return f"line {self.line}: {self.severity}[{self.code}]: {self.message}"


def did_you_mean(word: str, known: Iterable[str], *, written: str = "{}") -> Sentence | str:
    """`; did you mean 'choice'?`, or nothing when no known word is near. `written` says how such a word is written."""
    near = get_close_matches(word.lower()[:64], list(known), n=1, cutoff=0.6)
    return _("; did you mean '%(word)s'?", word=written.format(near[0])) if near else ""
