"""Texts that others mark, in the states that tests speak of: `handed(learner, lesson)`, `judged(text, by, 2, 1)`."""

from datetime import datetime
from uuid import uuid4

from assessments.models import HandedText
from assessments.services import attempts, judging
from assessments.services.judging import Said
from modules.models import LessonPage
from tests.factories.evidence import NOW, answered, compiled, edit
from training_site.people.models import User

ESSAY = """\
Before you write.

:::essay{#note by=trainer pass=50%}

Write the first paragraph of a case note.

- [ ] What was seen {#seen points=2}
  - SEEN-NOTHING
  - SEEN-SOME
  - SEEN-ALL
- [ ] What comes next {#next}
  - NEXT-NOTHING
  - NEXT-SAID

> [!SAMPLE]
> SAMPLE-NOTE the pot was on the fire.

:::
"""
WORDS = "WRITTEN-WORDS the mother was at home."


def ask_for_texts(lesson: LessonPage, **attributes: str) -> None:
    """Let a lesson ask for a text; `by="peer"`, `markers="2"` and so on stand in its opening line."""
    said = {"by": "trainer", "pass": "50%"} | attributes
    opening = " ".join(f"{name}={value}" for name, value in said.items())
    edit(lesson, ESSAY.replace("by=trainer pass=50%", opening))


def handed(learner: User, lesson: LessonPage, *, words: str = WORDS, now: datetime = NOW) -> HandedText:
    """A text that waits for its mark."""
    answered(learner, lesson, "note", {"answer": (words,)}, now=now)
    return HandedText.objects.filter(learner=learner).latest("created_at")


def waiting(learner: User, *, words: str = WORDS, now: datetime = NOW) -> HandedText:
    """A text that waits at a question which no page asks any more."""
    essay = compiled(ESSAY)
    attempts.record(
        learner=learner,
        content_key="practice/m03-l1",
        compiled=essay,
        answer={"answer": (words,)},
        client_id=uuid4(),
        language="en",
        now=now,
    )
    return HandedText.objects.get(learner=learner)


def said(seen: int, following: int, overall: str = "") -> Said:
    """A judgement by the rubric."""
    return Said(levels={"seen": seen, "next": following}, comments={"": overall, "seen": "COMMENT-SEEN"})


def judged(text: HandedText, by: User, seen: int, following: int, *, now: datetime = NOW) -> HandedText:
    """A text after one more signed judgement."""
    text.refresh_from_db()
    part = judging.part_of(text, by)
    return judging.sign(text=text, marker=by, part=part, said=said(seen, following, "OVERALL-SAID"), now=now)
