"""What can be told of a text while it is written: what is wrong with it, how long it is, and how hard to read."""

from dataclasses import dataclass

from modules.dialect.problems import Problem
from modules.services import publishing
from modules.services.page_checks import PageText
from modules.services.strict.length import age_to_read, words_in_a_sentence
from modules.services.strict.passages import words
from modules.services.strict.written import Typed

MINUTES_PER_WORD = 0.027
"""Fitted by least squares to the lessons of the curriculum and the minutes their heads give: half of them are met within five."""
SHORTEST_MEASURED = 50
"""Words below which nothing can be said about how hard a text is to read."""
STEP = 5
"""Nobody knows a lesson's minutes more exactly than that."""


@dataclass(frozen=True, kw_only=True)
class TextReport:
    """A text as it stands at the moment."""

    problems: tuple[Problem, ...]
    """As for publishing, by line."""
    words: int
    """Of the prose, outside activities."""
    minutes: int
    """For prose and activities, at the pace of the curriculum's own lessons; 0 for an empty text."""
    reading_age: float | None
    """Years of age at which it is easy to read; None where it is not English or too short to tell."""
    sentence: float | None
    """Words in a sentence, on average; None where the language does not part words, or there is no sentence."""

    @property
    def errors(self) -> int:
        """How many problems stop it from being published."""
        return sum(problem.severity == "error" for problem in self.problems)


def report(*, source: str, language: str, kind: str = "") -> TextReport:
    """What is noticed in a text in a language. `kind` of the page it stands in; empty where there is no page yet."""
    text = Typed(source)
    inside = sum(len(words(leaf)) for activity in text.activities for leaf in activity.leaves())
    return TextReport(
        problems=publishing.problems(PageText(kind=kind, body=source, language=language)),
        words=text.word_count,
        minutes=round((text.word_count + inside) * MINUTES_PER_WORD / STEP) * STEP,
        reading_age=age_to_read(text) if language == "en" and text.word_count >= SHORTEST_MEASURED else None,
        sentence=words_in_a_sentence(text) if language != "km" and text.sentences else None,
    )
