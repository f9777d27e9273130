"""A small curriculum that keeps every rule of `check_content --strict`, for tests to spoil one thing in."""

from itertools import islice, product
from pathlib import Path

from tests.factories.curriculum import FILES, MODULE_TOML, QUESTION, content_folder, page_text

_WHO = ("A worker", "The aunt", "My mentor", "One teacher", "Her uncle", "The nurse", "A neighbour")
_DOES = ("asks about", "waits beside", "writes down", "looks after", "walks past", "speaks of", "draws")
_WHAT = ("the small garden", "a long road", "the open door", "an old bench", "the full kitchen", "a quiet room")
_WHEN = ("before the rain comes", "while the kettle boils", "after school has closed")


def prose(words: int, *, skip: int = 0) -> str:
    """Paragraphs of about so many words, of sentences that are all different; `skip` leaves some out at the front."""
    said = [f"{who} {does} {what} {when}." for when, what, does, who in product(_WHEN, _WHAT, _DOES, _WHO)]
    picked = list(islice(said, skip, skip + words // 10))
    return "\n\n".join(" ".join(picked[at : at + 6]) for at in range(0, len(picked), 6))


CHOICE = """\
:::choice[At the door]{#at-the-door shuffle}

Somebody is late. What do you do?

- ( ) Go home and try again another day. {#a}
  > The family does not know that you came.
- (x) Wait, and send a word that you are here. {#b}
  > They can come without hurry.
- ( ) Ask the children where their mother is. {#c}
  > It makes them answer for an adult.

:::
"""
ORDER = """\
:::order[A visit]{#a-visit}

Put the steps in order.

1. Say who you are {#aaa}
2. Say why you come {#bbb}
3. Ask whether it is a good time {#ccc}

:::
"""
REFLECT = """\
:::reflect[Your own visits]{#own-visits private}

- When did you listen last? {#qqq}

:::
"""
CLOSING = """\
> [!NOTE]
> **Where this comes from.** The order of a visit follows S01, and the rest is practice experience.

## This week

Listen to one colleague for five minutes without giving advice.

## Key points

- Wait before you ask.
- Say why you come.
- Go back when you said so.
"""


def lesson(*, words: int = 720, skip: int = 0, opening: str = "", more: str = "", closing: str = CLOSING) -> str:
    """A lesson that keeps the rules; `skip` makes another one with other sentences."""
    first = (
        opening or "A girl stands at the gate with a letter in her hand and reads it for the third time, very slowly."
    )
    parts = (
        first,
        "The card T01 lies on the table, and the story [Silence at noon](m01-s1) shows how somebody used it.",
        "## At the gate",
        prose(words, skip=skip),
        CHOICE,
        ORDER,
        REFLECT,
        more,
        closing,
    )
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def page(body: str, *, key: str = "m01-l1", **head: str) -> str:
    """The file of the lesson."""
    usual = {"title": "Silence", "minutes": "20", "outcomes": "[m01-lo1]", "sources": "[S01]"}
    return page_text(key, "lesson", **(usual | head), body=body)


LESSON = "practice/en/01-listening/01-silence.md"
MODULE = "practice/en/01-listening/module.toml"
SCENARIO = "practice/en/01-listening/scenario.md"
QUIZ = "practice/en/01-listening/questions.md"
FAULTLESS: dict[str, str | None] = {
    LESSON: page(lesson()),
    "practice/en/01-listening/02-questions.md": None,
    SCENARIO: page_text("m01-s1", "scenario", title="Silence at noon", summary="A story.", indicators="[D1.1]"),
    QUIZ: page_text(
        "m01-quiz",
        "quiz",
        pass_mark="80",
        shuffle="true",
        body=QUESTION.replace("first-question}", "q1 outcome=m01-lo1}"),
    ),
    "practice/en/glossary.toml": FILES["practice/en/glossary.toml"],
}


def strict_folder(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """A folder that keeps every rule, with some files changed, added, or (None) left out."""
    return content_folder(folder, {**FAULTLESS, **(changes or {})})


__all__ = ["CLOSING", "LESSON", "MODULE", "MODULE_TOML", "QUIZ", "SCENARIO", "lesson", "page", "prose", "strict_folder"]
