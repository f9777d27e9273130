"""The reflective questions of a module are asked in its lessons, where somebody can write an answer."""

import re
from collections.abc import Iterator

from modules.dialect.activities.reflect import Reflect
from modules.services.content_files import Finding
from modules.services.strict.edition import Edition, Text
from modules.services.strict.passages import Passage, passages, sentences, words


def questions(edition: Edition) -> Iterator[Finding]:
    """Questions that no `reflect` of the module's lessons asks, sentence by sentence in the same words."""
    for module in edition.written_modules:
        asked = normal(" ".join(_asked(module.of_kind("lesson"))))
        for question in module.file.values.get("reflective_questions", ()):
            parts = sentences(Passage(kind="text", text=str(question), line=1))
            if any(normal(part.text) not in asked for part in parts):
                message = f"no ':::reflect' of its lessons asks: {question}"
                yield module.file.finding("unasked-question", module.file.line("reflective_questions"), message)


def _asked(lessons: tuple[Text, ...]) -> Iterator[str]:
    for lesson in lessons:
        for activity in lesson.activities:
            if isinstance(activity, Reflect):
                yield from (passage.text for leaf in activity.leaves() for passage in passages(leaf))


def normal(text: str) -> str:
    """The words of a text alone, small and one space apart: what is said, however it is set."""
    return " ".join(re.sub(r"[\u2019']", "'", word) for word in words(text.casefold()))
