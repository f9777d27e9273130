"""What a lesson gives to do: enough, of more than one kind, and something that asks for a judgement."""

from collections.abc import Iterator

from modules.dialect.document import Activity
from modules.services.content_files import Finding
from modules.services.strict.edition import Edition, Text

FEWEST, FEWEST_KINDS = 3, 2
FEWEST_ANSWERS = 3
JUDGING = frozenset({"choice", "truefalse", "sort"})
"""The kinds in which somebody weighs what is said, and answers are not looked up or put into a known order."""


def activities(edition: Edition) -> Iterator[Finding]:
    """Lessons with too little to do."""
    for lesson in edition.lessons:
        kinds = [activity.kind for activity in lesson.activities]
        if len(kinds) < FEWEST:
            message = f"the lesson has {len(kinds)} activities; write {FEWEST} at least, where the reading needs them"
            yield lesson.finding("few-activities", 1, message)
        if len(set(kinds)) < FEWEST_KINDS:
            message = f"all its activities are of one kind; use {FEWEST_KINDS} kinds at least"
            yield lesson.finding("one-kind", 1, message)
        yield from _judgement(lesson)


def _judgement(lesson: Text) -> Iterator[Finding]:
    if not any(asks_for_judgement(activity) for activity in lesson.activities):
        message = (
            f"no activity asks for a judgement; write a choice, true-or-false or sorting with {FEWEST_ANSWERS} answers or more, "
            "each with feedback of its own"
        )
        yield lesson.finding("no-judgement", 1, message)


def asks_for_judgement(activity: Activity) -> bool:
    """Whether it looks like a judgement: answers to weigh, of which the author could say one by one what they lead to.

    A program does not see whether a question is answered from the text above it. What it sees is that the kind is one in which
    people weigh, and that every answer, right and wrong, has its own feedback; whoever asks for a fact has nothing to write there.
    """
    answers = [item for bullet in activity.bullets() for item in (bullet.children or (bullet,))]
    said = all(item.replies for item in answers)
    return activity.kind in JUDGING and len(answers) >= FEWEST_ANSWERS and said
