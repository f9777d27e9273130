"""Banks of questions in the states tests speak of: `bank(of=district)`, `question(bank, "who-opens", critical=True)`."""

from datetime import UTC, datetime

from assessments.models import Question, QuestionBank
from assessments.services import questions
from training_site.people.models import Organisation, User

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def source(key: str, *, hints: int = 0, options: str = "") -> str:
    """A question with one right answer, the first."""
    said = "".join(f"> [!HINT]\n> HINT-{number} of {key}.\n\n" for number in range(1, hints + 1))
    return f"""\
:::choice{{#{key}{f" {options}" if options else ""}}}

What about {key}?

- (x) RIGHT-{key} {{#a}}
- ( ) Wrong {{#b}}
- ( ) Also wrong {{#c}}

{said}:::
"""


def bank(key: str = "doors", *, of: Organisation | None = None) -> QuestionBank:
    """A bank of an organisation, or of everybody."""
    return QuestionBank.objects.create(key=key, title=key.title(), organisation=of)


def question(
    of: QuestionBank,
    key: str,
    *,
    status: str = "ready",
    language: str = "en",
    difficulty: str = "medium",
    tags: tuple[str, ...] = (),
    options: str = "",
    by: User | None = None,
) -> Question:
    """A question that can be drawn."""
    described = questions.Described(status=status, difficulty=difficulty, tags=tags)
    return questions.add(
        bank=of, language=language, text=source(key, options=options), described=described, by=by, now=NOW
    )
